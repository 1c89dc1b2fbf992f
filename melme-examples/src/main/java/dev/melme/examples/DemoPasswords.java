package dev.melme.examples;

import dev.melme.MelMe;
import dev.melme.api.Mailbox;
import dev.melme.api.Slug;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.spi.Credential;
import dev.melme.spi.SessionRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that somebody knows the passwords of the demo mailboxes, and changes none without
 * need: a new password ends all sessions of a mailbox.
 */
final class DemoPasswords {

  private final MelMe melme;
  private final SessionRepository sessions;

  /**
   * Prepares.
   *
   * @param sessions tells whether a mailbox has a password, which an administrator cannot ask
   */
  DemoPasswords(MelMe melme, SessionRepository sessions) {
    this.melme = melme;
    this.sessions = sessions;
  }

  /**
   * Gives each demo mailbox the password that was chosen, unless that is its password already.
   * Without a choice those that have none get one that is made now, the same for all of them.
   *
   * @return what the passwords are, for the start text alone
   */
  DemoAccess set(Optional<String> chosen) {
    List<Mailbox> mailboxes =
        DemoData.SLUGS.stream()
            .flatMap(slug -> melme.admin().mailbox(Slug.of(slug)).stream())
            .toList();
    return chosen.isPresent() ? choose(mailboxes, chosen.get()) : generate(mailboxes);
  }

  private DemoAccess choose(List<Mailbox> mailboxes, String password) {
    for (Mailbox mailbox : mailboxes) {
      if (!opens(mailbox.slug(), password)) {
        melme.admin().setPassword(mailbox.id(), password);
      }
    }
    return new DemoAccess(slugs(mailboxes), List.of(), List.of(), Optional.empty());
  }

  /** Signs in and out. Not so to a mailbox that is switched off, which has no sessions to end. */
  private boolean opens(Slug slug, String password) {
    SignInRequest request = SignInRequest.of(slug.value(), password).operator("start of serve");
    if (melme.authenticator().signIn(request) instanceof SignIn.Granted granted) {
      granted.workspace().signOut();
      return true;
    }
    return false;
  }

  private DemoAccess generate(List<Mailbox> mailboxes) {
    List<Mailbox> without = new ArrayList<>();
    List<Mailbox> with = new ArrayList<>();
    mailboxes.forEach(mailbox -> (hasPassword(mailbox.slug()) ? with : without).add(mailbox));
    return new DemoAccess(List.of(), slugs(without), slugs(with), onePassword(without));
  }

  private boolean hasPassword(Slug slug) {
    return sessions.credential(slug).flatMap(Credential::passwordHash).isPresent();
  }

  private Optional<String> onePassword(List<Mailbox> mailboxes) {
    if (mailboxes.isEmpty()) {
      return Optional.empty();
    }
    MelMeAdmin admin = melme.admin();
    String password = admin.resetPassword(mailboxes.get(0).id());
    mailboxes.stream().skip(1).forEach(mailbox -> admin.setPassword(mailbox.id(), password));
    return Optional.of(password);
  }

  private static List<String> slugs(List<Mailbox> mailboxes) {
    return mailboxes.stream().map(mailbox -> mailbox.slug().value()).toList();
  }
}
