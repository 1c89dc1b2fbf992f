package dev.melme.testkit;

import dev.melme.api.ConversationId;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.ConversationFacts;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.EntryScan;
import dev.melme.spi.RecordedChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

class ForwardingEntries implements EntryRepository {

  final InMemoryStore store;
  final EntryRepository real;
  final Gate gate = new Gate();

  ForwardingEntries(InMemoryStore store) {
    this.store = store;
    this.real = store.entries();
  }

  @Override
  public EntryScan list(
      MailboxId mailboxId, EntryFilter filter, Optional<MessageId> before, int limit, int budget) {
    return real.list(mailboxId, filter, before, limit, budget);
  }

  @Override
  public EntryScan match(
      MailboxId mailboxId,
      List<String> terms,
      EntryFilter filter,
      Optional<MessageId> before,
      int limit,
      int budget) {
    return real.match(mailboxId, terms, filter, before, limit, budget);
  }

  @Override
  public List<MessageEntry> find(MailboxId mailboxId, Collection<MessageId> messageIds) {
    return real.find(mailboxId, messageIds);
  }

  @Override
  public int unread(MailboxId mailboxId, Folder folder, int atMost) {
    return real.unread(mailboxId, folder, atMost);
  }

  @Override
  public List<Label> labels(MailboxId mailboxId, int limit) {
    return real.labels(mailboxId, limit);
  }

  @Override
  public List<Conversation> conversations(
      MailboxId mailboxId, Folder folder, OptionalLong before, int limit) {
    return real.conversations(mailboxId, folder, before, limit);
  }

  @Override
  public List<MessageEntry> conversation(MailboxId mailboxId, ConversationId conversationId) {
    return real.conversation(mailboxId, conversationId);
  }

  @Override
  public Map<ConversationId, ConversationFacts> facts(
      MailboxId mailboxId, Collection<ConversationId> conversationIds) {
    return real.facts(mailboxId, conversationIds);
  }

  @Override
  public int mark(
      MailboxId mailboxId,
      Collection<MessageId> messageIds,
      Marking marking,
      Instant at,
      Optional<String> operator) {
    return real.mark(mailboxId, messageIds, marking, at, operator);
  }

  @Override
  public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
    return real.changes(mailboxId, after, limit);
  }

  @Override
  public boolean index(int limit) {
    return real.index(limit);
  }

  @Override
  public int pruneChanges(Instant before, int limit) {
    return real.pruneChanges(before, limit);
  }

  /** Looks at entries one by one, as a store without any index would. */
  final EntryScan scan(
      MailboxId mailboxId,
      Predicate<MessageEntry> wanted,
      Optional<MessageId> before,
      int limit,
      int budget) {
    EntryScan looked = real.list(mailboxId, EntryFilter.everything(), before, budget, budget);
    List<MessageEntry> found = new ArrayList<>();
    for (MessageEntry entry : looked.entries()) {
      if (found.size() == limit) {
        return new EntryScan(found, Optional.of(found.get(limit - 1).id()), looked.behind());
      }
      if (wanted.test(entry)) {
        found.add(entry);
      }
    }
    return new EntryScan(found, looked.resumeBefore(), looked.behind());
  }

  /** The search terms of a message, a space on either side of each. */
  final String terms(MailboxId mailboxId, MessageEntry entry) {
    return store
        .messages()
        .find(mailboxId, entry.id())
        .map(StoredMessage::index)
        .map(index -> " " + index.searchTerms() + " ")
        .orElse("");
  }

  /** The mailboxes of the store, each but one. */
  final List<MailboxId> others(MailboxId mailboxId) {
    return store.mailboxes().list(Optional.empty(), 100).stream()
        .map(Mailbox::id)
        .filter(id -> !id.equals(mailboxId))
        .toList();
  }

  /** Tells whether a message is in another mailbox. */
  final boolean foreign(MailboxId mailboxId, Optional<MessageId> id) {
    return id.isPresent()
        && others(mailboxId).stream()
            .anyMatch(other -> store.messages().find(other, id.get()).isPresent());
  }

  static RecordedChanges with(RecordedChanges recorded, List<Change> changes) {
    return new RecordedChanges(
        changes, recorded.lastPosition(), recorded.forgottenTo(), recorded.behind());
  }

  static RecordedChanges each(RecordedChanges recorded, UnaryOperator<Change> changing) {
    return with(recorded, recorded.changes().stream().map(changing).toList());
  }

  static Change with(Change change, List<MessageId> ids, Optional<String> operator) {
    return new Change(change.position(), change.kind(), ids, change.at(), operator);
  }

  static MessageEntry with(MessageEntry entry, MessageSummary summary) {
    return new MessageEntry(summary, entry.position(), entry.conversationId(), entry.state());
  }
}
