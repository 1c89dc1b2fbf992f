package dev.melme.api.outbound;

import dev.melme.api.MessageSource;
import dev.melme.api.MessageSourceException;
import dev.melme.api.StoreException;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;

/**
 * Tells senders that their mail was refused, where a pipeline cannot say so in the session: mail
 * that was polled from elsewhere or came by webhook. Whoever can answer in the session answers
 * there ({@link DeliveryReport#smtpReply}) and needs none of this.
 *
 * <p>Most refused mail draws no notice, on purpose: a notice to a forged sender would go to
 * somebody who wrote nothing. {@link NoticeOutcome.Cause} lists the rules. Safe for use by many
 * threads, on any number of nodes.
 */
public interface NoticeDesk {

  /**
   * Sends the sender of a message one notice (RFC 3464) about the recipients that it was refused
   * for, unless a rule forbids it. It goes to the envelope sender alone, from the null reverse
   * path, and is handed to the transport before this returns.
   *
   * <p>The notice holds the refused addresses as the envelope gave them, the fixed texts of {@link
   * dev.melme.api.routing.Reason}, and of the message itself only fields that its sender wrote.
   *
   * @param envelope what the transport said; without authentication results that the host found
   *     ({@link Envelope#authenticationResults}) nothing is sent
   * @param report what {@code deliver} answered; what it deferred is not told
   * @param original the message, of which only the header is read; closed when this returns or
   *     throws
   * @return what was done; calling again after {@link NoticeOutcome.Sent} sends nothing more that
   *     day
   * @throws MessageSourceException when the header cannot be read; nothing was sent
   * @throws StoreException when the store cannot answer; nothing was sent
   */
  NoticeOutcome refuse(Envelope envelope, DeliveryReport report, MessageSource original);
}
