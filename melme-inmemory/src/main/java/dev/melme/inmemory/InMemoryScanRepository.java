package dev.melme.inmemory;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.spi.MessageScan;
import dev.melme.spi.ScanRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Scans in memory. */
final class InMemoryScanRepository implements ScanRepository {

  private final InMemoryStore store;

  InMemoryScanRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public Optional<MessageScan> find(MailboxId mailboxId, MessageId messageId) {
    return in(mailboxId, held -> held.scans().find(messageId), Optional.empty());
  }

  /** A scan that another thread took meanwhile is due no more, and is left out. */
  @Override
  public List<MessageScan> lease(Instant now, Instant until, int limit) {
    List<MessageScan> due = new ArrayList<>();
    for (MailboxShelf shelf : store.contents().shelves.values()) {
      due.addAll(shelf.read(held -> held.scans().due(now, limit), List.of()));
    }
    due.sort(Comparator.comparing(scan -> scan.dueAt().orElse(now)));
    return due.stream()
        .limit(limit)
        .flatMap(
            scan ->
                in(
                    scan.mailboxId(),
                    held -> held.scans().lease(scan, until),
                    Optional.<MessageScan>empty())
                    .stream())
        .toList();
  }

  @Override
  public void postpone(MessageScan scan, Instant dueAt) {
    in(scan.mailboxId(), held -> held.scans().postpone(scan, dueAt), false);
  }

  @Override
  public boolean settle(MessageScan scan, Set<String> refused, Instant at) {
    return in(scan.mailboxId(), held -> held.settle(scan, refused, at), false);
  }

  private <R> R in(MailboxId mailboxId, Function<ShelvedMessages, R> action, R missing) {
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    return shelf == null ? missing : shelf.read(action, missing);
  }
}
