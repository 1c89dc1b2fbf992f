package dev.melme.spi;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoreException;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.Change;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps messages, each in the one mailbox it belongs to. Safe for use by many threads.
 *
 * <p>A delivery only inserts. What relates messages (order, conversations) is made afterwards, by
 * catch-up: {@link #pending} and {@link #threads} read what is needed, {@link #apply} writes the
 * result of a bounded batch.
 */
public interface MessageRepository {

  /**
   * Stores a message in one or more mailboxes: all or nothing, committed when it returns.
   *
   * <p>It only inserts. A target whose delivery key the mailbox knows already, also from a message
   * that was erased since, adds no message: aliases that are new are added to the message that is
   * there, after those it has. An alias is new when the message has none of the same pattern and
   * recipient; one that a target names twice is kept once. A message that has {@link
   * Delivery#MAX_ALIASES} aliases takes no further ones, so that redeliveries to ever new
   * sub-addresses end. When many threads deliver one key at once, exactly one stores.
   *
   * <p>Readers see the message in all of its mailboxes or in none. Nothing is stored, not even a
   * key, when the content cannot be read to its end, has another size than it claims, or anything
   * else is thrown out of it, also an Error.
   *
   * @param delivery the message and its targets, each mailbox at most once
   * @return per target what was done; or the mailboxes that do not exist, and then nothing was done
   * @throws StoreException {@code COMMIT_UNKNOWN} when only {@link #outcome} can tell what
   *     happened; {@code UNAVAILABLE} when the content cannot be read, with its IOException as the
   *     cause, or has another size than it claims; {@code FULL} when there is no room for it;
   *     {@code UNSTORABLE} when the database can never take it, and then the sender is told so for
   *     good: a mistake that an operator can mend is {@code BROKEN}
   */
  AppendOutcome append(Delivery delivery);

  /**
   * Looks delivery keys up, after a commit whose outcome is unknown.
   *
   * @param mailboxId the mailbox
   * @param keys the keys, 1 to 100
   * @return the message that each known key stored, also when it was erased since
   */
  Map<DeliveryKey, MessageId> outcome(MailboxId mailboxId, List<DeliveryKey> keys);

  /**
   * Finds one message.
   *
   * @param mailboxId the mailbox
   * @param messageId the message
   * @return the message, or empty when that mailbox has none of that id
   */
  Optional<StoredMessage> find(MailboxId mailboxId, MessageId messageId);

  /**
   * Lists messages by id, descending: the newest first.
   *
   * @param mailboxId the mailbox
   * @param before the last id of the page before, or empty
   * @param limit the most messages to return
   * @return the messages
   */
  List<MessageSummary> list(MailboxId mailboxId, Optional<MessageId> before, int limit);

  /**
   * Reads some bytes of a message. Holds no resource when it returns.
   *
   * @param mailboxId the mailbox
   * @param messageId the message
   * @param offset the first byte, from 0
   * @param length the most bytes to read, at least 1
   * @return the size of the message and 1 to {@code length} of its bytes, none at or after the end;
   *     or empty when that mailbox has no message of that id
   */
  Optional<ContentRange> content(MailboxId mailboxId, MessageId messageId, long offset, int length);

  /**
   * Erases messages, their bytes and what the outbox keeps of them for good. Their delivery keys
   * stay until they are pruned, so that a redelivery does not bring them back. Those that had a
   * place are one {@link Change} that waits for its position.
   *
   * @param mailboxId the mailbox
   * @param messageIds the messages, 1 to 500
   * @return how many of them this mailbox had
   */
  int erase(MailboxId mailboxId, List<MessageId> messageIds);

  /**
   * Lists mailboxes that have messages without a place or changes without a position, by id,
   * ascending.
   *
   * @param after the last mailbox of the page before, or empty
   * @param limit the most mailboxes to return
   * @return the mailboxes
   */
  List<MailboxId> pendingMailboxes(Optional<MailboxId> after, int limit);

  /**
   * Reads the messages that have no place yet, the oldest ids first. What was acknowledged before
   * the call is either in the answer, or beyond its limit, or has its place.
   *
   * @param mailboxId the mailbox
   * @param limit the most messages to return, 1 to {@link CatchUpBatch#MAX_PLACEMENTS}
   * @return the messages and the last position; {@link Pending#NONE} for a mailbox that does not
   *     exist
   */
  Pending pending(MailboxId mailboxId, int limit);

  /**
   * Looks up which conversations thread keys belong to. A conversation that was merged into another
   * one, or that is closed, is answered by the one that follows it, the last of them.
   *
   * @param mailboxId the mailbox
   * @param keys the keys, any number; the call may take several round trips
   * @return the conversation of each key that this mailbox knows
   */
  Map<ThreadKey, ConversationId> threads(MailboxId mailboxId, Collection<ThreadKey> keys);

  /**
   * Gives messages their places: all or nothing, and only while the last position of the mailbox is
   * the expected one. A message that was erased since is left out, and so is one that has a place;
   * their positions are never given again.
   *
   * <p>The messages that get their places are one {@link Change} of the kind {@code ADDED}, at the
   * position of the last placement of the batch. The messages of a merged conversation move, which
   * is a change {@code CHANGED} at a position of its own, its messages by position; without any
   * there is no change. Then the changes that wait get positions, in the order in which they were
   * made, as many as {@link CatchUpBatch#MAX_PLACEMENTS}.
   *
   * <p>A batch may close the conversation that another one is merged into. A conversation is closed
   * or merged once: {@link #threads} answers its follower from then on.
   *
   * <p>Deliveries neither wait for it nor make it fail.
   *
   * @param mailboxId the mailbox
   * @param batch places and thread keys
   * @return false when the last position is another one or the mailbox does not exist; nothing was
   *     done then
   */
  boolean apply(MailboxId mailboxId, CatchUpBatch batch);

  /**
   * Lists the places that were given after a position, ascending. Positions become visible in their
   * order: whoever goes on after the last one seen misses none.
   *
   * @param mailboxId the mailbox
   * @param after a position, 0 for all
   * @param limit the most places to return
   * @return the places of messages that were not erased
   */
  List<Placement> placements(MailboxId mailboxId, long after, int limit);
}
