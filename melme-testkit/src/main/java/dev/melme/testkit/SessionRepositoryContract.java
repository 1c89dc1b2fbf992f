package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Mailbox;
import dev.melme.api.MailboxStatus;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.spi.Credential;
import dev.melme.spi.NewSession;
import dev.melme.spi.SessionAge;
import dev.melme.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The rules of passwords, sessions and failed attempts, SES-01 to SES-24; see {@link StoreRule}.
 * Here are those of sessions.
 */
public interface SessionRepositoryContract
    extends CredentialContract, EndedSessionsContract, AttemptContract, SessionPruningContract {

  /**
   * {@link StoreRule#SES_05}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_05)
  default void ses05_a_session_is_found_by_its_secret_as_it_was_opened(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    Instant now = subject.store().now();
    List<Optional<String>> texts = new ArrayList<>();
    texts.add(Optional.empty());
    Specimens.poison().forEach(text -> texts.add(Optional.of(text)));
    for (Optional<String> text : texts) {
      Session session =
          new Session(
              new SessionId(Ids.next()),
              mailbox.id(),
              now.minusMillis(1),
              now.minusMillis(1),
              text.map(value -> value.repeat(255)),
              text.map(value -> value + "::7"),
              text.map(value -> value.substring(0, Math.min(value.length(), 100))));

      NewSession opened =
          subject.open(SessionSpecimens.newSession(session, subject.credential(mailbox).epoch()));

      assertThat(subject.resume(mailbox.id(), opened.token()))
          .as("a session by its secret, as it was opened")
          .contains(session);
      assertThat(subject.listed(mailbox))
          .as("the same session in the list, before the older ones")
          .startsWith(session);
      for (Mailbox stranger : List.of(other, subject.newMailbox("never-stored"))) {
        assertThat(subject.resume(stranger.id(), opened.token()))
            .as("the secret in a mailbox that it was not made for")
            .isEmpty();
      }
      for (TokenHash wrong :
          List.of(
              SessionSpecimens.secret(),
              opened.device(),
              SessionSpecimens.otherCase(opened.token()))) {
        assertThat(subject.resume(mailbox.id(), wrong))
            .as("a secret that opened nothing, the secret of the device, one in another case")
            .isEmpty();
      }
    }
  }

  /**
   * {@link StoreRule#SES_06}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_06)
  default void ses06_a_session_that_is_refused_leaves_nothing(StoreUnderTest subject) {
    Mailbox active = subject.mailbox();
    Mailbox inactive = subject.newMailbox("created-inactive").withStatus(MailboxStatus.INACTIVE);
    subject.mailboxes().create(inactive);
    Mailbox erased = subject.mailbox();
    NewSession gone = subject.newSession(erased);
    subject.mailboxes().erase(erased.id());
    Mailbox unknown = subject.newMailbox("never-stored");
    NewSession current = subject.newSession(active);
    List<NewSession> refused =
        List.of(
            SessionSpecimens.inEpoch(subject.newSession(active), current.epoch() - 1),
            SessionSpecimens.inEpoch(subject.newSession(active), current.epoch() + 1),
            subject.newSession(inactive),
            gone,
            SessionSpecimens.newSession(
                SessionSpecimens.session(unknown.id(), subject.store().now()), 0));

    List<Boolean> opened = refused.stream().map(subject.sessions()::open).toList();
    subject
        .mailboxes()
        .update(inactive.withStatus(MailboxStatus.ACTIVE).withVersion(2)); // to be able to look

    assertThat(opened)
        .as("open() in the epochs before and after, while inactive, erased and never stored")
        .containsExactly(false, false, false, false, false);
    assertThat(subject.resumed(refused)).as("sessions that were refused").isEmpty();
    for (NewSession session : refused) {
      assertThat(subject.sessions().knowsDevice(session.session().mailboxId(), session.device()))
          .as("whether the device of a refused session is known")
          .isFalse();
    }
    for (Mailbox mailbox : List.of(active, inactive, erased, unknown)) {
      assertThat(subject.listed(mailbox)).as("sessions listed after open() refused").isEmpty();
    }
    assertThat(subject.sessions().open(current)).as("open() in the current epoch").isTrue();
  }

  /**
   * {@link StoreRule#SES_07}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_07)
  default void ses07_a_use_is_noted_when_the_last_one_is_long_ago(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    NewSession opened = subject.openSession(mailbox);
    NewSession unused = subject.openSession(mailbox);
    Session session = opened.session();
    Instant start = session.createdAt();
    Instant later = start.plus(Duration.ofMinutes(10));
    Instant latest = start.plus(Duration.ofMinutes(20));

    List<Optional<Session>> answers = new ArrayList<>();
    List<Session> noted = new ArrayList<>();
    for (Instant[] use :
        new Instant[][] {{later, start}, {later, start.plusMillis(1)}, {latest, later}}) {
      answers.add(
          subject
              .sessions()
              .resume(mailbox.id(), opened.token(), SessionSpecimens.ANY_AGE, use[0], use[1]));
      subject.listed(mailbox).stream()
          .filter(listed -> listed.id().equals(session.id()))
          .forEach(noted::add);
    }

    assertThat(noted)
        .as("the session after uses of which only the second was after touchBefore")
        .containsExactly(session, session.activeAt(later), session.activeAt(later));
    assertThat(answers)
        .as("what resume() answered: the session as it was before each use")
        .containsExactly(
            Optional.of(session), Optional.of(session), Optional.of(session.activeAt(later)));
    assertThat(subject.resumed(List.of(unused)))
        .as("a session that was not used")
        .containsExactly(unused.session());
  }

  /**
   * {@link StoreRule#SES_08}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_08)
  default void ses08_sessions_of_another_age_are_left_out(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Instant created = subject.store().now();
    Instant used = created.plus(Duration.ofHours(1));
    NewSession opened = subject.openSession(mailbox, created);
    subject.sessions().resume(mailbox.id(), opened.token(), SessionSpecimens.ANY_AGE, used, used);
    Session session = opened.session().activeAt(used);
    Instant late = used.plus(Duration.ofHours(1));

    for (SessionAge past :
        List.of(
            new SessionAge(used.plusMillis(1), created),
            new SessionAge(used, created.plusMillis(1)))) {
      assertThat(subject.sessions().resume(mailbox.id(), opened.token(), past, late, late))
          .as("resume() of a session that is past %s", past)
          .isEmpty();
      assertThat(subject.sessions().list(mailbox.id(), past, 10))
          .as("list() of sessions, one past %s", past)
          .isEmpty();
    }
    SessionAge exact = new SessionAge(used, created);
    assertThat(subject.sessions().list(mailbox.id(), exact, 10))
        .as("list() of a session of exactly that age, not used since")
        .containsExactly(session);
    assertThat(subject.sessions().resume(mailbox.id(), opened.token(), exact, late, used))
        .as("resume() of a session of exactly that age")
        .contains(session);
  }

  /**
   * {@link StoreRule#SES_09}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_09)
  default void ses09_sessions_are_listed_by_id_the_newest_first(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    subject.openSession(subject.mailbox());
    Instant start = subject.store().now();
    List<NewSession> oldestFirst = new ArrayList<>();
    for (int i = 0; i < 6; i++) { // by their times they are in the opposite order
      oldestFirst.add(
          SessionSpecimens.newSession(
              SessionSpecimens.session(mailbox.id(), start.minusSeconds(i)),
              subject.credential(mailbox).epoch()));
    }
    for (int i : new int[] {3, 0, 5, 1, 4, 2}) {
      subject.open(oldestFirst.get(i));
    }
    List<Session> newestFirst = new ArrayList<>();
    oldestFirst.forEach(opened -> newestFirst.add(0, opened.session()));
    SessionAge withoutTheNewest = new SessionAge(start.minusSeconds(4), Instant.EPOCH);

    assertThat(subject.listed(mailbox))
        .as("all sessions of a mailbox by id, descending")
        .isEqualTo(newestFirst);
    assertThat(subject.sessions().list(mailbox.id(), SessionSpecimens.ANY_AGE, 4))
        .as("at most 4 sessions")
        .isEqualTo(newestFirst.subList(0, 4));
    assertThat(subject.sessions().list(mailbox.id(), withoutTheNewest, 3))
        .as("at most 3 sessions when the newest does not hold")
        .isEqualTo(newestFirst.subList(1, 4));
    assertThat(subject.listed(subject.newMailbox("never-stored")))
        .as("sessions listed without a mailbox")
        .isEmpty();
  }

  /**
   * {@link StoreRule#SES_14}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_14)
  default void ses14_a_device_is_known_from_its_first_session_on(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    NewSession first = subject.newSession(mailbox);
    TokenHash device = first.device();
    List<Boolean> known = new ArrayList<>();

    known.add(subject.sessions().knowsDevice(mailbox.id(), device));
    subject.open(first);
    known.add(subject.sessions().knowsDevice(mailbox.id(), device));
    NewSession second = subject.newSession(mailbox);
    subject.open(new NewSession(second.session(), second.token(), device, second.epoch()));
    known.add(subject.sessions().knowsDevice(mailbox.id(), device));
    subject.sessions().end(mailbox.id(), first.session().id());
    subject.sessions().end(mailbox.id(), second.session().id());
    known.add(subject.sessions().knowsDevice(mailbox.id(), device));

    assertThat(known)
        .as("whether a device is known at first, after one session, two, and their end")
        .containsExactly(false, true, true, true);
    for (Mailbox stranger : List.of(other, subject.newMailbox("never-stored"))) {
      assertThat(subject.sessions().knowsDevice(stranger.id(), device))
          .as("whether a device is known in a mailbox that it never signed in to")
          .isFalse();
    }
    for (TokenHash wrong : List.of(first.token(), SessionSpecimens.otherCase(device))) {
      assertThat(subject.sessions().knowsDevice(mailbox.id(), wrong))
          .as("whether the secret of a session, or of the device in another case, is a device")
          .isFalse();
    }
  }

  /**
   * {@link StoreRule#SES_23}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_23)
  default void ses23_a_session_of_an_old_epoch_never_resumes(StoreUnderTest subject) {
    for (int round = 0; round < 16; round++) {
      int kind = round % 4;
      Mailbox mailbox = subject.mailbox();
      Credential before = subject.credential(mailbox);
      List<NewSession> opened = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        opened.add(subject.newSession(mailbox));
      }
      Mailbox inactive = mailbox.withStatus(MailboxStatus.INACTIVE).withVersion(2);

      List<Boolean> ended =
          Racing.run(
              opened.size() + 1,
              thread -> {
                if (thread < opened.size()) {
                  subject.sessions().open(opened.get(thread));
                  return true;
                }
                return switch (kind) {
                  case 0 ->
                      subject
                          .sessions()
                          .setPassword(mailbox.id(), Optional.of(before.epoch()), "$new");
                  case 1 -> subject.sessions().endAll(mailbox.id()) <= opened.size();
                  case 2 -> subject.mailboxes().update(inactive);
                  default -> subject.mailboxes().erase(mailbox.id());
                };
              });
      if (kind == 2) { // so that resume() is not empty for another reason
        subject.mailboxes().update(inactive.withStatus(MailboxStatus.ACTIVE).withVersion(3));
      }

      assertThat(Collections.frequency(ended, true))
          .as("threads that did what they should")
          .isEqualTo(ended.size());
      assertThat(subject.resumed(opened))
          .as("sessions that resume although a password, endAll, update or erase ended them")
          .isEmpty();
      assertThat(subject.listed(mailbox)).as("sessions listed although they ended").isEmpty();
    }
  }

  /**
   * {@link StoreRule#SES_24}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_24)
  default void ses24_a_foreign_session_is_like_none(StoreUnderTest subject) {
    assertThat(new IsolationMatrix(subject).sessionViolations())
        .as("what a mailbox can learn of, or do to, sessions of another one")
        .isEmpty();
  }
}
