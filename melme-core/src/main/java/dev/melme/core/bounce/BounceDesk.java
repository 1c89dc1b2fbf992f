package dev.melme.core.bounce;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.StoredContent;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.core.bounce.ReportedRecipient.Action;
import dev.melme.core.catchup.Reports;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.PendingMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches reports with the messages that they are about, and notes what failed. Safe for use by
 * many threads.
 *
 * <p>The signed address that a report came to names its message. Without one, the Message-ID of the
 * returned message does. Only messages of the same mailbox are looked at.
 */
public final class BounceDesk implements Reports {

  private static final Logger LOG = LoggerFactory.getLogger(BounceDesk.class);

  /** Each lost attempt is another dispatcher that took the message in hand. */
  private static final int ATTEMPTS = 3;

  private final MelMeStore store;
  private final BounceAddress addresses;
  private final StoreTime time;
  private final Contents contents;
  private final Consumer<Outbound> changed;

  /** Opens the bytes of a message. */
  @FunctionalInterface
  public interface Contents {

    /**
     * Opens them.
     *
     * @param mailboxId the mailbox
     * @param messageId the message
     * @return its bytes, or empty once it was erased
     */
    Optional<StoredContent> open(MailboxId mailboxId, MessageId messageId);
  }

  /**
   * Creates the desk.
   *
   * @param store where messages are kept
   * @param addresses reads signed addresses
   * @param time when bounces are noted
   * @param contents opens the bytes of messages
   * @param changed hears of messages that bounced, as they are then
   */
  public BounceDesk(
      MelMeStore store,
      BounceAddress addresses,
      StoreTime time,
      Contents contents,
      Consumer<Outbound> changed) {
    this.store = store;
    this.addresses = addresses;
    this.time = time;
    this.contents = contents;
    this.changed = changed;
  }

  /**
   * Notes what reports say, and tells what they are about. What is no report and came to no signed
   * address costs nothing. A report that cannot be read is about nothing.
   *
   * @throws StoreException when the store cannot answer now: read again, nothing is lost
   */
  @Override
  public Map<MessageId, List<String>> read(MailboxId mailboxId, List<PendingMessage> messages) {
    Map<MessageId, List<String>> about = new HashMap<>();
    for (PendingMessage message : messages) {
      if (message.folder() != Folder.SENT) {
        Optional<MessageId> named = named(mailboxId, message.aliases());
        if (message.report() || named.isPresent()) {
          List<String> ids = read(mailboxId, message, named);
          if (!ids.isEmpty()) {
            about.put(message.messageId(), ids);
          }
        }
      }
    }
    return about;
  }

  private Optional<MessageId> named(MailboxId mailboxId, List<MatchedAlias> aliases) {
    return aliases.stream()
        .flatMap(alias -> addresses.read(mailboxId, alias.recipient()).stream())
        .findFirst();
  }

  /** A mistake in the store or here must not keep the messages behind it from their places. */
  private List<String> read(
      MailboxId mailboxId, PendingMessage message, Optional<MessageId> named) {
    try {
      return match(mailboxId, message, named);
    } catch (StoreException e) {
      if (e.retryable()) {
        throw e;
      }
      LOG.warn("Report {} is not matched: the store does not take it", message.messageId(), e);
    } catch (IOException | RuntimeException e) {
      LOG.warn("Report {} is not matched: it cannot be read", message.messageId(), e);
    }
    return List.of();
  }

  private List<String> match(MailboxId mailboxId, PendingMessage message, Optional<MessageId> named)
      throws IOException {
    Report report = report(mailboxId, message.messageId());
    Set<String> about = new LinkedHashSet<>();
    Optional<Outbound> outbound = named.flatMap(id -> sent(mailboxId, id));
    if (outbound.isEmpty() && message.report()) {
      outbound =
          report
              .messageIdField()
              .flatMap(id -> store.outbox().findByMessageId(mailboxId, id))
              .flatMap(id -> sent(mailboxId, id));
    }
    if (outbound.isPresent()) {
      note(outbound.get(), report.recipients());
      about.add(outbound.get().messageIdField());
    }
    if (message.report()) {
      report.messageIdField().ifPresent(about::add);
    }
    return List.copyOf(about);
  }

