package dev.melme.core.notice;

import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.StoreException;
import dev.melme.api.outbound.NoticeDesk;
import dev.melme.api.outbound.NoticeOutcome;
import dev.melme.api.outbound.NoticeOutcome.Cause;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.core.id.TimeOrderedIds;
import dev.melme.core.mime.MessageIndexer;
import dev.melme.core.routing.SubAddress;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MailTransport;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends notices through the transport, once all rules allow it. */
public final class StoreNoticeDesk implements NoticeDesk {

  private static final Logger LOG = LoggerFactory.getLogger(StoreNoticeDesk.class);

  private final MelMeStore store;
  private final OutboxRepository outbox;
  private final MailTransport transport;
  private final StoreTime time;
  private final @Nullable Character separator;
  private final TimeOrderedIds ids;
  private final MessageIndexer indexer = new MessageIndexer();
  private final NoticeWriter writer = new NoticeWriter();

  /**
   * Creates the desk.
   *
   * @param store knows our domains, and who was told
   * @param transport takes notices
   * @param time the time of notices
   * @param separator what parts a sub-address from its tag, or null when there are no sub-addresses
   */
  public StoreNoticeDesk(
      MelMeStore store, MailTransport transport, StoreTime time, @Nullable Character separator) {
    this.store = store;
    this.outbox = store.outbox();
    this.transport = transport;
    this.time = time;
    this.separator = separator;
    this.ids = new TimeOrderedIds(time);
  }

  @Override
  public NoticeOutcome refuse(Envelope envelope, DeliveryReport report, MessageSource original) {
    try {
      List<Verdict.Refused> refused =
          report.verdicts().stream()
              .filter(Verdict.Refused.class::isInstance)
              .map(Verdict.Refused.class::cast)
              .toList();
      if (refused.isEmpty()) {
        return new NoticeOutcome.Suppressed(Cause.NOTHING_REFUSED);
      }
      Optional<EmailAddress> sender = envelope.reversePath().address();
      if (sender.isEmpty()) {
        return new NoticeOutcome.Suppressed(Cause.NULL_SENDER);
      }
      return refuse(sender.get(), envelope.authenticationResults(), refused, original);
    } finally {
      close(original);
    }
  }

  private NoticeOutcome refuse(
      EmailAddress sender,
      Optional<String> results,
      List<Verdict.Refused> refused,
      MessageSource original) {
    if (results.isEmpty() || sender.hasAddressLiteral()) {
      return new NoticeOutcome.Suppressed(Cause.UNAUTHENTICATED);
    }
    RefusedMessage message = RefusedMessage.read(original, indexer);
    Optional<Cause> objection = message.objection(sender);
    if (objection.isPresent()) {
      return new NoticeOutcome.Suppressed(objection.get());
    }
    if (!AuthenticationResults.of(results.get()).vouchFor(sender, message.author())) {
      return new NoticeOutcome.Suppressed(Cause.UNAUTHENTICATED);
    }
    if (isOurs(sender)) {
      return new NoticeOutcome.Suppressed(Cause.OWN_DOMAIN);
    }
    Map<String, Boolean> domains = new HashMap<>();
    List<Verdict.Refused> ours =
        refused.stream()
            .filter(
                it ->
                    domains.computeIfAbsent(
                        it.recipient().domain(), domain -> isOurs(it.recipient())))
            .toList();
    if (ours.isEmpty()) {
      return new NoticeOutcome.Suppressed(Cause.FOREIGN_RECIPIENT);
    }
    return tell(sender, ours, message);
  }

  private boolean isOurs(EmailAddress address) {
    return !address.hasAddressLiteral()
        && store.aliases().match(List.of(AliasPattern.catchAllFor(address))).domainOurs();
  }

  private NoticeOutcome tell(
      EmailAddress sender, List<Verdict.Refused> refused, RefusedMessage message) {
    Instant now = time.now();
    NoticeClaims claims =
        new NoticeClaims(outbox, sender, LocalDate.ofInstant(now, ZoneOffset.UTC));
    try {
      List<Verdict.Refused> news =
          refused.stream().filter(each -> claims.claim(base(each.recipient()))).toList();
      return news.isEmpty()
          ? new NoticeOutcome.Suppressed(Cause.TOLD_TODAY)
          : send(new Notice(sender, news, message.returned(), now), claims);
    } catch (StoreException e) {
      claims.release(e);
      throw e;
    }
  }

  /** Without its tag: one that changes with each message must not draw a notice each time. */
  private EmailAddress base(EmailAddress recipient) {
    return SubAddress.base(recipient, separator).orElse(recipient);
  }

  private NoticeOutcome send(Notice notice, NoticeClaims claims) {
    MessageId id = new MessageId(ids.next());
    TransportReply reply = handOver(id, notice);
    switch (reply.kind()) {
      case ACCEPTED, UNKNOWN -> {
        return new NoticeOutcome.Sent(
            notice.refused().stream().map(Verdict.Refused::recipient).toList());
      }
      case DEFERRED -> {
        claims.release();
        return new NoticeOutcome.Deferred(reply.text());
      }
      case REFUSED -> {
        LOG.info("Notice {} is not sent: the transport refused it", id);
        return new NoticeOutcome.Suppressed(Cause.REFUSED_BY_TRANSPORT);
      }
    }
    throw new IllegalStateException("A transport answers one of four kinds");
  }

  private TransportReply handOver(MessageId id, Notice notice) {
    try {
      List<TransportReply> replies =
          transport.send(
              new TransportMessage(
                  id,
                  ReversePath.NULL,
                  List.of(notice.to()),
                  new NoticeContent(writer.write(notice)),
                  !notice.to().isAscii()));
      if (replies.size() == 1) {
        return replies.get(0);
      }
      LOG.error("The transport gave {} answers for one recipient", replies.size());
    } catch (RuntimeException e) {
      // as MailTransport says: nobody knows whether it was taken
      LOG.error("The transport failed on notice {}; it is not sent again", id, e);
    }
    return TransportReply.unknown("The transport failed");
  }

  private static void close(MessageSource original) {
    try {
      original.close();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Closing a message source failed; its header was read", e);
    }
  }
}
