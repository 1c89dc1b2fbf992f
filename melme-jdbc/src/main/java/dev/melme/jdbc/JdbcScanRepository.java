package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.spi.MessageScan;
import dev.melme.spi.ScanRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Scans in a database. */
final class JdbcScanRepository implements ScanRepository {

  private final Supplier<Engine> engine;

  JdbcScanRepository(Supplier<Engine> engine) {
    this.engine = engine;
  }

  @Override
  public Optional<MessageScan> find(MailboxId mailboxId, MessageId messageId) {
    Engine open = engine.get();
    return open.database()
        .read("read a scan", session -> open.scans().find(session, mailboxId, messageId));
  }

  @Override
  public List<MessageScan> lease(Instant now, Instant until, int limit) {
    Engine open = engine.get();
    return open.database()
        .transact("lease scans", session -> open.scans().lease(session, now, until, limit));
  }

  @Override
  public void postpone(MessageScan scan, Instant dueAt) {
    Engine open = engine.get();
    open.database()
        .transact("postpone a scan", session -> open.scans().put(session, scan, dueAt, Set.of()));
  }

  /** The row of progress first, as everybody who makes a change takes it. */
  @Override
  public boolean settle(MessageScan scan, Set<String> refused, Instant at) {
    Engine open = engine.get();
    return open.database()
        .transact(
            "settle a scan",
            session -> {
              boolean settled =
                  open.catchUp().lock(session, scan.mailboxId()).isPresent()
                      && open.exists(session, scan.mailboxId())
                      && open.scans().put(session, scan, null, refused);
              if (settled) {
                open.feed()
                    .await(
                        session,
                        scan.mailboxId().value(),
                        Change.Kind.CHANGED,
                        List.of(scan.messageId().value()),
                        at,
                        Optional.empty());
              }
              return settled;
            });
  }
}
