package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundState;
import dev.melme.jdbc.kit.Work;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.NoticeKey;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.OutgoingMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The outbox in a database. */
final class JdbcOutboxRepository implements OutboxRepository {

  private final Supplier<Engine> engine;

  JdbcOutboxRepository(Supplier<Engine> engine) {
    this.engine = engine;
  }

  private <T> T read(String what, Function<Engine, Work<T>> work) {
    Engine open = engine.get();
    return open.database().read(what, work.apply(open));
  }

  private <T> T transact(String what, Function<Engine, Work<T>> work) {
    Engine open = engine.get();
    return open.database().transact(what, work.apply(open));
  }

  @Override
  public EnqueueOutcome enqueue(OutgoingMessage message, Optional<DraftVersion> draft) {
    return engine.get().enqueue().run(message, draft);
  }

  @Override
  public List<Outbound> find(MailboxId mailboxId, Collection<MessageId> messageIds) {
    return read(
        "read what was sent",
        open -> session -> open.outbox().find(session, mailboxId, messageIds));
  }

  @Override
  public List<Outbound> list(OutboundState state, Optional<MessageId> before, int limit) {
    return read(
        "list what was sent", open -> session -> open.outbox().list(session, state, before, limit));
  }

  @Override
  public Optional<MessageId> findByMessageId(MailboxId mailboxId, String messageIdField) {
    return read(
        "look for what was sent",
        open -> session -> open.outbox().find(session, mailboxId, messageIdField));
  }

  @Override
  public List<Outbound> lease(Instant now, Instant until, int limit) {
    return transact(
        "lease messages", open -> session -> open.outbox().lease(session, now, until, limit));
  }

  @Override
  public List<Outbound> settle(List<OutboxSettlement> settlements, Instant at) {
    return transact(
        "settle messages",
        open -> session -> open.outboxChanges().settle(session, settlements, at));
  }

  @Override
  public boolean cancel(
      MailboxId mailboxId, MessageId messageId, Optional<String> operator, Instant at) {
    return transact(
        "call a message back",
        open ->
            session -> open.outboxChanges().cancel(session, mailboxId, messageId, operator, at));
  }

  @Override
  public boolean retry(
      MailboxId mailboxId, MessageId messageId, Optional<String> operator, Instant at) {
    return transact(
        "try a message again",
        open -> session -> open.outboxChanges().retry(session, mailboxId, messageId, operator, at));
  }

  @Override
  public int bounced(
      MailboxId mailboxId, MessageId messageId, List<OutboxResult> results, Instant at) {
    return transact(
        "note a bounce",
        open ->
            session -> open.outboxChanges().bounced(session, mailboxId, messageId, results, at));
  }

  @Override
  public boolean claimNotice(NoticeKey key) {
    return transact("claim a notice", open -> session -> open.notices().claim(session, key));
  }

  @Override
  public void releaseNotice(NoticeKey key) {
    transact("release a notice", open -> session -> open.notices().release(session, key));
  }

  @Override
  public int pruneNotices(LocalDate before, int limit) {
    return transact(
        "prune notices", open -> session -> open.notices().prune(session, before, limit));
  }
}
