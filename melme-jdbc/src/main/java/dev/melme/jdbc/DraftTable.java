package dev.melme.jdbc;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Row;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.DraftVersion;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What teams are writing. Whoever adds a draft keeps the row of its mailbox; whoever adds a file or
 * takes a draft away holds the row of the draft.
 */
final class DraftTable {

  private static final String COLUMNS =
      "d.draft_id, d.version, d.saved_at, d.operator_label, d.kind, d.answers, d.from_address,"
          + " d.to_text, d.cc_text, d.bcc_text, d.subject, d.body_text, d.body_html, d.quoting";

  private final DraftFileTable files;
  private final String keepMailbox;
  private final String insert;
  private final String update;
  private final String find;
  private final String newest;
  private final String before;
  private final String delete;
  private final String some;

  DraftTable(Dialect dialect, Tables tables, DraftFileTable files) {
    this.files = files;
    this.keepMailbox =
        tables.sql("SELECT 1 FROM {mailbox} WHERE mailbox_id = ?" + dialect.keepingRows());
    this.insert =
        tables.sql(
            "INSERT INTO {draft} (version, saved_at, operator_label, kind, answers, from_address,"
                + " to_text, cc_text, bcc_text, subject, body_text, body_html, quoting,"
                + " mailbox_id, draft_id, last_number)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)");
    this.update =
        tables.sql(
            "UPDATE {draft} SET version = ?, saved_at = ?, operator_label = ?, kind = ?,"
                + " answers = ?, from_address = ?, to_text = ?, cc_text = ?, bcc_text = ?,"
                + " subject = ?, body_text = ?, body_html = ?, quoting = ?"
                + " WHERE mailbox_id = ? AND draft_id = ? AND version = ?");
    String select = "SELECT " + COLUMNS + " FROM {draft} d WHERE d.mailbox_id = ?%s";
    this.find = tables.sql(select.formatted(" AND d.draft_id = ?") + EntryTable.EXISTING);
    String order = EntryTable.EXISTING + " ORDER BY d.mailbox_id DESC, d.draft_id DESC LIMIT ";
    this.newest = tables.sql(select.formatted("") + order);
    this.before = tables.sql(select.formatted(" AND d.draft_id < ?") + order);
    this.delete = tables.sql("DELETE FROM {draft} WHERE mailbox_id = ? AND draft_id = ?");
    this.some =
        tables.sql(
            "SELECT draft_id FROM {draft} WHERE mailbox_id = ?"
                + " ORDER BY mailbox_id, draft_id LIMIT ");
  }

  /** False without a mailbox. */
  boolean create(Session session, Draft draft) throws SQLException {
    try (Command command = session.prepare(keepMailbox)) {
      if (command.uuid(draft.mailboxId().value()).first(row -> true).isEmpty()) {
        return false;
      }
    }
    return Dialect.update(session, insert, command -> bind(command, draft));
  }

  boolean update(Session session, Draft changed) throws SQLException {
    return Dialect.update(
        session, update, command -> bind(command, changed).number(changed.version() - 1));
  }

  private static Command bind(Command command, Draft draft) throws SQLException {
    return command
        .number(draft.version())
        .number(draft.savedAt().toEpochMilli())
        .text(draft.operator().map(PlainText::of).orElse(null))
        .text(draft.kind().name())
        .uuidOrNull(draft.answers().map(MessageId::value).orElse(null))
        .text(draft.from().map(Object::toString).orElse(null))
        .text(PlainText.of(draft.to()))
        .text(PlainText.of(draft.cc()))
        .text(PlainText.of(draft.bcc()))
        .text(PlainText.of(draft.subject()))
        .text(draft.text().map(PlainText::of).orElse(null))
        .text(draft.html().map(PlainText::of).orElse(null))
        .number(draft.quoting() ? 1 : 0)
        .uuid(draft.mailboxId().value())
        .uuid(draft.id().value());
  }

  Optional<Draft> find(Session session, MailboxId mailboxId, DraftId id) throws SQLException {
    List<Draft> found;
    try (Command command = session.prepare(find)) {
      found =
          command
              .uuid(mailboxId.value())
              .uuid(id.value())
              .uuid(mailboxId.value())
              .list(row -> read(mailboxId, row));
    }
    return whole(session, mailboxId, found).stream().findFirst();
  }

  List<Draft> list(Session session, MailboxId mailboxId, Optional<DraftId> beforeId, int limit)
      throws SQLException {
    List<Draft> page;
    // a literal: for a parameter PostgreSQL expects a tenth of the mailbox
    String sql = (beforeId.isPresent() ? before : newest) + limit;
    try (Command command = session.prepare(sql)) {
      command.uuid(mailboxId.value());
      if (beforeId.isPresent()) {
        command.uuid(beforeId.get().value());
      }
      page = command.uuid(mailboxId.value()).list(row -> read(mailboxId, row));
    }
    return whole(session, mailboxId, page);
  }

  private static Draft read(MailboxId mailboxId, Row row) throws SQLException {
    return new Draft(
        mailboxId,
        new DraftId(row.uuid()),
        row.number(),
        Instant.ofEpochMilli(row.number()),
        Optional.ofNullable(row.textOrNull()),
        row.constant(Draft.Kind.class),
        Optional.ofNullable(row.uuidOrNull()).map(MessageId::new),
        Optional.ofNullable(row.textOrNull()).map(EmailAddress::parse),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        Optional.ofNullable(row.textOrNull()),
        Optional.ofNullable(row.textOrNull()),
        row.number() != 0,
        List.of());
  }

  private List<Draft> whole(Session session, MailboxId mailboxId, List<Draft> plain)
      throws SQLException {
    Map<DraftId, List<DraftAttachment>> attached =
        files.of(session, mailboxId, plain.stream().map(Draft::id).toList());
    return plain.stream()
        .map(draft -> draft.withAttachments(attached.getOrDefault(draft.id(), List.of())))
        .toList();
  }

  boolean delete(Session session, MailboxId mailboxId, DraftId id) throws SQLException {
    boolean deleted =
        Dialect.update(
            session, delete, command -> command.uuid(mailboxId.value()).uuid(id.value()));
    if (deleted) {
      files.deleteAll(session, mailboxId, id);
    }
    return deleted;
  }

  /** Deletes a draft as somebody saw it; false when it has another version, or is gone. */
  boolean delete(Session session, MailboxId mailboxId, DraftVersion seen) throws SQLException {
    boolean deleted =
        Dialect.update(
            session,
            delete + " AND version = ?",
            command ->
                command.uuid(mailboxId.value()).uuid(seen.id().value()).number(seen.version()));
    if (deleted) {
      files.deleteAll(session, mailboxId, seen.id());
    }
    return deleted;
  }

  /** Deletes some of a mailbox; tells how many, fewer than the limit when none is left. */
  int erase(Session session, MailboxId mailboxId, int limit) throws SQLException {
    List<DraftId> ids;
    try (Command command = session.prepare(some + limit)) {
      ids = command.uuid(mailboxId.value()).list(row -> new DraftId(row.uuid()));
    }
    for (DraftId id : ids) {
      delete(session, mailboxId, id);
    }
    return ids.size();
  }
}
