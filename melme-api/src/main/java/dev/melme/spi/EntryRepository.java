package dev.melme.spi;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Messages as a team sees them: in folders and conversations, with what was done to them. Safe for
 * use by many threads.
 *
 * <p>A message has an entry from the moment that {@link MessageRepository#apply} gave it its place
 * until it is erased. Deliveries touch nothing here. Without the mailbox every answer is empty.
 */
public interface EntryRepository {

  /** The most messages of one call that changes them. */
  int MAX_MESSAGES = Change.MAX_MESSAGES;

  /**
   * Lists entries that meet a filter ({@link EntryFilter#matches}), by message id, descending.
   *
   * @param mailboxId the mailbox
   * @param filter which entries
   * @param before the id to begin below, or empty to begin with the newest
   * @param limit the most entries to return
   * @param budget the most entries to look at, at least the limit
   * @return the entries; fewer than the limit together with a place to go on when the budget ended
   *     first
   */
  EntryScan list(
      MailboxId mailboxId, EntryFilter filter, Optional<MessageId> before, int limit, int budget);

  /**
   * Lists entries that meet a filter and whose messages have all of some search terms, as {@link
   * dev.melme.api.MessageIndex#searchTerms} holds them, by message id, descending.
   *
   * @param mailboxId the mailbox
   * @param terms the terms, each compared as a whole; 1 to 200
   * @param filter which entries
   * @param before the id to begin below, or empty to begin with the newest
   * @param limit the most entries to return
   * @param budget the most entries to look at, at least the limit; a store that finds terms by an
   *     index counts what the index names
   * @return the entries; fewer than the limit together with a place to go on when the budget ended
   *     first
   */
  EntryScan match(
      MailboxId mailboxId,
      List<String> terms,
      EntryFilter filter,
      Optional<MessageId> before,
      int limit,
      int budget);

  /**
   * Finds entries.
   *
   * @param mailboxId the mailbox
   * @param messageIds the messages, 1 to {@link #MAX_MESSAGES}
   * @return those that this mailbox has and that are placed, by id, ascending
   */
  List<MessageEntry> find(MailboxId mailboxId, Collection<MessageId> messageIds);

  /**
   * Counts what is unread, up to a number.
   *
   * @param mailboxId the mailbox
   * @param folder in which folder
   * @param atMost where to stop counting
   * @return how many there are, {@code atMost} when there are that many or more
   */
  int unread(MailboxId mailboxId, Folder folder, int atMost);

  /**
   * Lists the labels that are in use, each once, by their text: by char or by code point.
   *
   * @param mailboxId the mailbox
   * @param limit the most labels to return
   * @return the labels
   */
  List<Label> labels(MailboxId mailboxId, int limit);

  /**
   * Lists conversations that have messages in a folder, by the position of their newest message
   * there, descending.
   *
   * @param mailboxId the mailbox
   * @param folder the folder
   * @param before the position to begin below, or empty to begin with the newest
   * @param limit the most conversations to return
   * @return the conversations, made of their messages in the folder ({@link Conversation#of})
   */
  List<Conversation> conversations(
      MailboxId mailboxId, Folder folder, OptionalLong before, int limit);

  /**
   * Lists the messages of a conversation in all folders, by position, ascending.
   *
   * @param mailboxId the mailbox
   * @param conversationId the conversation; one that was merged into another stands for that one,
   *     also when that one is merged in turn; one that is closed stands for itself
   * @return its messages, empty when this mailbox has no such conversation
   */
  List<MessageEntry> conversation(MailboxId mailboxId, ConversationId conversationId);

  /**
   * Looks up what catch-up wants to know of conversations.
   *
   * @param mailboxId the mailbox
   * @param conversationIds the conversations, any number
   * @return the facts of those that have messages; one that was merged has none any more
   */
  Map<ConversationId, ConversationFacts> facts(
      MailboxId mailboxId, Collection<ConversationId> conversationIds);

  /**
   * Changes the state of messages ({@link Marking#apply}): all or nothing, committed when it
   * returns, visible to every reader at once. The messages that have another state than before are
   * one {@link Change} that waits for its position, in any order; when there are none, there is no
   * change. It waits for no delivery, and no delivery waits for it.
   *
   * @param mailboxId the mailbox
   * @param messageIds the messages, 1 to {@link #MAX_MESSAGES}; those that have no entry are left
   *     out
   * @param marking what to do
   * @param at the time, to the millisecond
   * @param operator who does it
   * @return how many messages have another state than before
   */
  int mark(
      MailboxId mailboxId,
      Collection<MessageId> messageIds,
      Marking marking,
      Instant at,
      Optional<String> operator);

  /**
   * Lists changes after a position. Positions are given by {@link MessageRepository#apply} and
   * become visible in their order: whoever goes on after the last one seen misses none.
   *
   * @param mailboxId the mailbox
   * @param after a position, 0 for all
   * @param limit the most changes to return
   * @return the changes, and how far they go
   */
  RecordedChanges changes(MailboxId mailboxId, long after, int limit);

  /**
   * Takes entries into an index of search terms, for a store that has one beside its entries. What
   * is not taken in yet is found all the same, only slower. Called by housekeeping when there is
   * nothing more urgent to do.
   *
   * @param limit the most entries to take in, over all mailboxes, 1 to 500
   * @return true when there may be more to take in
   */
  default boolean index(int limit) {
    return false;
  }

  /**
   * Tells whether messages wait for their places, or changes for their positions.
   *
   * @param mailboxId the mailbox
   * @return false when a reader sees everything that was acknowledged before the call
   */
  default boolean behind(MailboxId mailboxId) {
    return changes(mailboxId, Long.MAX_VALUE, 1).behind();
  }

  /**
   * Forgets changes that were made before a time, but none that waits for its position. {@link
   * RecordedChanges#forgottenTo} tells readers.
   *
   * @param before the time
   * @param limit the most changes to forget in one call, over all mailboxes
   * @return how many were forgotten; less than the limit when nothing is left to do
   */
  int pruneChanges(Instant before, int limit);
}
