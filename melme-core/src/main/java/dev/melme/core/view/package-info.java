/**
 * Reading one message.
 *
 * <pre>
 * Workspace.view --&gt; StoredMessageView --text of the index--&gt; Line --&gt; QuoteSplitter --&gt; MessageText
 *                         |                                    ^     Attribution, QuoteOpening,
 *                         | when first asked for               |     Signatures
 *                         v                                    |             |
 *                  mime.ReadableBody --HTML--&gt; HtmlDocument --&gt; HtmlLines    | which are quoted
 *                                                   |                        v
 *                                                   \---------------&gt; SafeHtmlWriter --&gt; SafeHtml
 *                                                                    HtmlRules, StyleFilter,
 *                                                                    Links, Images
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
