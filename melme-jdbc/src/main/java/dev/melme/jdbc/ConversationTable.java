package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.api.Correspondent;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.ConversationFacts;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Conversations, a row for each folder that they have messages in.
 *
 * <p>The rows are made anew from the entries whenever something happens to these, by whoever holds
 * the row of {@code progress}: no count is ever added to, so none can drift.
 */
final class ConversationTable {

  private final EntryTable entries;
  private final ConversationRows rows;
  private final String writers;
  private final String setParticipants;
  private final String line;
  private final String ofPage;
  private final String facts;
  private final String follower;
  private final String repointFollowers;
  private final String repointClosed;
  private final String insertFollower;
  private final String followers;
  private final String merged;

  ConversationTable(Tables tables, EntryTable entries, ConversationRows rows) {
    this.entries = entries;
    this.rows = rows;
    this.writers =
        tables.sql(
            "SELECT conversation_id, folder, from_field FROM {entry}"
                + " WHERE {pairs mailbox_id conversation_id} ORDER BY position DESC");
    this.setParticipants =
        tables.sql(
            "UPDATE {conversation} SET participants = ?"
                + " WHERE mailbox_id = ? AND conversation_id = ? AND folder = ?");
    // the page first: for a small folder PostgreSQL would rather merge it with all entries
    this.line =
        tables.sql(
            "SELECT "
                + EntryTable.NEWEST_WITH_ADDED
                + ", c.message_count,"
                + " c.unread_count, c.flagged_count, c.attachment_count, c.participants, "
                + EntryRow.COLUMNS
                + " FROM (SELECT * FROM {conversation} p WHERE p.mailbox_id = ? AND p.folder = '");
    this.ofPage =
        tables.sql(
            ") c JOIN {entry} e"
                + " ON e.mailbox_id = c.mailbox_id AND e.position = c.newest_position"
                + " WHERE EXISTS (SELECT 1 FROM {mailbox} x WHERE x.mailbox_id = ?)"
                + " ORDER BY c.newest_position DESC");
    this.facts =
        tables.sql(
            "SELECT conversation_id, SUM(message_count), MAX(newest_at) FROM {conversation}"
                + " WHERE {pairs mailbox_id conversation_id} GROUP BY conversation_id");
    this.follower =
        tables.sql(
            "SELECT follower_id FROM {follower}"
                + " WHERE mailbox_id = ? AND conversation_id = ? AND merged = 1");
    this.repointFollowers =
        tables.sql(
            "UPDATE {follower} SET follower_id = ? WHERE mailbox_id = ? AND follower_id = ?");
    this.repointClosed = repointFollowers + " AND merged = 0";
    this.insertFollower =
        tables.sql(
            "INSERT INTO {follower} (mailbox_id, conversation_id, follower_id, merged)"
                + " VALUES (?, ?, ?, ?)");
    this.followers =
        tables.sql(
            "SELECT conversation_id, follower_id FROM {follower}"
                + " WHERE {pairs mailbox_id conversation_id}");
    this.merged =
        tables.sql(
            "UPDATE {entry} SET conversation_id = ? WHERE mailbox_id = ? AND conversation_id = ?");
  }

  /** Makes the rows of some conversations anew. */
  void refresh(Session session, UUID mailboxId, Collection<UUID> conversationIds)
      throws SQLException {
    if (conversationIds.isEmpty()) {
      return;
    }
    List<UUID> ids = List.copyOf(conversationIds);
    rows.delete(session, mailboxId, ids);
    rows.insert(session, mailboxId, ids);
    for (List<UUID> some : Session.portions(rows.several(session, mailboxId, ids))) {
      nameParticipants(session, mailboxId, some);
    }
  }

  /** Removes the rows of some conversations whose messages all go. */
  void forget(Session session, UUID mailboxId, Collection<UUID> conversationIds)
      throws SQLException {
    if (!conversationIds.isEmpty()) {
      rows.delete(session, mailboxId, List.copyOf(conversationIds));
    }
  }

  private record Line(UUID conversationId, String folder) {}

  private void nameParticipants(Session session, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    Map<Line, List<List<Correspondent>>> newestFirst = new HashMap<>();
    try (Command command = session.prepare(writers, mailboxId, conversationIds, Command::uuid)) {
      command.list(
          row ->
              newestFirst
                  .computeIfAbsent(new Line(row.uuid(), row.text()), line -> new ArrayList<>())
                  .add(PackedValues.toCorrespondents(row.text())));
    }
    try (Command command = session.prepare(setParticipants)) {
      for (Map.Entry<Line, List<List<Correspondent>>> line : newestFirst.entrySet()) {
        command
            .text(PackedValues.correspondents(Conversation.participants(line.getValue())))
            .uuid(mailboxId)
            .uuid(line.getKey().conversationId())
            .text(line.getKey().folder())
            .addBatch();
      }
      command.executeBatch();
    }
  }

  private record Counts(
      int messages, int unread, int flagged, int attachments, @Nullable String participants) {}

