package dev.melme.spi;

import dev.melme.api.MailboxId;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.Slug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps who may sign in to mailboxes and who has, and how often it failed. Safe for use by many
 * threads.
 *
 * <p>A mailbox that goes inactive by {@link MailboxRepository#update} loses its sessions in the
 * same step, as one that is erased does; a session that is opened at the same time is lost with
 * them or is not opened.
 */
public interface SessionRepository {

  /**
   * What a sign-in to a mailbox is checked against.
   *
   * @param slug the slug of the mailbox
   * @return the credential, or empty when there is no such mailbox
   */
  Optional<Credential> credential(Slug slug);

  /**
   * What a sign-in to a mailbox is checked against.
   *
   * @param mailboxId the mailbox
   * @return the credential, or empty when there is no such mailbox
   */
  Optional<Credential> credential(MailboxId mailboxId);

  /**
   * Sets a password and ends all sessions of the mailbox: all or nothing, and the epoch is the next
   * one.
   *
   * @param mailboxId the mailbox
   * @param expectedEpoch the epoch in which this was decided, or empty to set it anyway
   * @param passwordHash the hash of the new password, at most 500 ASCII characters
   * @return false when the epoch is another one or the mailbox does not exist; nothing was done
   *     then
   */
  boolean setPassword(MailboxId mailboxId, Optional<Long> expectedEpoch, String passwordHash);

  /**
   * Replaces the hash of a password by another one of the same password. Sessions and epoch stay.
   *
   * @param mailboxId the mailbox
   * @param from the hash that was checked
   * @param to the hash to keep
   * @return false when the stored hash is another one; nothing was done then
   */
  boolean replaceHash(MailboxId mailboxId, String from, String to);

  /**
   * Opens a session and remembers its device.
   *
   * @param session the session
   * @return false when the mailbox does not exist, is not active, or is in another epoch; nothing
   *     was done then
   */
  boolean open(NewSession session);

  /**
   * Finds a session by its secret, and notes that it is used.
   *
   * @param mailboxId the mailbox
   * @param token the hash of the secret
   * @param age which sessions hold
   * @param now becomes the time of its last use when that is before {@code touchBefore}
   * @param touchBefore a later last use is left as it is, so that not each call writes
   * @return the session as it was; empty when that mailbox has none that holds, or is not active
   */
  Optional<Session> resume(
      MailboxId mailboxId, TokenHash token, SessionAge age, Instant now, Instant touchBefore);

  /**
   * Lists the sessions of a mailbox by id, descending: the newest first.
   *
   * @param mailboxId the mailbox
   * @param age which sessions hold; others are left out
   * @param limit the most sessions to return
   * @return the sessions
   */
  List<Session> list(MailboxId mailboxId, SessionAge age, int limit);

  /**
   * Ends a session.
   *
   * @param mailboxId the mailbox
   * @param sessionId the session
   * @return false when that mailbox has none of that id
   */
  boolean end(MailboxId mailboxId, SessionId sessionId);

  /**
   * Ends all sessions of a mailbox; the epoch is the next one, so that no sign-in that is under way
   * opens one afterwards.
   *
   * @param mailboxId the mailbox
   * @return how many there were
   */
  int endAll(MailboxId mailboxId);

  /**
   * Tells whether a device has signed in to a mailbox before.
   *
   * @param mailboxId the mailbox
   * @param device the hash of the secret of the device
   * @return true when a session was opened with it
   */
  boolean knowsDevice(MailboxId mailboxId, TokenHash device);

  /**
   * Counts an attempt before it is made, unless it is too early for one. Of attempts that begin at
   * once each is counted, one after the other.
   *
   * @param key whose attempts; the hash of a slug, an address or a device, whether it exists or not
   * @param now the time
   * @param backoff the rule
   * @return false when it is too early; nothing was counted then
   */
  boolean beginAttempt(TokenHash key, Instant now, Attempts.Backoff backoff);

  /**
   * Takes one attempt back, which was no failure.
   *
   * @param key whose attempts
   * @param backoff the rule
   */
  void takeAttemptBack(TokenHash key, Attempts.Backoff backoff);

  /**
   * Forgets all attempts of a key.
   *
   * @param key whose attempts
   */
  void clearAttempts(TokenHash key);

  /**
   * Removes what no longer counts.
   *
   * @param age sessions that do not hold are removed
   * @param attemptsBefore attempts are removed whose last one began before this time
   * @param mostAttempts of the other keys the most to keep; those whose last attempt is the oldest
   *     are removed first
   * @param devicesBefore devices are removed that signed in last before this time
   * @param limit the most rows to remove, so that the call stays short
   * @return how many rows were removed
   */
  int prune(
      SessionAge age, Instant attemptsBefore, int mostAttempts, Instant devicesBefore, int limit);
}
