package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoredMessage;
import dev.melme.jdbc.kit.Command;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.Pending;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Messages in a database: each method is one statement or one transaction. */
final class JdbcMessageRepository implements MessageRepository {

  private final Supplier<Engine> engine;

  JdbcMessageRepository(Supplier<Engine> engine) {
    this.engine = engine;
  }

  @Override
  public AppendOutcome append(Delivery delivery) {
    return engine.get().append().run(delivery);
  }

  @Override
  public Map<DeliveryKey, MessageId> outcome(MailboxId mailboxId, List<DeliveryKey> keys) {
    Engine open = engine.get();
    String sql =
        open.tables()
            .sql(
                "SELECT delivery_key, message_id FROM {delivery_key}"
                    + " WHERE {pairs mailbox_id delivery_key}");
    return open.database()
        .read(
            "look delivery keys up",
            session -> {
              Map<DeliveryKey, MessageId> known = new HashMap<>();
              try (Command command =
                  session.prepare(
                      sql, mailboxId.value(), keys, (to, key) -> to.text(key.value()))) {
                command.list(
                    row -> known.put(new DeliveryKey(row.text()), new MessageId(row.uuid())));
              }
              return known;
            });
  }

  @Override
  public Optional<StoredMessage> find(MailboxId mailboxId, MessageId messageId) {
    Engine open = engine.get();
    return open.database()
        .read("read a message", session -> open.messages().find(session, mailboxId, messageId));
  }

  @Override
  public List<MessageSummary> list(MailboxId mailboxId, Optional<MessageId> before, int limit) {
    Engine open = engine.get();
    return open.database()
        .read("list messages", session -> open.messages().list(session, mailboxId, before, limit));
  }

  @Override
  public Optional<ContentRange> content(
      MailboxId mailboxId, MessageId messageId, long offset, int length) {
    Chunks.requireRange(offset, length);
    Engine open = engine.get();
    return open.database()
        .read(
            "read the bytes of a message",
            session -> open.messages().content(session, mailboxId, messageId, offset, length));
  }

  @Override
  public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
    Engine open = engine.get();
    return open.erasure().messages(mailboxId, messageIds, open.now());
  }

  @Override
  public List<MailboxId> pendingMailboxes(Optional<MailboxId> after, int limit) {
    Engine open = engine.get();
    return open.database()
        .read(
            "look for pending messages",
            session -> open.catchUp().pendingMailboxes(session, after, limit));
  }

  @Override
  public Pending pending(MailboxId mailboxId, int limit) {
    Engine open = engine.get();
    return open.database()
        .read(
            "read pending messages", session -> open.catchUp().pending(session, mailboxId, limit));
  }

  @Override
  public Map<ThreadKey, ConversationId> threads(MailboxId mailboxId, Collection<ThreadKey> keys) {
    Engine open = engine.get();
    return open.database()
        .read("look thread keys up", session -> open.catchUp().threads(session, mailboxId, keys));
  }

  @Override
  public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
    Engine open = engine.get();
    Instant now = open.now();
    return open.database()
        .transact(
            "place messages", session -> open.catchUp().apply(session, mailboxId, batch, now));
  }

  @Override
  public List<Placement> placements(MailboxId mailboxId, long after, int limit) {
    Engine open = engine.get();
    return open.database()
        .read(
            "read placements",
            session -> open.catchUp().placements(session, mailboxId, after, limit));
  }
}
