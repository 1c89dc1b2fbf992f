/**
 * Spooling: the bytes of a message in flight, held once, readable as often as needed.
 *
 * <pre>
 * MessageSource --copy, hash, count--&gt; SpoolBuffer (memory to 256 KiB, then a temporary file)
 *                                        '--&gt; SpooledMessage (closed when the delivery ends)
 * </pre>
 */
@NullMarked
package dev.melme.core.spool;

import org.jspecify.annotations.NullMarked;
