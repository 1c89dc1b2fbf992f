package dev.melme.inmemory;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.spi.AliasMatch;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * All aliases and domains.
 *
 * <p>Look-ups take no lock. Every answer of {@link #match} was true at one moment during the call,
 * also while aliases change: an exact hit by how entries are checked, any other by the stamp.
 * Changes come one at a time.
 */
final class AliasDirectory {

  private final Map<MailboxId, MailboxShelf> shelves;
  private final StampedLock changes = new StampedLock();

  /**
   * By key: a look-up among many aliases waits for memory, and a pattern would be one more stop.
   */
  private final ConcurrentMap<String, AliasEntry> entries = new ConcurrentHashMap<>();

  private final NavigableMap<AliasPattern, AliasEntry> ordered =
      new ConcurrentSkipListMap<>(KeyOrder.BYTES);
  private final ConcurrentMap<MailboxId, NavigableMap<AliasPattern, AliasEntry>> byMailbox =
      new ConcurrentHashMap<>();
  private final DomainLedger domains = new DomainLedger();

  AliasDirectory(Map<MailboxId, MailboxShelf> shelves) {
    this.shelves = shelves;
  }

  AliasMatch match(List<AliasPattern> candidates) {
    long stamp = changes.tryOptimisticRead();
    AliasPattern exact = candidates.get(0);
    AliasEntry entry = entries.get(exact.key());
    AliasMatch match = entry != null ? current(entry) : firstFrom(1, candidates);
    if (match != null && (entry != null || changes.validate(stamp))) {
      return match;
    }
    return undisturbed(candidates);
  }

  /** What is slower and never in vain: while the read lock is held, no alias changes. */
  private AliasMatch undisturbed(List<AliasPattern> candidates) {
    long stamp = changes.readLock();
    try {
      AliasMatch match = firstFrom(0, candidates);
      if (match == null) {
        throw new IllegalStateException("An alias changed while changes were locked out");
      }
      return match;
    } finally {
      changes.unlockRead(stamp);
    }
  }

  private @Nullable AliasMatch firstFrom(int start, List<AliasPattern> candidates) {
    for (int i = start; i < candidates.size(); i++) {
      AliasEntry entry = entries.get(candidates.get(i).key());
      if (entry != null) {
        return current(entry);
      }
    }
    String domain = candidates.get(0).domain();
    return domains.isOurs(domain) ? AliasMatch.UNKNOWN_ALIAS : AliasMatch.FOREIGN_DOMAIN;
  }

  /**
   * The match of an entry that was just looked up, or null when the alias changed meanwhile.
   *
   * <p>Each state of a mailbox is one object that never comes back: when the one in the match is on
   * the shelf still, the two belonged together when the entry was looked up, or later. Otherwise
   * the entry must still be there after the mailbox was read. Without that check, an alias that is
   * re-routed before its old mailbox is erased could be seen leading nowhere.
   */
  @SuppressWarnings("ReferenceEquality") // one object per state: identity is what is asked
  private @Nullable AliasMatch current(AliasEntry entry) {
    AliasMatch last = entry.match;
    Mailbox mailbox = mailbox(entry);
    if (mailbox != null && last.mailbox() == mailbox) {
      return last;
    }
    AliasMatch match = new AliasMatch(entry.alias, mailbox, true);
    if (entries.get(entry.alias.pattern().key()) != entry) {
      return null;
    }
    entry.match = match;
    return match;
  }

  private @Nullable Mailbox mailbox(AliasEntry entry) {
    MailboxShelf shelf = entry.shelf;
    Mailbox mailbox = shelf == null ? null : shelf.mailbox();
    if (mailbox == null) {
      // An alias may be there before its mailbox.
      shelf = shelves.get(entry.alias.mailboxId());
      mailbox = shelf == null ? null : shelf.mailbox();
    }
    return mailbox;
  }

  boolean create(Alias alias) {
    long stamp = changes.writeLock();
    try {
      if (entries.containsKey(alias.pattern().key())) {
        return false;
      }
      domains.add(alias.pattern().domain());
      put(alias);
      return true;
    } finally {
      changes.unlockWrite(stamp);
    }
  }

  boolean update(Alias changed) {
    long stamp = changes.writeLock();
    try {
      AliasEntry stored = entries.get(changed.pattern().key());
      if (stored == null || stored.alias.version() + 1 != changed.version()) {
        return false;
      }
      unlist(stored.alias);
      put(
          new Alias(
              stored.alias.pattern(),
              changed.mailboxId(),
              changed.status(),
              changed.whenUnavailable(),
              changed.sending(),
              stored.alias.createdAt(),
              changed.version()));
      return true;
    } finally {
      changes.unlockWrite(stamp);
    }
  }

  boolean delete(AliasPattern pattern) {
    long stamp = changes.writeLock();
    try {
      AliasEntry stored = entries.remove(pattern.key());
      if (stored == null) {
        return false;
      }
      ordered.remove(pattern);
      unlist(stored.alias);
      domains.remove(pattern.domain());
      return true;
    } finally {
      changes.unlockWrite(stamp);
    }
  }

  private void put(Alias alias) {
    AliasEntry entry = new AliasEntry(alias, shelves.get(alias.mailboxId()));
    entries.put(alias.pattern().key(), entry);
    ordered.put(alias.pattern(), entry);
    byMailbox
        .computeIfAbsent(alias.mailboxId(), id -> new ConcurrentSkipListMap<>(KeyOrder.BYTES))
        .put(alias.pattern(), entry);
  }

  private void unlist(Alias alias) {
    byMailbox.computeIfPresent(
        alias.mailboxId(),
        (id, aliases) -> {
          aliases.remove(alias.pattern());
          return aliases.isEmpty() ? null : aliases;
        });
  }

  @Nullable Alias find(AliasPattern pattern) {
    AliasEntry entry = entries.get(pattern.key());
    return entry == null ? null : entry.alias;
  }

  NavigableMap<AliasPattern, AliasEntry> all() {
    return ordered;
  }

  @Nullable NavigableMap<AliasPattern, AliasEntry> leadingTo(MailboxId mailboxId) {
    return byMailbox.get(mailboxId);
  }

  boolean register(DomainName domain) {
    long stamp = changes.writeLock();
    try {
      return domains.register(domain.ascii());
    } finally {
      changes.unlockWrite(stamp);
    }
  }

  boolean unregister(DomainName domain) {
    long stamp = changes.writeLock();
    try {
      return domains.unregister(domain.ascii());
    } finally {
      changes.unlockWrite(stamp);
    }
  }

  DomainLedger domains() {
    return domains;
  }
}
