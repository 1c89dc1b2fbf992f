package dev.melme.jdbc;

import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.Quota;
import dev.melme.api.Slug;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.MailboxRepository;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Mailboxes in a database. */
final class JdbcMailboxRepository implements MailboxRepository {

  private final Supplier<Engine> engine;

  JdbcMailboxRepository(Supplier<Engine> engine) {
    this.engine = engine;
  }

  @Override
  public boolean create(Mailbox mailbox) {
    Engine open = engine.get();
    return open.database().transact("create a mailbox", session -> insert(open, session, mailbox));
  }

  private static boolean insert(Engine open, Session session, Mailbox mailbox) throws SQLException {
    boolean slugIsNew =
        open.dialect()
            .insertNew(
                session,
                open.tables().sql("INSERT INTO {slug} (slug, mailbox_id) VALUES (?, ?)"),
                command -> command.text(mailbox.slug().value()).uuid(mailbox.id().value()));
    if (!slugIsNew) {
      return false;
    }
    Dialect.update(
        session,
        open.tables()
            .sql(
                """
                INSERT INTO {mailbox} (mailbox_id, slug, created_at, name, sender_name,
                  description, recovery_address, status, quota_bytes, quota_messages, version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """),
        command -> {
          command
              .uuid(mailbox.id().value())
              .text(mailbox.slug().value())
              .number(mailbox.createdAt().toEpochMilli());
          bindChangeable(command, mailbox);
        });
    Dialect.update(
        session,
        open.tables()
            .sql(
                "INSERT INTO {progress} (mailbox_id, last_position, message_count, message_bytes)"
                    + " VALUES (?, 0, 0, 0)"),
        command -> command.uuid(mailbox.id().value()));
    open.credentials().create(session, mailbox.id().value());
    open.dialect().mailboxCreated(session, open.tables(), mailbox.id().value());
    return true;
  }

  private static void bindChangeable(Command command, Mailbox mailbox) throws SQLException {
    command
        .text(PlainText.of(mailbox.name()))
        .text(PlainText.of(mailbox.senderName()))
        .text(mailbox.description().map(PlainText::of).orElse(null))
        .text(mailbox.recoveryAddress().map(Object::toString).orElse(null))
        .text(mailbox.status().name())
        .numberOrNull(mailbox.quota().map(Quota::maxBytes).orElse(null))
        .numberOrNull(mailbox.quota().map(Quota::maxMessages).orElse(null))
        .number(mailbox.version());
  }

  @Override
  public Optional<Mailbox> find(MailboxId id) {
    return find("mailbox_id", command -> command.uuid(id.value()));
  }

  @Override
  public Optional<Mailbox> find(Slug slug) {
    return find("slug", command -> command.text(slug.value()));
  }

  private Optional<Mailbox> find(String column, Dialect.Binding key) {
    Engine open = engine.get();
    String sql =
        open.tables()
            .sql("SELECT " + MailboxRow.COLUMNS + " FROM {mailbox} m WHERE m." + column + " = ?");
    return open.database()
        .read(
            "read a mailbox",
            session -> {
              try (Command command = session.prepare(sql)) {
                key.bind(command);
                return command.first(MailboxRow::read);
              }
            });
  }

  @Override
  public boolean update(Mailbox changed) {
    Engine open = engine.get();
    String sql =
        open.tables()
            .sql(
                """
                UPDATE {mailbox} SET name = ?, sender_name = ?, description = ?,
                  recovery_address = ?, status = ?, quota_bytes = ?, quota_messages = ?,
                  version = ?
                WHERE mailbox_id = ? AND version = ?
                """);
    return open.database()
        .transact(
            "change a mailbox",
            session -> {
              boolean updated =
                  Dialect.update(
                      session,
                      sql,
                      command -> {
                        bindChangeable(command, changed);
                        command.uuid(changed.id().value()).number(changed.version() - 1);
                      });
              if (updated && !changed.active()) {
                open.endSessions(session, changed.id().value());
              }
              return updated;
            });
  }

  @Override
  public boolean erase(MailboxId id) {
    return engine.get().erasure().mailbox(id);
  }

  @Override
  public List<Mailbox> list(Optional<Slug> after, int limit) {
    Engine open = engine.get();
    @Nullable String last = after.map(Slug::value).orElse(null);
    String sql =
        open.tables()
            .sql(
                "SELECT "
                    + MailboxRow.COLUMNS
                    + " FROM {mailbox} m WHERE m.slug > ? ORDER BY m.slug LIMIT ?");
    return open.database()
        .read(
            "list mailboxes",
            session -> {
              try (Command command = session.prepare(sql)) {
                return command.text(last == null ? "" : last).number(limit).list(MailboxRow::read);
              }
            });
  }

  /** What catch-up has counted and what waits for it: never a walk over all messages. */
  @Override
  public MailboxUsage usage(MailboxId id) {
    Engine open = engine.get();
    String sql =
        open.tables()
            .sql(
                """
                SELECT c.message_count + w.messages, c.message_bytes + w.bytes
                FROM {progress} c,
                  (SELECT COUNT(*) AS messages, COALESCE(SUM(size_bytes), 0) AS bytes
                   FROM {pending} WHERE mailbox_id = ?) w
                WHERE c.mailbox_id = ?
                  AND EXISTS (SELECT 1 FROM {mailbox} m WHERE m.mailbox_id = c.mailbox_id)
                """);
    return open.database()
        .read(
            "count a mailbox",
            session -> {
              try (Command command = session.prepare(sql)) {
                return command
                    .uuid(id.value())
                    .uuid(id.value())
                    .first(row -> new MailboxUsage(row.number(), row.number()))
                    .orElse(MailboxUsage.NONE);
              }
            });
  }
}
