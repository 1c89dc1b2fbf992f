package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Mailbox;
import dev.melme.api.MailboxStatus;
import dev.melme.api.SessionId;
import dev.melme.spi.Credential;
import dev.melme.spi.NewSession;
import dev.melme.spi.SessionAge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of how sessions end, SES-10 to SES-13; part of {@link SessionRepositoryContract}. */
public interface EndedSessionsContract extends StoreContract {

  /**
   * {@link StoreRule#SES_10}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_10)
  default void ses10_end_ends_one_session_of_its_mailbox(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    Credential before = subject.credential(mailbox);
    NewSession ended = subject.openSession(mailbox);
    NewSession kept = subject.openSession(mailbox);
    SessionId keptId = kept.session().id();

    List<Boolean> answers = new ArrayList<>();
    answers.add(subject.sessions().end(mailbox.id(), ended.session().id()));
    answers.add(subject.sessions().end(mailbox.id(), ended.session().id()));
    answers.add(subject.sessions().end(mailbox.id(), new SessionId(Ids.next())));
    answers.add(subject.sessions().end(other.id(), keptId));
    answers.add(subject.sessions().end(subject.newMailbox("never-stored").id(), keptId));

    assertThat(answers)
        .as("end() twice, of no session, from another mailbox, from none")
        .containsExactly(true, false, false, false, false);
    assertThat(subject.resumed(List.of(ended, kept)))
        .as("sessions that resume after one of two was ended")
        .containsExactly(kept.session());
    assertThat(subject.listed(mailbox))
        .as("sessions listed after one of two was ended")
        .containsExactly(kept.session());
    assertThat(subject.credential(mailbox))
        .as("the credential after a session was ended")
        .isEqualTo(before);
  }

  /**
   * {@link StoreRule#SES_11}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_11)
  default void ses11_end_all_ends_and_counts_all_sessions(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    Mailbox erased = subject.mailbox();
    subject.mailboxes().erase(erased.id());
    subject.sessions().setPassword(mailbox.id(), Optional.empty(), "$kept");
    Credential before = subject.credential(mailbox);
    List<NewSession> ended = List.of(subject.openSession(mailbox), subject.openSession(mailbox));
    NewSession signingIn = subject.newSession(mailbox);
    NewSession kept = subject.openSession(other);

    int count = subject.sessions().endAll(mailbox.id());

    assertThat(count).as("sessions ended of 2").isEqualTo(2);
    assertThat(subject.resumed(ended)).as("sessions that resume after endAll()").isEmpty();
    assertThat(subject.listed(mailbox)).as("sessions listed after endAll()").isEmpty();
    assertThat(subject.credential(mailbox))
        .as("the credential after endAll(), in the next epoch")
        .isEqualTo(new Credential(mailbox.id(), true, before.epoch() + 1, Optional.of("$kept")));
    assertThat(subject.sessions().open(signingIn))
        .as("open() of a sign-in that was under way in the old epoch")
        .isFalse();
    assertThat(subject.sessions().knowsDevice(mailbox.id(), ended.get(0).device()))
        .as("whether the device of an ended session is known")
        .isTrue();
    assertThat(subject.resumed(List.of(kept)))
        .as("the session of another mailbox")
        .containsExactly(kept.session());
    subject.openSession(mailbox);
    for (Mailbox missing : List.of(erased, subject.newMailbox("never-stored"))) {
      assertThat(subject.sessions().endAll(missing.id()))
          .as("sessions ended without a mailbox")
          .isZero();
    }
    assertThat(subject.sessions().endAll(mailbox.id()))
        .as("sessions ended of 1 in the next epoch")
        .isEqualTo(1);
  }

  /**
   * {@link StoreRule#SES_12}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_12)
  default void ses12_an_update_to_inactive_ends_all_sessions(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    Credential before = subject.credential(mailbox);
    List<NewSession> opened = List.of(subject.openSession(mailbox), subject.openSession(mailbox));
    NewSession kept = subject.openSession(other);
    Mailbox renamed = mailbox.withName("Renamed").withVersion(2);
    Mailbox inactive = renamed.withStatus(MailboxStatus.INACTIVE).withVersion(3);

    subject.mailboxes().update(renamed);
    subject.mailboxes().update(inactive.withVersion(9));

    assertThat(subject.resumed(opened))
        .as("sessions that resume after an update that leaves it active, and one refused")
        .hasSameSizeAs(opened);
    assertThat(subject.credential(mailbox))
        .as("the credential after an update that leaves it active, and one refused")
        .isEqualTo(before);

    subject.mailboxes().update(inactive);

    Credential after = new Credential(mailbox.id(), false, before.epoch() + 1, Optional.empty());
    assertThat(subject.credential(mailbox))
        .as("the credential of a mailbox that is inactive now, in the next epoch")
        .isEqualTo(after);
    assertThat(subject.resumed(opened)).as("sessions that resume while inactive").isEmpty();
    assertThat(subject.listed(mailbox)).as("sessions listed while inactive").isEmpty();

    subject.mailboxes().update(inactive.withStatus(MailboxStatus.ACTIVE).withVersion(4));

    assertThat(subject.credential(mailbox))
        .as("the credential of a mailbox that is active again, in the same epoch")
        .isEqualTo(new Credential(mailbox.id(), true, after.epoch(), Optional.empty()));
    assertThat(subject.resumed(opened)).as("sessions that resume when active again").isEmpty();
    assertThat(subject.listed(mailbox)).as("sessions listed when active again").isEmpty();
    assertThat(subject.resumed(List.of(kept)))
        .as("the session of another mailbox")
        .containsExactly(kept.session());
  }

  /**
   * {@link StoreRule#SES_13}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_13)
  default void ses13_erasing_a_mailbox_erases_all_of_its_sign_in(StoreUnderTest subject) {
    Mailbox erased = subject.mailbox();
    Mailbox kept = subject.mailbox();
    for (Mailbox mailbox : List.of(erased, kept)) {
      subject.sessions().setPassword(mailbox.id(), Optional.empty(), "$same");
    }
    Credential before = subject.credential(kept);
    NewSession gone = subject.openSession(erased);
    NewSession own = subject.newSession(kept);
    NewSession stays =
        subject.open(new NewSession(own.session(), own.token(), gone.device(), own.epoch()));

    subject.mailboxes().erase(erased.id());

    assertThat(subject.sessions().credential(erased.id()))
        .as("the credential of the erased mailbox")
        .isEmpty();
    assertThat(subject.resumed(List.of(gone))).as("its session").isEmpty();
    assertThat(subject.listed(erased)).as("its sessions listed").isEmpty();
    assertThat(subject.sessions().knowsDevice(erased.id(), gone.device()))
        .as("whether its device is known")
        .isFalse();
    assertThat(subject.credential(kept)).as("the credential of the other").isEqualTo(before);
    assertThat(subject.resumed(List.of(stays)))
        .as("the session of the other")
        .containsExactly(stays.session());
    assertThat(subject.sessions().knowsDevice(kept.id(), gone.device()))
        .as("whether the device is known in the other")
        .isTrue();
    Instant later = subject.store().now().plus(Duration.ofDays(9));
    assertThat(subject.sessions().prune(new SessionAge(later, later), Instant.EPOCH, 9, later, 9))
        .as("what there is for prune: session and device of the other, nothing of the erased")
        .isEqualTo(2);
  }
}
