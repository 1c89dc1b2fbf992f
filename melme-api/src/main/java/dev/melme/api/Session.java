package dev.melme.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody who is signed in to a mailbox, as the list of its sessions shows it.
 *
 * @param id its name; not the secret that it is held by
 * @param mailboxId the mailbox that was signed in to
 * @param createdAt when it was signed in, by the clock of the store
 * @param lastActiveAt when it was last used, to the minute
 * @param userAgent what the device called itself, at most 255 characters, cleaned
 * @param clientAddress where it signed in from, as text
 * @param operator who of the team it is, 1 to 100 characters; never shown to anyone outside
 */
public record Session(
    SessionId id,
    MailboxId mailboxId,
    Instant createdAt,
    Instant lastActiveAt,
    Optional<String> userAgent,
    Optional<String> clientAddress,
    Optional<String> operator) {

  private static final int MAX_USER_AGENT = 255;
  private static final int MAX_ADDRESS = 64;
  private static final int MAX_OPERATOR = 100;

  /**
   * Cleans what a stranger may have written.
   *
   * @throws InvalidValueException when the operator is blank, too long or holds control characters
   */
  public Session {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(mailboxId, "mailboxId");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(lastActiveAt, "lastActiveAt");
    userAgent = userAgent.map(text -> Texts.clean(text, MAX_USER_AGENT));
    clientAddress = clientAddress.map(text -> Texts.clean(text, MAX_ADDRESS));
    operator.ifPresent(text -> Texts.requireLine("operator", text, MAX_OPERATOR));
  }

  /**
   * The same session, used later.
   *
   * @param time when
   * @return a changed copy
   */
  public Session activeAt(Instant time) {
    return new Session(id, mailboxId, createdAt, time, userAgent, clientAddress, operator);
  }
}