  private Report report(MailboxId mailboxId, MessageId messageId) throws IOException {
    Optional<StoredContent> content = contents.open(mailboxId, messageId);
    if (content.isEmpty()) {
      return Report.NOTHING;
    }
    try (InputStream in = content.get().openStream()) {
      return ReportReader.read(in);
    } catch (IOException e) {
      // a store that is away for a moment must not cost a bounce
      if (e.getCause() instanceof StoreException outage && outage.retryable()) {
        throw outage;
      }
      throw e;
    }
  }

  private Optional<Outbound> sent(MailboxId mailboxId, MessageId messageId) {
    return store.outbox().find(mailboxId, List.of(messageId)).stream().findFirst();
  }

  private void note(Outbound sent, List<ReportedRecipient> reported) {
    Map<EmailAddress, OutboxResult> failed = new LinkedHashMap<>();
    for (ReportedRecipient each : reported) {
      if (each.action() == Action.FAILED) {
        meant(sent, reported, each)
            .map(OutboundRecipient::address)
            .ifPresent(address -> failed.putIfAbsent(address, result(address, each.reply())));
      }
    }
    Outbound taken = takenOver(sent, failed.keySet());
    List<OutboxResult> bounced =
        taken.recipients().stream()
            .filter(recipient -> recipient.state() == State.SENT)
            .flatMap(recipient -> Optional.ofNullable(failed.get(recipient.address())).stream())
            .toList();
    OutboxRepository outbox = store.outbox();
    if (!bounced.isEmpty()
        && outbox.bounced(taken.mailboxId(), taken.messageId(), bounced, time.now()) > 0) {
      sent(taken.mailboxId(), taken.messageId()).ifPresent(changed);
    }
  }

  /**
   * Whoever reports about a message has taken it over, whatever the outbox knows: a report can be
   * faster than the note of the dispatcher, or come where the answer to an attempt was lost.
   * Recipients that still wait then are sent to, and not tried again. What was never attempted
   * nobody can have.
   */
  private Outbound takenOver(Outbound sent, Set<EmailAddress> reported) {
    Outbound known = sent;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<OutboxResult> taken =
          known.attempts() == 0
              ? List.of()
              : known.waiting().stream()
                  .map(OutboundRecipient::address)
                  .filter(reported::contains)
                  .map(address -> new OutboxResult(address, State.SENT, Optional.empty()))
                  .toList();
      if (taken.isEmpty()) {
        return known;
      }
      OutboxSettlement settlement =
          new OutboxSettlement(
              known.mailboxId(), known.messageId(), known.attempts(), taken, known.dueAt());
      List<Outbound> settled = store.outbox().settle(List.of(settlement), time.now());
      if (!settled.isEmpty()) {
        return settled.get(0);
      }
      // it was taken in hand anew meanwhile
      known = sent(known.mailboxId(), known.messageId()).orElse(known);
    }
    return known;
  }

  /**
   * Which recipient is meant. Where there is one only, on both sides, it is that one, whatever it
   * is called: mail is forwarded, and reports name the last address.
   */
  private static Optional<OutboundRecipient> meant(
      Outbound outbound, List<ReportedRecipient> reported, ReportedRecipient each) {
    List<OutboundRecipient> recipients = outbound.recipients();
    if (recipients.size() == 1 && reported.size() == 1) {
      return Optional.of(recipients.get(0));
    }
    return each.addresses().stream()
        .flatMap(address -> recipients.stream().filter(it -> it.address().equals(address)))
        .findFirst();
  }

  private static OutboxResult result(EmailAddress recipient, String reply) {
    return new OutboxResult(
        recipient, State.FAILED, reply.isEmpty() ? Optional.empty() : Optional.of(reply));
  }
}
