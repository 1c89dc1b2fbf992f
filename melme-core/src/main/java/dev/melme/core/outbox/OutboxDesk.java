package dev.melme.core.outbox;

import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.outbound.Outbound;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.OutboxRepository;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What teams and hosts do with sent messages: look, call back, try again. Safe for use by many
 * threads.
 */
public final class OutboxDesk {

  private final OutboxRepository outbox;
  private final StoreTime time;
  private final OutboxBell bell;
  private final OutboundNews news;

  /**
   * Creates the desk.
   *
   * @param outbox the sent messages
   * @param time the time of what is done
   * @param bell wakes dispatchers
   * @param news tells what became of messages
   */
  public OutboxDesk(OutboxRepository outbox, StoreTime time, OutboxBell bell, OutboundNews news) {
    this.outbox = outbox;
    this.time = time;
    this.bell = bell;
    this.news = news;
  }

  /**
   * Finds what is known of sent messages.
   *
   * @param mailboxId the mailbox
   * @param ids messages, sent or not
   * @return what is known, by id, ascending
   * @throws InvalidValueException when there are more than 500 ids
   */
  public Map<MessageId, Outbound> find(MailboxId mailboxId, Collection<MessageId> ids) {
    if (ids.size() > OutboxRepository.MAX_MESSAGES) {
      throw new InvalidValueException(
          "Ask about " + OutboxRepository.MAX_MESSAGES + " messages at most, not " + ids.size());
    }
    Map<MessageId, Outbound> found = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      outbox.find(mailboxId, ids).forEach(message -> found.put(message.messageId(), message));
    }
    return found;
  }

  /**
   * Calls a message back from those who wait for it.
   *
   * @param mailboxId the mailbox
   * @param id the message
   * @param operator who does it
   * @return false when nothing was to be called back, or a dispatcher has it in hand
   */
  public boolean cancel(MailboxId mailboxId, MessageId id, Optional<String> operator) {
    return outbox.cancel(mailboxId, id, operator, time.now()) && told(mailboxId, id);
  }

  /**
   * Tries a message again for those who did not get it.
   *
   * @param mailboxId the mailbox
   * @param id the message
   * @param operator who does it
   * @return false when there is nobody, or a dispatcher has it in hand
   */
  public boolean resend(MailboxId mailboxId, MessageId id, Optional<String> operator) {
    if (!outbox.retry(mailboxId, id, operator, time.now())) {
      return false;
    }
    told(mailboxId, id);
    bell.ring();
    return true;
  }

  private boolean told(MailboxId mailboxId, MessageId id) {
    news.tell(outbox.find(mailboxId, List.of(id)));
    return true;
  }
}
