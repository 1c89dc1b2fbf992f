package dev.melme.examples;

import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MelMeException;
import dev.melme.api.MessageId;
import dev.melme.api.StoredMessage;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.Verdict;
import dev.melme.examples.smtp.SmtpListener;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one log line per recipient: when it is refused at RCPT, else when its message was judged.
 * Ids, sizes and reply codes only; nothing of what the message says.
 */
final class VerdictLog implements SmtpListener {

  private static final Logger LOG = LoggerFactory.getLogger(VerdictLog.class);

  private final MelMeAdmin admin;

  VerdictLog(MelMeAdmin admin) {
    this.admin = admin;
  }

  @Override
  public void routed(String session, RecipientRequest request, RoutingDecision decision) {
    if (!decision.accepted()) {
      Verdict verdict = Verdict.decline(request.recipient(), decision.reason());
      LOG.info("{}, session {}", line(verdict), session);
    }
  }

  @Override
  public void delivered(String session, Envelope envelope, DeliveryReport report) {
    for (Verdict verdict : report.verdicts()) {
      LOG.info("{}, session {}", line(verdict), session);
    }
  }

  /**
   * {@code 250 2.0.0 stored: support@acme.example -> support-inbox, message 0190..., 512 bytes}.
   */
  String line(Verdict verdict) {
    String head =
        verdict.reply().code()
            + " "
            + verdict.reply().status()
            + " "
            + verdict.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            + ": "
            + verdict.recipient();
    return OneLine.of(head + verdict.accept(new Place()));
  }

  /** A store that does not answer costs a line its details, not the others their lines. */
  private String place(MailboxId mailboxId, MessageId messageId) {
    try {
      return placeInStore(mailboxId, messageId);
    } catch (MelMeException e) {
      return " -> mailbox " + mailboxId + ", message " + messageId;
    }
  }

  private String placeInStore(MailboxId mailboxId, MessageId messageId) {
    Optional<Mailbox> mailbox = admin.mailbox(mailboxId);
    Optional<StoredMessage> message =
        mailbox.flatMap(found -> admin.workspace(mailboxId, "log").message(messageId));
    return " -> "
        + mailbox.map(found -> found.slug().value()).orElse("deleted mailbox " + mailboxId)
        + ", message "
        + messageId
        + message.map(found -> ", " + Figures.count(found.sizeBytes(), "byte")).orElse("");
  }

  /** Where the message of a verdict is; nothing when it is nowhere. */
  private final class Place implements Verdict.Visitor<String> {

    @Override
    public String stored(Verdict.Stored verdict) {
      return place(verdict.mailboxId(), verdict.messageId());
    }

    @Override
    public String alreadyStored(Verdict.AlreadyStored verdict) {
      return place(verdict.mailboxId(), verdict.messageId());
    }

    @Override
    public String other(Verdict verdict) {
      return "";
    }
  }
}
