package dev.melme.core.routing;

import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.Quota;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MelMeStore;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says whether a mailbox has room, from a usage that is at most ten seconds old, so that a limited
 * mailbox costs one count in ten seconds and an unlimited one nothing. Safe for many threads.
 */
public final class QuotaGate {

  private static final long MAX_AGE_MILLIS = 10_000;
  private static final int MAX_ENTRIES = 10_000;

  private final MelMeStore store;
  private final StoreTime time;
  private final ConcurrentHashMap<MailboxId, Reading> readings = new ConcurrentHashMap<>();

  private record Reading(MailboxUsage usage, long atMillis) {}

  /**
   * Creates the gate of a store.
   *
   * @param store counts what a mailbox holds
   * @param time tells how old a count is
   */
  public QuotaGate(MelMeStore store, StoreTime time) {
    this.store = store;
    this.time = time;
  }

  /**
   * Asks for room.
   *
   * @param mailboxId the mailbox
   * @param quota its limits
   * @param messageBytes size of the message, 0 when it is not known
   * @return true when the message still fits
   */
  public boolean admits(MailboxId mailboxId, Quota quota, long messageBytes) {
    return quota.admits(usage(mailboxId), messageBytes);
  }

  private MailboxUsage usage(MailboxId mailboxId) {
    long now = time.carriedMillis();
    Reading reading = readings.get(mailboxId);
    if (reading == null || Math.abs(now - reading.atMillis()) >= MAX_AGE_MILLIS) {
      if (readings.size() >= MAX_ENTRIES) {
        readings.clear();
      }
      reading = new Reading(store.mailboxes().usage(mailboxId), now);
      readings.put(mailboxId, reading);
    }
    return reading.usage();
  }
}
