/**
 * Reading: the workspace of one mailbox.
 *
 * <pre>
 * Workspace --mailbox id first, always--&gt; MessageRepository
 *     original(id) --&gt; ChunkedContent --256 KiB at a time--&gt; MessageRepository.content
 *                      (the first call tells the size and brings the first chunk)
 * </pre>
 */
@NullMarked
package dev.melme.core.reading;

import org.jspecify.annotations.NullMarked;
