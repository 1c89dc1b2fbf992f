package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads entries: by id, by conversation, and in the order of a list. */
final class EntryTable {

  /** Rows of a mailbox that is being erased are there until they are gone, and never read. */
  static final String EXISTING = " AND EXISTS (SELECT 1 FROM {mailbox} x WHERE x.mailbox_id = ?)";

  /** The newest message of a mailbox that redeliveries added aliases to, or NULL. */
  static final String NEWEST_WITH_ADDED =
      "(SELECT a.message_id FROM {added_alias} a WHERE a.mailbox_id = ?"
          + " ORDER BY a.mailbox_id DESC, a.message_id DESC LIMIT 1)";

  private final MessageTable messages;
  private final String withAdded;
  private final String find;
  private final String conversation;
  private final String unread;
  private final String labels;
  private final String labelsAfter;

  EntryTable(Tables tables, MessageTable messages) {
    this.messages = messages;
    this.withAdded =
        tables.sql(
            "SELECT message_id FROM {added_alias} WHERE mailbox_id = ?"
                + " ORDER BY mailbox_id DESC, message_id DESC LIMIT 1");
    String select = "SELECT " + EntryRow.COLUMNS + " FROM {entry} e WHERE ";
    this.find = tables.sql(select + "{pairs mailbox_id message_id}");
    this.conversation =
        tables.sql(
            select
                + "e.mailbox_id = ? AND e.conversation_id = ?"
                + EXISTING
                + " ORDER BY e.position");
    this.unread =
        tables.sql(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM {entry} e"
                + " WHERE e.mailbox_id = ? AND e.unread_in = ?"
                + EXISTING
                + " LIMIT ?) few");
    this.labels =
        tables.sql(
            "SELECT l.label FROM {label_entry} l WHERE l.mailbox_id = ?"
                + EXISTING
                + " ORDER BY l.mailbox_id, l.label LIMIT 1");
    this.labelsAfter =
        tables.sql(
            "SELECT l.label FROM {label_entry} l WHERE l.mailbox_id = ? AND l.label > ?"
                + EXISTING
                + " ORDER BY l.mailbox_id, l.label LIMIT 1");
  }

  /** Those of the messages that have entries, by id, ascending. */
  List<MessageEntry> find(Session session, MailboxId mailboxId, Collection<MessageId> ids)
      throws SQLException {
    List<MessageEntry> found = plain(session, mailboxId.value(), ids);
    return whole(session, mailboxId, found);
  }

  /** The same without aliases that redeliveries added. */
  List<MessageEntry> plain(Session session, UUID mailboxId, Collection<MessageId> ids)
      throws SQLException {
    EntryRow reader = new EntryRow();
    List<MessageEntry> found = new ArrayList<>();
    for (List<MessageId> some : Session.portions(List.copyOf(ids))) {
      try (Command command =
          session.prepare(find, mailboxId, some, (to, id) -> to.uuid(id.value()))) {
        found.addAll(command.list(reader::read));
      }
    }
    found.sort((one, other) -> one.id().compareTo(other.id()));
    return found;
  }

  List<MessageEntry> conversation(Session session, MailboxId mailboxId, ConversationId id)
      throws SQLException {
    try (Command command = session.prepare(conversation)) {
      return whole(
          session,
          mailboxId,
          command
              .uuid(mailboxId.value())
              .uuid(id.value())
              .uuid(mailboxId.value())
              .list(new EntryRow()::read));
    }
  }

  int unread(Session session, MailboxId mailboxId, Folder folder, int atMost) throws SQLException {
    try (Command command = session.prepare(unread)) {
      return command
          .uuid(mailboxId.value())
          .text(folder.name())
          .uuid(mailboxId.value())
          .number(atMost)
          .first(row -> (int) row.number())
          .orElse(0);
    }
  }

  /** One step along the index per label, however many messages carry it. */
  List<Label> labels(Session session, MailboxId mailboxId, int limit) throws SQLException {
    List<Label> found = new ArrayList<>();
    Optional<String> last = Optional.empty();
    while (found.size() < limit) {
      last = nextLabel(session, mailboxId, last);
      if (last.isEmpty()) {
        break;
      }
      found.add(Label.of(last.get()));
    }
    Collections.sort(found);
    return found;
  }

  private Optional<String> nextLabel(Session session, MailboxId mailboxId, Optional<String> after)
      throws SQLException {
    try (Command command = session.prepare(after.isPresent() ? labelsAfter : labels)) {
      command.uuid(mailboxId.value());
      if (after.isPresent()) {
        command.text(after.get());
      }
      return command.uuid(mailboxId.value()).first(row -> row.text());
    }
  }

  /** Adds the aliases that redeliveries added, in the rare case that there are any. */
  List<MessageEntry> whole(Session session, MailboxId mailboxId, List<MessageEntry> plain)
      throws SQLException {
    if (plain.isEmpty()) {
      return plain;
    }
    try (Command command = session.prepare(withAdded)) {
      return whole(
          session,
          mailboxId,
          plain,
          command.uuid(mailboxId.value()).first(row -> new MessageId(row.uuid())));
    }
  }

  /** The same, told which is the newest message that has any. */
  List<MessageEntry> whole(
      Session session, MailboxId mailboxId, List<MessageEntry> plain, Optional<MessageId> newest)
      throws SQLException {
    boolean mayHave =
        newest.isPresent()
            && plain.stream().anyMatch(entry -> entry.id().compareTo(newest.get()) <= 0);
    return mayHave ? withAdded(session, mailboxId, plain) : plain;
  }

  private List<MessageEntry> withAdded(
      Session session, MailboxId mailboxId, List<MessageEntry> plain) throws SQLException {
    Map<MessageId, List<MatchedAlias>> later =
        messages.addedAliases(session, mailboxId, plain.stream().map(MessageEntry::id).toList());
    List<MessageEntry> whole = new ArrayList<>(plain.size());
    for (MessageEntry entry : plain) {
      List<MatchedAlias> added = later.get(entry.id());
      whole.add(
          added == null
              ? entry
              : new MessageEntry(
                  MessageTable.withAliases(
                      entry.summary(), MessageTable.joined(entry.aliases(), added)),
                  entry.position(),
                  entry.conversationId(),
                  entry.state()));
    }
    return whole;
  }
}
