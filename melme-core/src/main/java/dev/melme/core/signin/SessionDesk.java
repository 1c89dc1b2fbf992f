package dev.melme.core.signin;

import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.NotFoundException;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.Credential;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.SessionRepository;
import dev.melme.spi.TokenHash;
import java.util.List;
import java.util.Optional;

/** Passwords and sessions of mailboxes, for those who are in. Safe for use by many threads. */
public final class SessionDesk {

  private final MelMeStore store;
  private final Passwords passwords;
  private final SignInRules rules;
  private final StoreTime time;

  /**
   * Creates the desk.
   *
   * @param store where passwords and sessions are kept
   * @param passwords how they are hashed
   * @param rules how long sessions hold
   * @param time the time of the store
   */
  public SessionDesk(MelMeStore store, Passwords passwords, SignInRules rules, StoreTime time) {
    this.store = store;
    this.passwords = passwords;
    this.rules = rules;
    this.time = time;
  }

  /**
   * Lists the sessions of a mailbox, the newest first.
   *
   * @param mailboxId the mailbox
   * @return at most 500
   */
  public List<Session> list(MailboxId mailboxId) {
    return sessions().list(mailboxId, rules.age(time.now()), SignInRules.MOST_LISTED);
  }

  /**
   * Ends a session.
   *
   * @param mailboxId the mailbox
   * @param id the session
   * @return false when the mailbox has none of that id
   */
  public boolean end(MailboxId mailboxId, SessionId id) {
    return sessions().end(mailboxId, id);
  }

  /**
   * Ends all sessions of a mailbox.
   *
   * @param mailboxId the mailbox
   * @return how many there were
   */
  public int endAll(MailboxId mailboxId) {
    return sessions().endAll(mailboxId);
  }

  /**
   * Sets a password, ends all sessions and forgets failures.
   *
   * @param mailboxId the mailbox
   * @param password the password
   * @throws InvalidValueException when it is too short or too long
   * @throws NotFoundException when there is no such mailbox
   */
  public void setPassword(MailboxId mailboxId, String password) {
    String hash = passwords.hash(password);
    Mailbox mailbox = store.mailboxes().find(mailboxId).orElseThrow(() -> missing(mailboxId));
    if (!sessions().setPassword(mailboxId, Optional.empty(), hash)) {
      throw missing(mailboxId);
    }
    sessions().clearAttempts(AttemptGate.slugKey(mailbox.slug().value()));
    sessions().clearAttempts(changeKey(mailboxId));
  }

  /**
   * Sets a random password.
   *
   * @param mailboxId the mailbox
   * @return the password
   * @throws NotFoundException when there is no such mailbox
   */
  public String resetPassword(MailboxId mailboxId) {
    String password = Secrets.password();
    setPassword(mailboxId, password);
    return password;
  }

  /**
   * Replaces a password by whoever knows it, and ends all sessions.
   *
   * @param mailboxId the mailbox
   * @param current the password that holds
   * @param replacement the new one
   * @return false when the current one is wrong, was replaced meanwhile, or was wrong too often
   * @throws InvalidValueException when the new one is too short or too long
   */
  public boolean changePassword(MailboxId mailboxId, String current, String replacement) {
    TokenHash key = changeKey(mailboxId);
    if (!sessions().beginAttempt(key, time.now(), SignInRules.PER_SLUG)) {
      return false;
    }
    Optional<Credential> credential = sessions().credential(mailboxId);
    Optional<String> hash = credential.flatMap(Credential::passwordHash);
    if (hash.isEmpty() || !passwords.matches(current, hash.get())) {
      return false;
    }
    sessions().clearAttempts(key);
    String replaced = passwords.hash(replacement);
    return sessions().setPassword(mailboxId, credential.map(Credential::epoch), replaced);
  }

  private static TokenHash changeKey(MailboxId mailboxId) {
    return TokenHash.of("change " + mailboxId);
  }

  private SessionRepository sessions() {
    return store.sessions();
  }

  private static NotFoundException missing(MailboxId mailboxId) {
    return new NotFoundException(
        "Mailbox " + mailboxId + " does not exist. List the mailboxes to see which do");
  }
}
