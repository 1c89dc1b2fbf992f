package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.ContentRange;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.MessageContent;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Drafts in a database. */
final class JdbcDraftRepository implements DraftRepository {

  private final Supplier<Engine> engine;

  JdbcDraftRepository(Supplier<Engine> engine) {
    this.engine = engine;
  }

  @Override
  public boolean create(Draft draft) {
    Engine open = engine.get();
    return open.database().transact("add a draft", session -> open.drafts().create(session, draft));
  }

  @Override
  public boolean update(Draft changed) {
    return change(
        "save a draft",
        changed.mailboxId(),
        false,
        (open, session) -> open.drafts().update(session, changed));
  }

  @Override
  public Optional<Draft> find(MailboxId mailboxId, DraftId id) {
    Engine open = engine.get();
    return open.database()
        .read("read a draft", session -> open.drafts().find(session, mailboxId, id));
  }

  @Override
  public List<Draft> list(MailboxId mailboxId, Optional<DraftId> before, int limit) {
    Engine open = engine.get();
    return open.database()
        .read("list drafts", session -> open.drafts().list(session, mailboxId, before, limit));
  }

  @Override
  public boolean delete(MailboxId mailboxId, DraftId id) {
    return change(
        "delete a draft",
        mailboxId,
        false,
        (open, session) -> open.drafts().delete(session, mailboxId, id));
  }

  @Override
  public Optional<DraftAttachment> attach(
      MailboxId mailboxId, DraftId id, DraftAttachment file, MessageContent content) {
    return change(
        "attach a file",
        mailboxId,
        Optional.empty(),
        (open, session) -> open.draftFiles().attach(session, mailboxId, id, file, content));
  }

  @Override
  public boolean detach(MailboxId mailboxId, DraftId id, int number) {
    return change(
        "detach a file",
        mailboxId,
        false,
        (open, session) -> open.draftFiles().detach(session, mailboxId, id, number));
  }

  @Override
  public Optional<ContentRange> content(
      MailboxId mailboxId, DraftId id, int number, long offset, int length) {
    Chunks.requireRange(offset, length);
    Engine open = engine.get();
    return open.database()
        .read(
            "read the bytes of a file",
            session -> open.draftFiles().content(session, mailboxId, id, number, offset, length));
  }

  @FunctionalInterface
  private interface Changing<T> {
    T change(Engine open, Session session) throws SQLException;
  }

  /**
   * The rows of a mailbox that is being erased are there until they are gone, and never touched.
   */
  private <T> T change(String what, MailboxId mailboxId, T missing, Changing<T> changing) {
    Engine open = engine.get();
    return open.database()
        .transact(
            what,
            session -> open.exists(session, mailboxId) ? changing.change(open, session) : missing);
  }
}
