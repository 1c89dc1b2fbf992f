/**
 * Reading one message.
 *
 * <pre>
 * Workspace.view ------&gt; StoredMessageView --text--&gt; TextLines --------\
 *                              |                                        QuoteSplitter --&gt; MessageText
 *                              | first asked for                        /          \--&gt; which nodes
 *                              v                                       /                are quoted
 *                        mime.ReadableBody --HTML--&gt; HtmlDocument --&gt; HtmlLines            |
 *                                                         |                                v
 *                                                         \----------------------&gt; SafeHtmlWriter
 *                                                              HtmlRules, StyleFilter,     |
 *                                                              Links, Images               v
 *                                                                                       SafeHtml
 *
 * Workspace.attachment --AttachmentGate--&gt; StoredAttachment --&gt; mime.PartContent, as it is read
 * </pre>
 *
 * <p>Whatever a message holds, memory and time are bounded: lengths, elements and depth by {@link
 * dev.melme.core.view.HtmlDocument}, what is written by {@link dev.melme.core.view.SafeHtmlWriter}.
 */
@NullMarked
package dev.melme.core.view;

import org.jspecify.annotations.NullMarked;
