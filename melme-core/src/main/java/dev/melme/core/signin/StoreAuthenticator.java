package dev.melme.core.signin;

import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.Slug;
import dev.melme.api.workspace.DeviceToken;
import dev.melme.api.workspace.MailboxAuthenticator;
import dev.melme.api.workspace.SessionToken;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.id.TimeOrderedIds;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.Credential;
import dev.melme.spi.NewSession;
import dev.melme.spi.SessionRepository;
import dev.melme.spi.TokenHash;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/** Signs in by what a store knows. Safe for use by many threads. */
public final class StoreAuthenticator implements MailboxAuthenticator {

  private final SessionRepository sessions;
  private final Passwords passwords;
  private final SignInRules rules;
  private final StoreTime time;
  private final TimeOrderedIds ids;
  private final Opener opener;

  /** Makes the workspace of a session. */
  @FunctionalInterface
  public interface Opener {

    /**
     * Makes a workspace.
     *
     * @param mailboxId the mailbox
     * @param entrance lets its calls in
     * @return the workspace
     */
    Workspace open(MailboxId mailboxId, Entrance entrance);
  }

  /**
   * Creates the authenticator.
   *
   * @param sessions what the store knows
   * @param passwords how passwords are compared
   * @param rules how long sessions hold
   * @param time the time of the store
   * @param opener makes workspaces
   */
  public StoreAuthenticator(
      SessionRepository sessions,
      Passwords passwords,
      SignInRules rules,
      StoreTime time,
      Opener opener) {
    this.sessions = sessions;
    this.passwords = passwords;
    this.rules = rules;
    this.time = time;
    this.ids = new TimeOrderedIds(time);
    this.opener = opener;
  }

  @Override
  public SignIn signIn(SignInRequest request) {
    passwords.warmUp();
    Optional<Credential> credential = credential(request.slug());
    AttemptGate gate = gate(request, credential);
    if (!gate.begin(time.now()) || !right(request.password(), credential)) {
      return refused(request);
    }
    return open(request, credential.orElseThrow(), gate);
  }

  /** A text that is no slug is one that nobody has; its form tells that without us. */
  private Optional<Credential> credential(String slug) {
    try {
      return sessions.credential(Slug.of(slug));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  /**
   * A device that has signed in to this mailbox counts for itself, strangers count for the slug.
   */
  private AttemptGate gate(SignInRequest request, Optional<Credential> credential) {
    AttemptGate gate = new AttemptGate(sessions);
    Optional<TokenHash> known = request.device().flatMap(device -> known(device, credential));
    if (known.isPresent()) {
      gate.device(known.get());
    } else {
      gate.slug(request.slug());
    }
    request.address().ifPresent(gate::address);
    return gate;
  }

  /** Asks the store also when the device is of another mailbox: it takes the same time. */
  private Optional<TokenHash> known(DeviceToken device, Optional<Credential> credential) {
    MailboxId mailboxId = Secrets.mailboxOf(device.value());
    TokenHash hash = TokenHash.of(device.value());
    boolean known = sessions.knowsDevice(mailboxId, hash);
    boolean ofThisMailbox = credential.map(Credential::mailboxId).equals(Optional.of(mailboxId));
    return known && ofThisMailbox ? Optional.of(hash) : Optional.empty();
  }

  /** Takes the time of one comparison, whatever there is to compare with. */
  private boolean right(String password, Optional<Credential> credential) {
    Optional<String> hash = credential.flatMap(Credential::passwordHash);
    if (hash.isEmpty()) {
      passwords.matchNobody(password);
      return false;
    }
    return passwords.matches(password, hash.get()) && credential.orElseThrow().active();
  }

  private SignIn open(SignInRequest request, Credential credential, AttemptGate gate) {
    MailboxId mailboxId = credential.mailboxId();
    SessionToken token = new SessionToken(Secrets.make(mailboxId));
    DeviceToken device =
        request
            .device()
            .filter(shown -> Secrets.mailboxOf(shown.value()).equals(mailboxId))
            .orElseGet(() -> new DeviceToken(Secrets.make(mailboxId)));
    NewSession session =
        new NewSession(
            session(request, mailboxId),
            TokenHash.of(token.value()),
            TokenHash.of(device.value()),
            credential.epoch());
    if (!sessions.open(session)) {
      return refused(request);
    }
    gate.succeeded();
    credential
        .passwordHash()
        .filter(passwords::outdated)
        .ifPresent(
            hash -> sessions.replaceHash(mailboxId, hash, passwords.hash(request.password())));
    Entrance entrance = entrance(mailboxId, token);
    return new SignIn.Granted(opener.open(mailboxId, entrance), token, device);
  }

  private Session session(SignInRequest request, MailboxId mailboxId) {
    Instant now = time.now();
    return new Session(
        new SessionId(ids.next()),
        mailboxId,
        now,
        now,
        request.userAgent(),
        request.address().map(InetAddress::getHostAddress),
        request.operator());
  }

  private SessionEntrance entrance(MailboxId mailboxId, SessionToken token) {
    return new SessionEntrance(sessions, rules, time, mailboxId, TokenHash.of(token.value()));
  }

  private static SignIn refused(SignInRequest request) {
    return new SignIn.Refused(request.slug().indexOf('@') >= 0);
  }

  @Override
  public Optional<Workspace> resume(SessionToken token) {
    SessionEntrance entrance = entrance(Secrets.mailboxOf(token.value()), token);
    return entrance.resume().map(session -> opener.open(entrance.mailboxId(), entrance));
  }
}
