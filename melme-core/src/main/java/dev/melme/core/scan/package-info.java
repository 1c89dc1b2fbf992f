/**
 * Attachments behind a scanner of the host.
 *
 * <pre>
 * catch-up --names messages with attachments--&gt; scan, due at once
 * housekeeping --ScanWork: lease--&gt; scanner --clean, refused--&gt; settle, a change that readers follow
 *                                      '----cannot tell------&gt; postpone: 1 minute, doubling to 1 hour
 * workspace --ScanGate--&gt; READY, PROCESSING or FAILED per attachment
 * </pre>
 *
 * <p>A scan is made together with the entry of its message, so there is no moment at which an
 * attachment that was not looked at is open.
 */
@NullMarked
package dev.melme.core.scan;

import org.jspecify.annotations.NullMarked;
