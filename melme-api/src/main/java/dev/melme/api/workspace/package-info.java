/**
 * Signing in and reading: what a team does with its mailbox.
 *
 * <pre>
 * slug + password --MailboxAuthenticator--&gt; SignIn.Granted --&gt; Workspace --&gt; pages, messages, bytes
 * </pre>
 */
@NullMarked
package dev.melme.api.workspace;

import org.jspecify.annotations.NullMarked;
