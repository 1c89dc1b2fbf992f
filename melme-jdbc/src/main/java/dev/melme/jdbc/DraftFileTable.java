package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Row;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.ContentRange;
import dev.melme.spi.MessageContent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of drafts and their bytes. Whoever adds one holds the row of the draft. */
final class DraftFileTable {

  private static final String OF_DRAFT = " WHERE mailbox_id = ? AND draft_id = ?";

  private final String lockDraft;
  private final String count;
  private final String setLastNumber;
  private final String insert;
  private final String chunk;
  private final String ofDrafts;
  private final String content;
  private final String deleteFiles;
  private final String deleteContent;

  DraftFileTable(Tables tables) {
    this.lockDraft = tables.sql("SELECT last_number FROM {draft}" + OF_DRAFT + " FOR UPDATE");
    this.count = tables.sql("SELECT COUNT(*) FROM {draft_attachment}" + OF_DRAFT);
    this.setLastNumber = tables.sql("UPDATE {draft} SET last_number = ?" + OF_DRAFT);
    this.insert =
        tables.sql(
            "INSERT INTO {draft_attachment} (mailbox_id, draft_id, file_number, file_name,"
                + " content_type, content_id, size_bytes) VALUES (?, ?, ?, ?, ?, ?, ?)");
    this.chunk =
        tables.sql(
            "INSERT INTO {draft_content} (mailbox_id, draft_id, file_number, chunk, data)"
                + " VALUES (?, ?, ?, ?, ?)");
    this.ofDrafts =
        tables.sql(
            "SELECT draft_id, file_number, file_name, content_type, content_id, size_bytes"
                + " FROM {draft_attachment} WHERE {pairs mailbox_id draft_id}");
    this.content =
        tables.sql(
            "SELECT a.size_bytes, c.data FROM {draft_attachment} a LEFT JOIN {draft_content} c"
                + " ON c.mailbox_id = a.mailbox_id AND c.draft_id = a.draft_id"
                + " AND c.file_number = a.file_number AND c.chunk = ?"
                + " WHERE a.mailbox_id = ? AND a.draft_id = ? AND a.file_number = ?"
                + EntryTable.EXISTING);
    this.deleteFiles = tables.sql("DELETE FROM {draft_attachment}" + OF_DRAFT);
    this.deleteContent = tables.sql("DELETE FROM {draft_content}" + OF_DRAFT);
  }

  /** Empty without the draft, and when it has as many files as it may. */
  Optional<DraftAttachment> attach(
      Session session, MailboxId mailboxId, DraftId id, DraftAttachment file, MessageContent bytes)
      throws SQLException {
    Optional<Integer> last = lock(session, mailboxId, id);
    if (last.isEmpty() || count(session, mailboxId, id) >= Draft.MAX_ATTACHMENTS) {
      return Optional.empty();
    }
    int number = last.get() + 1;
    DraftAttachment attached =
        new DraftAttachment(
            number, file.name(), file.contentType(), file.contentId(), bytes.sizeBytes());
    Dialect.update(session, setLastNumber, command -> bind(command.number(number), mailboxId, id));
    Dialect.update(
        session,
        insert,
        command ->
            bind(command, mailboxId, id)
                .number(number)
                .text(PlainText.of(attached.name()))
                .text(attached.contentType())
                .text(attached.contentId().orElse(null))
                .number(attached.sizeBytes()));
    write(session, mailboxId, id, number, bytes);
    return Optional.of(attached);
  }

  private static Command bind(Command command, MailboxId mailboxId, DraftId id)
      throws SQLException {
    return command.uuid(mailboxId.value()).uuid(id.value());
  }

  private Optional<Integer> lock(Session session, MailboxId mailboxId, DraftId id)
      throws SQLException {
    try (Command command = session.prepare(lockDraft)) {
      return bind(command, mailboxId, id).first(row -> (int) row.number());
    }
  }

  private long count(Session session, MailboxId mailboxId, DraftId id) throws SQLException {
    try (Command command = session.prepare(count)) {
      return bind(command, mailboxId, id).first(Row::number).orElse(0L);
    }
  }

  private void write(
      Session session, MailboxId mailboxId, DraftId id, int number, MessageContent bytes)
      throws SQLException {
    try (Chunks chunks = new Chunks(bytes);
        Command command = session.prepare(chunk)) {
      int ordinal = 0;
      do {
        byte[] data = chunks.next();
        bind(command.again(), mailboxId, id).number(number).number(ordinal++).bytes(data).update();
      } while (chunks.more());
    }
  }

  private record Attached(DraftId draftId, DraftAttachment file) {

    static Attached read(Row row) throws SQLException {
      return new Attached(
          new DraftId(row.uuid()),
          new DraftAttachment(
              (int) row.number(),
              row.text(),
              row.text(),
              Optional.ofNullable(row.textOrNull()),
              row.number()));
    }
  }

  /** The files of each draft, by number. */
  Map<DraftId, List<DraftAttachment>> of(Session session, MailboxId mailboxId, List<DraftId> ids)
      throws SQLException {
    List<Attached> rows = new ArrayList<>();
    for (List<DraftId> some : Session.portions(ids)) {
      try (Command command =
          session.prepare(ofDrafts, mailboxId.value(), some, (to, id) -> to.uuid(id.value()))) {
        rows.addAll(command.list(Attached::read));
      }
    }
    rows.sort(Comparator.comparingInt(row -> row.file().number()));
    Map<DraftId, List<DraftAttachment>> attached = new HashMap<>();
    for (Attached row : rows) {
      attached.computeIfAbsent(row.draftId(), id -> new ArrayList<>()).add(row.file());
    }
    return attached;
  }

  /** Bytes of the one chunk that the offset is in: readers ask again for more. */
  Optional<ContentRange> content(
      Session session, MailboxId mailboxId, DraftId id, int number, long offset, int length)
      throws SQLException {
    try (Command command = session.prepare(content)) {
      return bind(command.number(Chunks.holding(offset)), mailboxId, id)
          .number(number)
          .uuid(mailboxId.value())
          .first(row -> Chunks.range(row.number(), row.bytesOrNull(), offset, length));
    }
  }

  boolean detach(Session session, MailboxId mailboxId, DraftId id, int number) throws SQLException {
    boolean detached = delete(session, deleteFiles, mailboxId, id, number);
    if (detached) {
      delete(session, deleteContent, mailboxId, id, number);
    }
    return detached;
  }

  private static boolean delete(
      Session session, String sql, MailboxId mailboxId, DraftId id, int number)
      throws SQLException {
    return Dialect.update(
        session,
        sql + " AND file_number = ?",
        command -> bind(command, mailboxId, id).number(number));
  }

  /** Deletes what a draft had that is deleted. */
  void deleteAll(Session session, MailboxId mailboxId, DraftId id) throws SQLException {
    Dialect.update(session, deleteFiles, command -> bind(command, mailboxId, id));
    Dialect.update(session, deleteContent, command -> bind(command, mailboxId, id));
  }
}
