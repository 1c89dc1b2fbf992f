package dev.melme.inmemory;

import dev.melme.api.DeliveryRecordId;
import dev.melme.api.MailboxId;
import dev.melme.api.Slug;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.spi.Attempts;
import dev.melme.spi.NoticeKey;
import dev.melme.spi.TokenHash;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Everything that a store holds, from its creation to {@code clear} or {@code close}. */
final class Contents {

  /** Mailboxes that exist. */
  final ConcurrentMap<MailboxId, MailboxShelf> shelves = new ConcurrentHashMap<>();

  /** Mailboxes that exist, by the text of their slug, for lists. */
  final ConcurrentNavigableMap<String, MailboxShelf> bySlug = new ConcurrentSkipListMap<>();

  /** Every slug that was ever given away, also by a mailbox that was erased. */
  final ConcurrentMap<Slug, MailboxId> slugs = new ConcurrentHashMap<>();

  /** Mailboxes that have messages without a place; each changes its own entry under its lock. */
  final NavigableSet<MailboxId> behind = new ConcurrentSkipListSet<>();

  /**
   * What of all outboxes is due, the earliest first; each mailbox changes its own under its lock.
   */
  final NavigableSet<Due> due = new ConcurrentSkipListSet<>();

  /** Notifications that somebody sends or has sent. */
  final Set<NoticeKey> notices = ConcurrentHashMap.newKeySet();

  /** Failed attempts to sign in, in a row. */
  final ConcurrentMap<TokenHash, Attempts> attempts = new ConcurrentHashMap<>();

  /** The delivery log; what belongs to a mailbox is put in under the lock of its shelf. */
  final ConcurrentNavigableMap<DeliveryRecordId, DeliveryRecord> log =
      new ConcurrentSkipListMap<>();

  final AliasDirectory aliases = new AliasDirectory(shelves);

  /** Held while mailboxes are made or erased; taken before the lock of a shelf. */
  final Object mailboxChanges = new Object();
}
