package dev.melme.spi;

import dev.melme.api.StoreException;
import java.time.Instant;

/**
 * Keeps everything that MelMe knows. Safe for use by many threads.
 *
 * <p>Every method, here and in the repositories, throws {@link StoreException} when it cannot
 * answer; nothing else counts as "not there".
 */
public interface MelMeStore extends AutoCloseable {

  /**
   * Makes the store ready: creates or checks its tables. Called once, before anything else.
   *
   * @throws StoreException when the store cannot be made ready
   */
  void initialise();

  /**
   * The time by which the store keeps its records, the same for all nodes on one store.
   *
   * @return now, to the millisecond
   */
  Instant now();

  /**
   * The mailboxes.
   *
   * @return always the same repository
   */
  MailboxRepository mailboxes();

  /**
   * The aliases and domains.
   *
   * @return always the same repository
   */
  AliasRepository aliases();

  /**
   * The messages.
   *
   * @return always the same repository
   */
  MessageRepository messages();

  /**
   * The messages as teams see them.
   *
   * @return always the same repository
   */
  EntryRepository entries();

  /**
   * Attachments that a scanner is to see.
   *
   * @return always the same repository
   */
  ScanRepository scans();

  /**
   * What teams send.
   *
   * @return always the same repository
   */
  OutboxRepository outbox();

  /**
   * What teams are writing.
   *
   * @return always the same repository
   */
  DraftRepository drafts();

  /**
   * Passwords, sessions and failed attempts.
   *
   * @return always the same repository
   */
  SessionRepository sessions();

  /**
   * The delivery log.
   *
   * @return always the same repository
   */
  DeliveryLogRepository deliveryLog();

  /**
   * Forgets what has outlived its purpose: the delivery keys of messages that were erased before a
   * time.
   *
   * @param before keys of messages erased before this time go
   * @param limit the most rows to remove, so that the call stays short
   * @return how many rows were removed; less than the limit when nothing is left to do
   */
  int prune(Instant before, int limit);

  /** Lets go of what the store itself opened. Doing it twice changes nothing. */
  @Override
  void close();
}
