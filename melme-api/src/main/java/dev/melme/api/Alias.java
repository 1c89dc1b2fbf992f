package dev.melme.api;

import java.time.Instant;
import java.util.Objects;

/**
 * An address, or a catch-all, and where its mail goes.
 *
 * <p>An alias holds the id of its mailbox. When that mailbox is deleted the alias stays as an
 * orphan, refuses mail (550 5.1.6), and is never revived by a mailbox made later.
 *
 * @param pattern what it matches
 * @param mailboxId where its mail goes
 * @param status whether it takes mail
 * @param whenUnavailable how it refuses while it is disabled or its mailbox is inactive
 * @param sending whether its mailbox may write as it
 * @param createdAt when it was made, by the clock of the store
 * @param version counts its changes, from 1
 */
public record Alias(
    AliasPattern pattern,
    MailboxId mailboxId,
    AliasStatus status,
    WhenUnavailable whenUnavailable,
    Sending sending,
    Instant createdAt,
    long version) {

  /** How an alias refuses mail that it does not take at the moment. */
  public enum WhenUnavailable {
    /** For good: 550 5.2.1, the sender gets the message back at once. */
    REFUSE,
    /** For the time being: 450 4.2.1, the sender tries again for some days. */
    DEFER
  }

  /** Whether a mailbox may write as an alias. */
  public enum Sending {
    /** Its team answers and writes as this address. */
    ALLOWED,
    /** It takes mail; answers go out under another alias of the mailbox. */
    RECEIVE_ONLY
  }

  /** Checks that nothing is missing. */
  public Alias {
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(mailboxId, "mailboxId");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(whenUnavailable, "whenUnavailable");
    Objects.requireNonNull(sending, "sending");
    Objects.requireNonNull(createdAt, "createdAt");
  }

  /**
   * An alias that its mailbox may write as.
   *
   * @param pattern what it matches
   * @param mailboxId where its mail goes
   * @param status whether it takes mail
   * @param whenUnavailable how it refuses while it is disabled or its mailbox is inactive
   * @param createdAt when it was made
   * @param version counts its changes, from 1
   */
  public Alias(
      AliasPattern pattern,
      MailboxId mailboxId,
      AliasStatus status,
      WhenUnavailable whenUnavailable,
      Instant createdAt,
      long version) {
    this(pattern, mailboxId, status, whenUnavailable, Sending.ALLOWED, createdAt, version);
  }

  /**
   * Tells whether it takes mail.
   *
   * @return true when the status is ENABLED
   */
  public boolean enabled() {
    return status == AliasStatus.ENABLED;
  }

  /**
   * Where its mail goes, as a route.
   *
   * @return a route to the mailbox, by id
   */
  public Route route() {
    return Route.toMailbox(mailboxId);
  }

  /**
   * The same alias leading to another mailbox.
   *
   * @param newMailboxId the mailbox
   * @return a changed copy
   */
  public Alias withMailboxId(MailboxId newMailboxId) {
    return new Alias(pattern, newMailboxId, status, whenUnavailable, sending, createdAt, version);
  }

  /**
   * The same alias with another status.
   *
   * @param newStatus the status
   * @return a changed copy
   */
  public Alias withStatus(AliasStatus newStatus) {
    return new Alias(pattern, mailboxId, newStatus, whenUnavailable, sending, createdAt, version);
  }

  /**
   * The same alias refusing in another way.
   *
   * @param newWhenUnavailable the way
   * @return a changed copy
   */
  public Alias withWhenUnavailable(WhenUnavailable newWhenUnavailable) {
    return new Alias(pattern, mailboxId, status, newWhenUnavailable, sending, createdAt, version);
  }

  /**
   * The same alias, its mailbox allowed to write as it or not.
   *
   * @param newSending whether it may
   * @return a changed copy
   */
  public Alias withSending(Sending newSending) {
    return new Alias(pattern, mailboxId, status, whenUnavailable, newSending, createdAt, version);
  }

  /**
   * The same alias with another version; for stores.
   *
   * @param newVersion counts from 1
   * @return a changed copy
   */
  public Alias withVersion(long newVersion) {
    return new Alias(pattern, mailboxId, status, whenUnavailable, sending, createdAt, newVersion);
  }
}
