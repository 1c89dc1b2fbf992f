/**
 * Export: messages into one stream, byte for byte.
 *
 * <pre>
 * Workspace --MessageExport: page by page, chunk by chunk--&gt; MessageSink
 *                                                             |-- MboxSink --MboxrdQuoting--&gt; mbox
 *                                                             '-- ZipSink --&gt; zip of .eml
 * </pre>
 */
@NullMarked
package dev.melme.core.export;

import org.jspecify.annotations.NullMarked;
