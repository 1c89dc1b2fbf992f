package dev.melme.inmemory;

import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mailbox and its messages, guarded by one lock.
 *
 * <p>Erasing takes the messages away under that lock, so that an append is either complete before
 * it, and erased with the rest, or finds the shelf empty and reports the mailbox as gone.
 */
final class MailboxShelf {

  private final MailboxId id;
  private final ReentrantLock lock = new ReentrantLock();

  /** Written under the lock, read without. Null once the mailbox is erased. */
  private volatile @Nullable Mailbox mailbox;

  /** Guarded by the lock. Null once the mailbox is erased, so that no byte of it is kept. */
  private @Nullable ShelvedMessages messages;

  /** Guarded by the lock. */
  private ShelvedSessions sessions = new ShelvedSessions();

  MailboxShelf(Mailbox mailbox, Contents contents) {
    this.id = mailbox.id();
    this.mailbox = mailbox;
    this.messages = new ShelvedMessages(id, contents.behind, contents.due);
  }

  MailboxId id() {
    return id;
  }

  @Nullable Mailbox mailbox() {
    return mailbox;
  }

  boolean update(Mailbox changed) {
    lock.lock();
    try {
      Mailbox stored = mailbox;
      if (stored == null || stored.version() + 1 != changed.version()) {
        return false;
      }
      mailbox =
          new Mailbox(
              stored.id(),
              stored.slug(),
              changed.name(),
              changed.senderName(),
              changed.description(),
              changed.recoveryAddress(),
              changed.status(),
              changed.quota(),
              stored.createdAt(),
              changed.version());
      if (!changed.active()) {
        sessions.endAll();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Erases for good; returns the mailbox that was. Called once. */
  Mailbox erase() {
    lock.lock();
    try {
      Mailbox erased = mailbox;
      ShelvedMessages held = messages;
      if (erased == null || held == null) {
        throw new IllegalStateException("Mailbox " + id + " was erased before");
      }
      mailbox = null;
      messages = null;
      sessions = new ShelvedSessions();
      held.leave();
      return erased;
    } finally {
      lock.unlock();
    }
  }

  MailboxUsage usage() {
    return read(ShelvedMessages::usage, MailboxUsage.NONE);
  }

  int prune(Instant before, int limit) {
    return read(held -> held.prune(before, limit), 0);
  }

  /** Does something with the messages under the lock, or gives the answer for a missing mailbox. */
  <R> R read(Function<ShelvedMessages, R> action, R missing) {
    lock.lock();
    try {
      ShelvedMessages held = messages;
      return held == null ? missing : action.apply(held);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does something with the sessions under the lock, told whether the mailbox is active, or gives
   * the answer for a missing mailbox.
   */
  <R> R withSessions(BiFunction<ShelvedSessions, Boolean, R> action, R missing) {
    lock.lock();
    try {
      Mailbox current = mailbox;
      return current == null ? missing : action.apply(sessions, current.active());
    } finally {
      lock.unlock();
    }
  }

  /** For whoever needs several shelves at once: they lock in the order of the ids. */
  void lock() {
    lock.lock();
  }

  void unlock() {
    lock.unlock();
  }

  /** The messages, or null when the mailbox is erased. Only while holding the lock. */
  @Nullable ShelvedMessages held() {
    return messages;
  }
}
