package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.jdbc.kit.Work;
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
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Entries in a database. */
final class JdbcEntryRepository implements EntryRepository {

  private final Supplier<Engine> engine;

  JdbcEntryRepository(Supplier<Engine> engine) {
    this.engine = engine;
  }

  private <T> T read(String what, Function<Engine, Work<T>> work) {
    Engine open = engine.get();
    return open.database().read(what, work.apply(open));
  }

  @Override
  public EntryScan list(
      MailboxId mailboxId, EntryFilter filter, Optional<MessageId> before, int limit, int budget) {
    return read(
        "list entries",
        open -> session -> open.lists().list(session, mailboxId, filter, before, limit, budget));
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
        "search entries",
        open ->
            session ->
                open.lists().match(session, mailboxId, terms, filter, before, limit, budget));
  }

  @Override
  public List<MessageEntry> find(MailboxId mailboxId, Collection<MessageId> messageIds) {
    return read(
        "read entries",
        open ->
            session ->
                open.exists(session, mailboxId)
                    ? open.entries().find(session, mailboxId, messageIds)
                    : List.of());
  }

  @Override
  public int unread(MailboxId mailboxId, Folder folder, int atMost) {
    return read(
        "count what is unread",
        open -> session -> open.entries().unread(session, mailboxId, folder, atMost));
  }

  @Override
  public List<Label> labels(MailboxId mailboxId, int limit) {
    return read("list labels", open -> session -> open.entries().labels(session, mailboxId, limit));
  }

  @Override
  public List<Conversation> conversations(
      MailboxId mailboxId, Folder folder, OptionalLong before, int limit) {
    return read(
        "list conversations",
        open -> session -> open.conversations().list(session, mailboxId, folder, before, limit));
  }

  /** A conversation that is merged between two looks is looked for where it went. */
  @Override
  public List<MessageEntry> conversation(MailboxId mailboxId, ConversationId conversationId) {
    return read(
        "read a conversation",
        open ->
            session -> {
              UUID mailbox = mailboxId.value();
              UUID asked = conversationId.value();
              UUID first = open.conversations().standing(session, mailbox, asked);
              List<MessageEntry> found =
                  open.entries().conversation(session, mailboxId, new ConversationId(first));
              if (!found.isEmpty()) {
                return found;
              }
              UUID now = open.conversations().standing(session, mailbox, asked);
              return now.equals(first)
                  ? found
                  : open.entries().conversation(session, mailboxId, new ConversationId(now));
            });
  }

  @Override
  public Map<ConversationId, ConversationFacts> facts(
      MailboxId mailboxId, Collection<ConversationId> conversationIds) {
    return read(
        "look conversations up",
        open ->
            session ->
                open.exists(session, mailboxId)
                    ? open.conversations().facts(session, mailboxId, conversationIds)
                    : Map.of());
  }

  @Override
  public int mark(
      MailboxId mailboxId,
      Collection<MessageId> messageIds,
      Marking marking,
      Instant at,
      Optional<String> operator) {
    Engine open = engine.get();
    return open.database()
        .transact(
            "mark messages",
            session ->
                open.exists(session, mailboxId)
                    ? open.marks().mark(session, mailboxId, messageIds, marking, at, operator)
                    : 0);
  }

  @Override
  public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
    return read(
        "read changes", open -> session -> open.feed().changes(session, mailboxId, after, limit));
  }

  @Override
  public boolean index(int limit) {
    Engine open = engine.get();
    return open.searchIndex() != SearchIndex.NONE
        && open.database()
            .transact(
                "take entries into the search index",
                session -> open.searchIndex().takeIn(session, limit));
  }

  @Override
  public int pruneChanges(Instant before, int limit) {
    Engine open = engine.get();
    return open.database()
        .transact("prune changes", session -> open.feed().prune(session, before, limit));
  }
}
