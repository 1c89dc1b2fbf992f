package dev.melme.core.outbox;

import dev.melme.api.EmailAddress;
import dev.melme.api.StoreException;
import dev.melme.api.StoredContent;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MailTransport;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import dev.melme.spi.TransportReply.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries leased messages and says what came of it. Safe for use by many threads.
 *
 * <p>A recipient that was accepted or refused is settled. One that nobody knows about waits like
 * one that was deferred: it gets the same bytes again, and so the same Message-ID.
 */
final class Attempt {

  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private static final String GONE = "The sent copy was erased";

  private final MailTransport transport;
  private final SentCopies contents;
  private final StoreTime time;
  private final OutboundRules rules;
  private final RetrySchedule schedule;

  Attempt(
      MailTransport transport,
      SentCopies contents,
      StoreTime time,
      OutboundRules rules,
      RetrySchedule schedule) {
    this.transport = transport;
    this.contents = contents;
    this.time = time;
    this.rules = rules;
    this.schedule = schedule;
  }

  /**
   * Tries a message once, unless half of its lease has passed: the attempt could outlive the rest,
   * and somebody else would begin another one.
   *
   * @param message as it was leased
   * @return what to settle
   */
  OutboxSettlement make(Outbound message) {
    if (isLate(message)) {
      return giveBack(message);
    }
    Optional<StoredContent> content;
    boolean internationalised;
    try {
      content = contents.open(message.mailboxId(), message.messageId());
      if (content.isEmpty()) {
        return all(message, State.FAILED, GONE);
      }
      content = Optional.of(SentCopy.of(content.get()));
      internationalised = SentCopy.isInternationalised(content.get());
    } catch (StoreException | IOException e) {
      LOG.warn("Message {} cannot be read now; it is sent later", message.messageId(), e);
      return unread(message);
    }
    List<TransportReply> replies = send(message, content.get(), internationalised);
    return settlement(message, replies);
  }

  private boolean isLate(Outbound message) {
    Instant end = message.dueAt().orElse(Instant.MAX);
    Duration left = Duration.between(time.now(), end);
    return left.compareTo(rules.lease().dividedBy(2)) < 0;
  }

  /**
   * Leaves a message as it was, due at once.
   *
   * @param message as it was leased
   * @return what to settle
   */
  OutboxSettlement giveBack(Outbound message) {
    return settlement(message, List.of(), Optional.of(time.now()));
  }

  /** Nothing was sent: what the next system said before still stands. */
  private OutboxSettlement unread(Outbound message) {
    Optional<Instant> next = schedule.next(message, time.now());
    return next.isPresent()
        ? settlement(message, List.<OutboxResult>of(), next)
        : all(message, State.FAILED, givenUp("The sent copy cannot be read"));
  }

  private static OutboxSettlement all(Outbound message, State state, String text) {
    List<OutboxResult> results = new ArrayList<>();
    for (OutboundRecipient recipient : message.waiting()) {
      results.add(new OutboxResult(recipient.address(), state, ReplyText.clean(text)));
    }
    return settlement(message, results, Optional.empty());
  }

  private List<TransportReply> send(
      Outbound message, StoredContent content, boolean internationalised) {
    List<EmailAddress> recipients =
        message.waiting().stream().map(OutboundRecipient::address).toList();
    String fault;
    try {
      List<TransportReply> replies =
          transport.send(
              new TransportMessage(
                  message.messageId(),
                  message.envelopeSender(),
                  recipients,
                  content,
                  internationalised));
      if (replies.size() == recipients.size()) {
        return List.copyOf(replies);
      }
      fault = replies.size() + " replies for " + recipients.size() + " recipients";
    } catch (RuntimeException | Error e) {
      // its own words may quote the message
      fault = e.getClass().getName();
      LOG.warn("The transport failed on message {}: {}", message.messageId(), whereThrown(e));
    }
    TransportReply unknown = TransportReply.unknown("The transport failed: " + fault);
    return recipients.stream().map(recipient -> unknown).toList();
  }

  private static String whereThrown(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private OutboxSettlement settlement(Outbound message, List<TransportReply> replies) {
    Optional<Instant> next = schedule.next(message, time.now());
    List<OutboxResult> results = new ArrayList<>();
    List<OutboundRecipient> waiting = message.waiting();
    for (int i = 0; i < waiting.size(); i++) {
      results.add(result(waiting.get(i).address(), replies.get(i), next.isEmpty()));
    }
    return settlement(message, results, next);
  }

  private OutboxResult result(EmailAddress recipient, TransportReply reply, boolean last) {
    String said = reply.text();
    return switch (reply.kind()) {
      case ACCEPTED -> new OutboxResult(recipient, State.SENT, ReplyText.clean(said));
      case REFUSED -> new OutboxResult(recipient, State.FAILED, ReplyText.clean(said));
      case DEFERRED, UNKNOWN ->
          last
              ? new OutboxResult(recipient, State.FAILED, ReplyText.clean(givenUp(words(reply))))
              : new OutboxResult(recipient, State.WAITING, ReplyText.clean(words(reply)));
    };
  }

  private static String words(TransportReply reply) {
    return reply.kind() == Kind.UNKNOWN ? "It may have arrived. " + reply.text() : reply.text();
  }

  private String givenUp(String last) {
    return "Given up after " + inWords(rules.giveUpAfter()) + ". " + last;
  }

  private static String inWords(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() == 1 ? "a day" : time.toDays() + " days";
    }
    return time.toMinutes() + " minutes";
  }

  private static OutboxSettlement settlement(
      Outbound message, List<OutboxResult> results, Optional<Instant> dueAt) {
    return new OutboxSettlement(
        message.mailboxId(), message.messageId(), message.attempts(), results, dueAt);
  }
}
