package dev.melme.inmemory;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.spi.ConversationFacts;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.EntryScan;
import dev.melme.spi.RecordedChanges;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Entries in memory. */
final class InMemoryEntryRepository implements EntryRepository {

  private final InMemoryStore store;

  InMemoryEntryRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public EntryScan list(
      MailboxId mailboxId, EntryFilter filter, Optional<MessageId> before, int limit, int budget) {
    return read(
        mailboxId,
        held -> held.list(filter, any -> true, before, limit, budget),
        EntryScan.NOTHING);
  }

  @Override
  public EntryScan match(
      MailboxId mailboxId,
      List<String> terms,
      EntryFilter filter,
      Optional<MessageId> before,
      int limit,
      int budget) {
    return read(
        mailboxId,
        held -> held.list(filter, message -> hasAll(message, terms), before, limit, budget),
        EntryScan.NOTHING);
  }

  private static boolean hasAll(StoredMessage message, List<String> terms) {
    String all = ' ' + message.index().searchTerms() + ' ';
    return terms.stream().allMatch(term -> all.contains(' ' + term + ' '));
  }

  @Override
  public List<MessageEntry> find(MailboxId mailboxId, Collection<MessageId> messageIds) {
    return read(mailboxId, held -> held.entries().find(messageIds), List.of());
  }

  @Override
  public int unread(MailboxId mailboxId, Folder folder, int atMost) {
    return read(mailboxId, held -> held.entries().unread(folder, atMost), 0);
  }

  @Override
  public List<Label> labels(MailboxId mailboxId, int limit) {
    return read(mailboxId, held -> held.entries().labels(limit), List.of());
  }

  @Override
  public List<Conversation> conversations(
      MailboxId mailboxId, Folder folder, OptionalLong before, int limit) {
    return read(mailboxId, held -> held.entries().conversations(folder, before, limit), List.of());
  }

  @Override
  public List<MessageEntry> conversation(MailboxId mailboxId, ConversationId conversationId) {
    return read(mailboxId, held -> held.conversation(conversationId), List.of());
  }

  @Override
  public Map<ConversationId, ConversationFacts> facts(
      MailboxId mailboxId, Collection<ConversationId> conversationIds) {
    return read(mailboxId, held -> held.facts(conversationIds), Map.of());
  }

  @Override
  public int mark(
      MailboxId mailboxId,
      Collection<MessageId> messageIds,
      Marking marking,
      Instant at,
      Optional<String> operator) {
    return read(mailboxId, held -> held.mark(messageIds, marking, at, operator), 0);
  }

  @Override
  public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
    return read(mailboxId, held -> held.changes(after, limit), RecordedChanges.NONE);
  }

  /** Everything is in memory: there is nothing beside the entries. */
  @Override
  public boolean index(int limit) {
    store.contents();
    return false;
  }

  @Override
  public int pruneChanges(Instant before, int limit) {
    int pruned = 0;
    for (MailboxShelf shelf : store.contents().shelves.values()) {
      int room = limit - pruned;
      if (room <= 0) {
        break;
      }
      pruned += shelf.read(held -> held.pruneChanges(before, room), 0);
    }
    return pruned;
  }

  /** Works on the messages of a mailbox, or gives the answer for one that does not exist. */
  private <R> R read(MailboxId mailboxId, Function<ShelvedMessages, R> action, R missing) {
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    return shelf == null ? missing : shelf.read(action, missing);
  }
}
