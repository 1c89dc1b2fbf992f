package dev.melme.inmemory;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.spi.MessageScan;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scans of one mailbox. Guarded by the lock of its shelf. */
final class ShelvedScans {

  private final MailboxId mailboxId;
  private final Map<MessageId, MessageScan> scans = new HashMap<>();

  ShelvedScans(MailboxId mailboxId) {
    this.mailboxId = mailboxId;
  }

  void add(MessageId id, Instant now) {
    scans.put(id, new MessageScan(mailboxId, id, 0, Optional.of(now), Set.of()));
  }

  void erase(MessageId id) {
    scans.remove(id);
  }

  Optional<MessageScan> find(MessageId id) {
    return Optional.ofNullable(scans.get(id));
  }

  List<MessageScan> due(Instant now, int limit) {
    return scans.values().stream()
        .filter(scan -> scan.dueAt().map(at -> !at.isAfter(now)).orElse(false))
        .sorted(Comparator.comparing(scan -> scan.dueAt().orElse(now)))
        .limit(limit)
        .toList();
  }

  Optional<MessageScan> lease(MessageScan scan, Instant until) {
    if (!scan.equals(scans.get(scan.messageId()))) {
      return Optional.empty();
    }
    MessageScan leased =
        new MessageScan(
            mailboxId, scan.messageId(), scan.attempts() + 1, Optional.of(until), Set.of());
    scans.put(scan.messageId(), leased);
    return Optional.of(leased);
  }

  boolean postpone(MessageScan scan, Instant dueAt) {
    return replace(
        scan,
        new MessageScan(
            mailboxId, scan.messageId(), scan.attempts(), Optional.of(dueAt), Set.of()));
  }

  boolean settle(MessageScan scan, Set<String> refused) {
    return replace(
        scan,
        new MessageScan(mailboxId, scan.messageId(), scan.attempts(), Optional.empty(), refused));
  }

  private boolean replace(MessageScan leased, MessageScan by) {
    MessageScan current = scans.get(leased.messageId());
    if (current == null || current.done() || current.attempts() != leased.attempts()) {
      return false;
    }
    scans.put(leased.messageId(), by);
    return true;
  }
}
