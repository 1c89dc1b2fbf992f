package dev.melme.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A stored, isolated container of mail. It is not an address: aliases lead to it.
 *
 * <p>To change one, take it through the {@code with...} methods and hand it to the admin interface;
 * the version it carries makes sure that nobody else's change is overwritten.
 *
 * @param id its id
 * @param slug its login name
 * @param name its internal title, 1 to 200 characters
 * @param senderName what recipients of its answers see, 1 to 200 characters
 * @param description what it is for, at most 2,000 characters
 * @param recoveryAddress where its owner is reached; never shown to anyone outside
 * @param status whether mail is taken
 * @param quota its own limits, or empty for those of the MelMe instance
 * @param createdAt when it was made, by the clock of the store
 * @param version counts its changes, from 1
 */
public record Mailbox(
    MailboxId id,
    Slug slug,
    String name,
    String senderName,
    Optional<String> description,
    Optional<EmailAddress> recoveryAddress,
    MailboxStatus status,
    Optional<Quota> quota,
    Instant createdAt,
    long version) {

  /**
   * Checks all values.
   *
   * @throws InvalidValueException when a text is blank, too long or holds control characters
   */
  public Mailbox {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(slug, "slug");
    Texts.requireLine("name", name, 200);
    Texts.requireLine("senderName", senderName, 200);
    description.ifPresent(text -> Texts.requireText("description", text, 2000));
    Objects.requireNonNull(recoveryAddress, "recoveryAddress");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(quota, "quota");
    Objects.requireNonNull(createdAt, "createdAt");
  }

  /**
   * Tells whether mail is taken.
   *
   * @return true when the status is ACTIVE
   */
  public boolean active() {
    return status == MailboxStatus.ACTIVE;
  }

  /**
   * The same mailbox with another internal title.
   *
   * @param newName 1 to 200 characters
   * @return a changed copy
   */
  public Mailbox withName(String newName) {
    return new Mailbox(
        id,
        slug,
        newName,
        senderName,
        description,
        recoveryAddress,
        status,
        quota,
        createdAt,
        version);
  }

  /**
   * The same mailbox with another name for recipients.
   *
   * @param newSenderName 1 to 200 characters
   * @return a changed copy
   */
  public Mailbox withSenderName(String newSenderName) {
    return new Mailbox(
        id,
        slug,
        name,
        newSenderName,
        description,
        recoveryAddress,
        status,
        quota,
        createdAt,
        version);
  }

  /**
   * The same mailbox with another description.
   *
   * @param newDescription at most 2,000 characters, or empty for none
   * @return a changed copy
   */
  public Mailbox withDescription(Optional<String> newDescription) {
    return new Mailbox(
        id,
        slug,
        name,
        senderName,
        newDescription,
        recoveryAddress,
        status,
        quota,
        createdAt,
        version);
  }

  /**
   * The same mailbox with another recovery address.
   *
   * @param newAddress the address, or empty for none
   * @return a changed copy
   */
  public Mailbox withRecoveryAddress(Optional<EmailAddress> newAddress) {
    return new Mailbox(
        id, slug, name, senderName, description, newAddress, status, quota, createdAt, version);
  }

  /**
   * The same mailbox with another status.
   *
   * @param newStatus the status
   * @return a changed copy
   */
  public Mailbox withStatus(MailboxStatus newStatus) {
    return new Mailbox(
        id,
        slug,
        name,
        senderName,
        description,
        recoveryAddress,
        newStatus,
        quota,
        createdAt,
        version);
  }

  /**
   * The same mailbox with other limits.
   *
   * @param newQuota the limits, or empty for those of the MelMe instance
   * @return a changed copy
   */
  public Mailbox withQuota(Optional<Quota> newQuota) {
    return new Mailbox(
        id,
        slug,
        name,
        senderName,
        description,
        recoveryAddress,
        status,
        newQuota,
        createdAt,
        version);
  }

  /**
   * The same mailbox with another version; for stores.
   *
   * @param newVersion counts from 1
   * @return a changed copy
   */
  public Mailbox withVersion(long newVersion) {
    return new Mailbox(
        id,
        slug,
        name,
        senderName,
        description,
        recoveryAddress,
        status,
        quota,
        createdAt,
        newVersion);
  }
}
