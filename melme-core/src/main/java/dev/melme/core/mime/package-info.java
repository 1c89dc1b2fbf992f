/**
 * Reads messages: the header check that delivery needs, and the index that people read.
 *
 * <pre>
 * received bytes --{@link dev.melme.core.mime.HeaderScan}--&gt; form, Received count, trace tokens
 *
 * received bytes --LineReader--&gt; PartWalk --HeaderReader--&gt; EntityHeader (raw values)
 *                                    |                          |
 *                                    |                          +-&gt; HeaderText, EncodedWords,
 *                                    |                              AddressReader, DateReader,
 *                                    |                              MessageIds, Parameters
 *                                    \--LeafBody--&gt; sizes, kept text bytes
 *                                                       |
 *                                  TextDecoder, FlowedText, HtmlText, UuBlocks
 *                                                       |
 *                     CleanText (the one choke point) --+--&gt; MessageIndex
 *
 * stored bytes --PartWalk, a LeafVisitor decides--&gt; ReadableBody: text parts with their HTML
 *                                               \-&gt; PartContent: one part, decoded as it is read
 * </pre>
 *
 * <p>The structure is walked here and not by a MIME library: a CR alone must end a line, and the
 * walk may not cost more memory than the result. Everything is iterative and bounded.
 */
@NullMarked
package dev.melme.core.mime;

import org.jspecify.annotations.NullMarked;
