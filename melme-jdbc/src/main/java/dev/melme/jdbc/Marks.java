package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.mailbox.MessageState;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Changes the state of messages. Holds the row of {@code progress}: marks, catch-up and erasures of
 * a mailbox come one after the other, and deliveries wait for none of them.
 */
final class Marks {

  private final CatchUpTables catchUp;
  private final EntryTable entries;
  private final ConversationTable conversations;
  private final FeedTable feed;
  private final String update;
  private final String addLabel;
  private final String removeLabel;

  Marks(
      Tables tables,
      CatchUpTables catchUp,
      EntryTable entries,
      ConversationTable conversations,
      FeedTable feed) {
    this.catchUp = catchUp;
    this.entries = entries;
    this.conversations = conversations;
    this.feed = feed;
    this.update =
        tables.sql(
            "UPDATE {entry} SET "
                + EntryRow.SET_STATE
                + " WHERE mailbox_id = ? AND message_id = ?");
    this.addLabel =
        tables.sql("INSERT INTO {label_entry} (mailbox_id, label, message_id) VALUES (?, ?, ?)");
    this.removeLabel =
        tables.sql(
            "DELETE FROM {label_entry} WHERE mailbox_id = ? AND label = ? AND message_id = ?");
  }

  private record Marked(MessageEntry entry, MessageState after) {}

  int mark(
      Session session,
      MailboxId mailboxId,
      Collection<MessageId> ids,
      Marking marking,
      Instant at,
      Optional<String> operator)
      throws SQLException {
    if (catchUp.lock(session, mailboxId).isEmpty()) {
      return 0;
    }
    UUID mailbox = mailboxId.value();
    List<Marked> marked = new ArrayList<>();
    for (MessageEntry entry : entries.plain(session, mailbox, new HashSet<>(ids))) {
      MessageState after = marking.apply(entry.state(), at, operator);
      if (!after.equals(entry.state())) {
        marked.add(new Marked(entry, after));
      }
    }
    if (marked.isEmpty()) {
      return 0;
    }
    write(session, mailbox, marked);
    label(session, mailbox, marked);
    Set<UUID> touched = new HashSet<>();
    marked.forEach(each -> touched.add(each.entry().conversationId().value()));
    conversations.refresh(session, mailbox, touched);
    List<UUID> changed = marked.stream().map(each -> each.entry().id().value()).toList();
    feed.await(session, mailbox, Change.Kind.CHANGED, changed, at, operator);
    return marked.size();
  }

  private void write(Session session, UUID mailboxId, List<Marked> marked) throws SQLException {
    try (Command command = session.prepare(update)) {
      for (Marked each : marked) {
        EntryRow.bindState(command, each.after());
        command.uuid(mailboxId).uuid(each.entry().id().value()).addBatch();
      }
      command.executeBatch();
    }
  }

  private void label(Session session, UUID mailboxId, List<Marked> marked) throws SQLException {
    List<Labelled> added = new ArrayList<>();
    List<Labelled> removed = new ArrayList<>();
    for (Marked each : marked) {
      UUID id = each.entry().id().value();
      List<Label> before = each.entry().state().labels();
      List<Label> after = each.after().labels();
      after.stream().filter(l -> !before.contains(l)).forEach(l -> added.add(new Labelled(id, l)));
      before.stream()
          .filter(l -> !after.contains(l))
          .forEach(l -> removed.add(new Labelled(id, l)));
    }
    write(session, removeLabel, mailboxId, removed);
    write(session, addLabel, mailboxId, added);
  }

  private record Labelled(UUID messageId, Label label) {}

  private static void write(Session session, String sql, UUID mailboxId, List<Labelled> labelled)
      throws SQLException {
    if (labelled.isEmpty()) {
      return;
    }
    try (Command command = session.prepare(sql)) {
      for (Labelled each : labelled) {
        command.uuid(mailboxId).text(each.label().value()).uuid(each.messageId()).addBatch();
      }
      command.executeBatch();
    }
  }
}
