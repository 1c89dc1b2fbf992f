/**
 * Signing in and reading: what a team does with its mailbox.
 *
 * <pre>
 * slug + password --signIn--&gt; SignIn.Granted --&gt; Workspace --&gt; pages, messages, bytes
 *                              SessionToken --resume--^
 *
 * text --SearchQuery.parse--&gt; SearchQuery: conditions that must all hold, and folders to look in
 *                     '--&gt; SearchQueryException: what, where, and what to do
 * Workspace --view--&gt; MessageView --&gt; MessageText (new, quoted), SafeHtml
 *           --attachment, inlinePart--&gt; AttachmentContent
 * </pre>
 */
@NullMarked
package dev.melme.api.workspace;

import org.jspecify.annotations.NullMarked;
