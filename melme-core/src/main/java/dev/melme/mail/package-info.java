/**
 * Bridges between MelMe and jakarta.mail, for hosts that hold {@code MimeMessage} objects.
 *
 * <pre>
 * MimeMessage --MimeMessages.source--&gt; MessageSource --deliver--&gt; ...
 * ... Workspace.original --&gt; StoredContent --MimeMessages.open--&gt; MimeMessage
 * </pre>
 */
@NullMarked
package dev.melme.mail;

import org.jspecify.annotations.NullMarked;