  List<Conversation> list(
      Session session, MailboxId mailboxId, Folder folder, OptionalLong before, int limit)
      throws SQLException {
    EntryRow reader = new EntryRow();
    List<Counts> counts = new ArrayList<>();
    List<MessageEntry> newest;
    AtomicReference<@Nullable MessageId> newestWithAdded = new AtomicReference<>();
    // literals: the plan depends on how much lies in the folder, and on how much is wanted
    String below = before.isPresent() ? " AND p.newest_position < ?" : "";
    String order =
        " ORDER BY p.mailbox_id DESC, p.folder DESC, p.newest_position DESC LIMIT " + limit;
    String sql = line + folder.name() + "'" + below + order + ofPage;
    try (Command command = session.prepare(sql)) {
      command.uuid(mailboxId.value()).uuid(mailboxId.value());
      if (before.isPresent()) {
        command.number(before.getAsLong());
      }
      newest =
          command
              .uuid(mailboxId.value())
              .list(
                  row -> {
                    UUID added = row.uuidOrNull();
                    newestWithAdded.set(added == null ? null : new MessageId(added));
                    counts.add(
                        new Counts(
                            (int) row.number(),
                            (int) row.number(),
                            (int) row.number(),
                            (int) row.number(),
                            row.textOrNull()));
                    return reader.read(row);
                  });
    }
    List<Conversation> lines = new ArrayList<>(newest.size());
    List<MessageEntry> whole =
        entries.whole(session, mailboxId, newest, Optional.ofNullable(newestWithAdded.get()));
    for (int i = 0; i < whole.size(); i++) {
      lines.add(line(whole.get(i), counts.get(i)));
    }
    return lines;
  }

  private static Conversation line(MessageEntry newest, Counts counts) {
    String participants = counts.participants();
    return new Conversation(
        newest.conversationId(),
        newest.state().folder(),
        newest,
        counts.messages(),
        counts.unread(),
        counts.flagged(),
        counts.attachments(),
        participants == null
            ? Conversation.participants(List.of(newest.from()))
            : PackedValues.toCorrespondents(participants));
  }

  Map<ConversationId, ConversationFacts> facts(
      Session session, MailboxId mailboxId, Collection<ConversationId> ids) throws SQLException {
    Map<ConversationId, ConversationFacts> known = new HashMap<>();
    for (List<ConversationId> some : Session.portions(List.copyOf(ids))) {
      try (Command command =
          session.prepare(facts, mailboxId.value(), some, (to, id) -> to.uuid(id.value()))) {
        command.list(
            row ->
                known.put(
                    new ConversationId(row.uuid()),
                    new ConversationFacts((int) row.number(), Instant.ofEpochMilli(row.number()))));
      }
    }
    return known;
  }

  /** The conversation that an id stands for: itself, or what it was merged into. */
  UUID standing(Session session, UUID mailboxId, UUID conversationId) throws SQLException {
    try (Command command = session.prepare(follower)) {
      return command
          .uuid(mailboxId)
          .uuid(conversationId)
          .first(row -> row.uuid())
          .orElse(conversationId);
    }
  }

  /**
   * Where those conversations that were merged or are closed go on: the last of their followers.
   */
  Map<UUID, UUID> followers(Session session, UUID mailboxId, Collection<UUID> ids)
      throws SQLException {
    Map<UUID, UUID> next = new HashMap<>();
    Set<UUID> asked = new HashSet<>(ids);
    while (!asked.isEmpty()) { // what one was merged into may be closed: that is all there can be
      Map<UUID, UUID> found = next(session, mailboxId, asked);
      next.putAll(found);
      asked = new HashSet<>(found.values());
      asked.removeAll(next.keySet());
    }
    Map<UUID, UUID> last = new HashMap<>();
    next.forEach(
        (id, follower) -> {
          UUID current = follower;
          while (next.containsKey(current)) {
            current = next.getOrDefault(current, current);
          }
          last.put(id, current);
        });
    return last;
  }

  private Map<UUID, UUID> next(Session session, UUID mailboxId, Collection<UUID> ids)
      throws SQLException {
    Map<UUID, UUID> known = new HashMap<>();
    for (List<UUID> some : Session.portions(List.copyOf(ids))) {
      try (Command command = session.prepare(followers, mailboxId, some, Command::uuid)) {
        command.list(row -> known.put(row.uuid(), row.uuid()));
      }
    }
    return known;
  }

  /**
   * From now on one conversation follows another one, and all that the other one followed. What was
   * merged into the other one still stands for it when that is closed: its messages are there.
   */
  void follow(Session session, UUID mailboxId, UUID from, UUID to, boolean asOne)
      throws SQLException {
    Dialect.update(
        session,
        asOne ? repointFollowers : repointClosed,
        command -> command.uuid(to).uuid(mailboxId).uuid(from));
    Dialect.update(
        session,
        insertFollower,
        command -> command.uuid(mailboxId).uuid(from).uuid(to).number(asOne ? 1 : 0));
  }

  /** Moves the messages of a conversation into another one. */
  void move(Session session, UUID mailboxId, UUID from, UUID into) throws SQLException {
    Dialect.update(session, merged, command -> command.uuid(into).uuid(mailboxId).uuid(from));
  }

  /** The messages of a conversation. */
  List<UUID> members(Session session, MailboxId mailboxId, UUID conversationId)
      throws SQLException {
    return entries.conversation(session, mailboxId, new ConversationId(conversationId)).stream()
        .map(entry -> entry.id().value())
        .toList();
  }
}
