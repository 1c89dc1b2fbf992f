package dev.melme.api.admin;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxStatus;
import dev.melme.api.Quota;
import dev.melme.api.Slug;
import java.util.Objects;
import java.util.Optional;

/**
 * A mailbox to be created. Each method returns a changed copy.
 *
 * @param slug its login name
 * @param name its internal title, 1 to 200 characters
 * @param senderName what recipients of its answers see, 1 to 200 characters
 * @param description what it is for, at most 2,000 characters
 * @param recoveryAddress where its owner is reached; never shown to anyone outside
 * @param status whether it takes mail from the start
 * @param quota its own limits, or empty for those of the MelMe instance
 */
public record NewMailbox(
    Slug slug,
    String name,
    String senderName,
    Optional<String> description,
    Optional<EmailAddress> recoveryAddress,
    MailboxStatus status,
    Optional<Quota> quota) {

  /** Checks that nothing is missing; the texts are checked when the mailbox is created. */
  public NewMailbox {
    Objects.requireNonNull(slug, "slug");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(senderName, "senderName");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(recoveryAddress, "recoveryAddress");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(quota, "quota");
  }

  /**
   * An active mailbox.
   *
   * @param slug its login name
   * @param name its internal title, which is also what recipients see
   * @return the mailbox to create
   * @throws InvalidValueException when the slug is none
   */
  public static NewMailbox of(String slug, String name) {
    return new NewMailbox(
        Slug.of(slug),
        name,
        name,
        Optional.empty(),
        Optional.empty(),
        MailboxStatus.ACTIVE,
        Optional.empty());
  }

  /**
   * With another name for recipients.
   *
   * @param newSenderName 1 to 200 characters
   * @return a changed copy
   */
  public NewMailbox senderName(String newSenderName) {
    return new NewMailbox(slug, name, newSenderName, description, recoveryAddress, status, quota);
  }

  /**
   * With a description.
   *
   * @param newDescription at most 2,000 characters
   * @return a changed copy
   */
  public NewMailbox description(String newDescription) {
    return new NewMailbox(
        slug, name, senderName, Optional.of(newDescription), recoveryAddress, status, quota);
  }

  /**
   * With a recovery address.
   *
   * @param newAddress where its owner is reached
   * @return a changed copy
   */
  public NewMailbox recoveryAddress(EmailAddress newAddress) {
    return new NewMailbox(
        slug, name, senderName, description, Optional.of(newAddress), status, quota);
  }

  /**
   * Refusing mail from the start.
   *
   * @return a changed copy
   */
  public NewMailbox inactive() {
    return new NewMailbox(
        slug, name, senderName, description, recoveryAddress, MailboxStatus.INACTIVE, quota);
  }

  /**
   * With limits of its own.
   *
   * @param newQuota the limits
   * @return a changed copy
   */
  public NewMailbox quota(Quota newQuota) {
    return new NewMailbox(
        slug, name, senderName, description, recoveryAddress, status, Optional.of(newQuota));
  }
}
