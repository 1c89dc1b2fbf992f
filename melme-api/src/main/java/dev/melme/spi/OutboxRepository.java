package dev.melme.spi;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what teams send until it has arrived, and what became of it. Safe for use by many threads,
 * on any number of nodes.
 *
 * <p>A message of the outbox is the sent copy, a message of the mailbox, together with one row per
 * recipient. It goes when the sent copy is erased; what is still to be tried is tried no more then.
 *
 * <p>Recipients are told apart by {@link dev.melme.api.EmailAddress#canonical}; none comes twice in
 * one message.
 */
public interface OutboxRepository {

  /** The most messages of one call. */
  int MAX_MESSAGES = 500;

  /**
   * Stores a sent copy and its row of the outbox, and removes the draft that it was made of: all or
   * nothing, committed when it returns.
   *
   * <p>The sent copy is a message of the mailbox, stored as by {@link MessageRepository#append}
   * under its {@link OutgoingMessage#key}, which only inserts: catch-up gives it its place, in the
   * folder {@link Folder#SENT} and seen ({@link PendingMessage#folder}), and the conversation that
   * it names ({@link PendingMessage#conversation}). That conversation becomes known under its
   * {@link ThreadKey#ofConversation key} unless it is. It is due at the time that {@link
   * Outbound#dueAt} says.
   *
   * <p>A message whose key the mailbox knows was enqueued before: nothing is done, whatever its
   * draft is by then, and the answer is {@code ENQUEUED}. So who does not know whether it was
   * enqueued enqueues it again.
   *
   * @param message the message; none of its recipients comes twice, all wait
   * @param draft the draft that it was made of, as the team saw it
   * @return what was done
   * @throws StoreException as {@link MessageRepository#append}
   */
  EnqueueOutcome enqueue(OutgoingMessage message, Optional<DraftVersion> draft);

  /**
   * Finds what is known of sent messages.
   *
   * @param mailboxId the mailbox
   * @param messageIds messages, sent or not, 1 to {@link #MAX_MESSAGES}
   * @return those that this mailbox sent, by id, ascending
   */
  List<Outbound> find(MailboxId mailboxId, Collection<MessageId> messageIds);

  /**
   * Lists sent messages of all mailboxes in one state, by message id, descending.
   *
   * @param state any but {@link OutboundState#SENDING}; QUEUED finds those in hand as well
   * @param before the id to begin below, or empty to begin with the newest
   * @param limit the most messages to return
   * @return the messages
   */
  List<Outbound> list(OutboundState state, Optional<MessageId> before, int limit);

  /**
   * Finds a sent message by its Message-ID, to match a notification with it.
   *
   * @param mailboxId the mailbox
   * @param messageIdField the id without angle brackets, compared char by char
   * @return the message, or empty when this mailbox sent none of that id
   */
  Optional<MessageId> findByMessageId(MailboxId mailboxId, String messageIdField);

  /**
   * Takes messages that are due in hand, the earliest first: each goes to one caller, has been
   * attempted once more, and is due again at the given time unless it is settled before. Safe on
   * many nodes.
   *
   * @param now messages that are due at this time or earlier are taken
   * @param until when another caller may take them
   * @param limit the most messages to take, over all mailboxes, 1 to {@link #MAX_MESSAGES}
   * @return the messages as they are now, in hand
   */
  List<Outbound> lease(Instant now, Instant until, int limit);

  /**
   * Notes what attempts came to: each settlement all or nothing, and only while the message was not
   * leased again since. A recipient that does not wait any more keeps its state, so that a message
   * that was accepted stays accepted. Nobody has the message in hand afterwards. When the state of
   * a recipient is another one, that is a {@link Change} of the kind {@code CHANGED} that waits for
   * its position; messages of one mailbox may share one.
   *
   * @param settlements what came of each message, each at most once; at most {@link #MAX_MESSAGES}
   * @param at the time, to the millisecond
   * @return the messages that were settled as they are now, in the order of the settlements; those
   *     that are gone or were leased again are left out
   */
  List<Outbound> settle(List<OutboxSettlement> settlements, Instant at);

  /**
   * Calls a message back: recipients that wait become CANCELLED, unless a dispatcher has it in hand
   * ({@link Outbound#inHand}, whenever that ends). It is a change that waits for its position.
   *
   * @param mailboxId the mailbox
   * @param messageId the message
   * @param operator who does it
   * @param at the time, to the millisecond
   * @return false when the mailbox sent no such message, nothing waits, or it is in hand; nothing
   *     is done then
   */
  boolean cancel(MailboxId mailboxId, MessageId messageId, Optional<String> operator, Instant at);

  /**
   * Tries a message again: recipients that FAILED or were CANCELLED wait anew, and so do those that
   * BOUNCED; those that it was SENT to stay as they are. It is a change that waits for its
   * position. Time that was spent on it before does not count ({@link Outbound#queuedAt} becomes
   * the time).
   *
   * @param mailboxId the mailbox
   * @param messageId the message
   * @param operator who does it
   * @param at the time, to the millisecond; it is due then
   * @return false when the mailbox sent no such message, no recipient is to be tried again, or it
   *     is in hand; nothing is done then
   */
  boolean retry(MailboxId mailboxId, MessageId messageId, Optional<String> operator, Instant at);

  /**
   * Notes that a notification said a message did not arrive: recipients that it was SENT to become
   * BOUNCED. It is a change that waits for its position. Doing it again changes nothing.
   *
   * @param mailboxId the mailbox
   * @param messageId the message
   * @param results per recipient what the notification said, its state {@link
   *     OutboundRecipient.State#FAILED}; recipients that the message does not have are left out
   * @param at the time, to the millisecond
   * @return how many recipients have another state than before
   */
  int bounced(MailboxId mailboxId, MessageId messageId, List<OutboxResult> results, Instant at);

  /**
   * Claims the right to send a notification.
   *
   * @param key the notification
   * @return true for one caller only
   */
  boolean claimNotice(NoticeKey key);

  /**
   * Gives a right back that came to nothing.
   *
   * @param key the notification
   */
  void releaseNotice(NoticeKey key);

  /**
   * Forgets claims of days that are over.
   *
   * @param before claims of days before this one go
   * @param limit the most claims to forget
   * @return how many were forgotten; less than the limit when nothing is left to do
   */
  int pruneNotices(LocalDate before, int limit);
}
