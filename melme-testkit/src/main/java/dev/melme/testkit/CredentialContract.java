package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Mailbox;
import dev.melme.api.MailboxStatus;
import dev.melme.spi.Credential;
import dev.melme.spi.NewSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of passwords, SES-01 to SES-04; part of {@link SessionRepositoryContract}. */
public interface CredentialContract extends StoreContract {

  /**
   * {@link StoreRule#SES_01}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_01)
  default void ses01_a_mailbox_has_a_credential_from_its_creation_on(StoreUnderTest subject) {
    Mailbox active = subject.mailbox();
    Mailbox inactive = subject.newMailbox("created-inactive").withStatus(MailboxStatus.INACTIVE);
    subject.mailboxes().create(inactive);
    Mailbox erased = subject.mailbox();
    subject.mailboxes().erase(erased.id());
    Mailbox unknown = subject.newMailbox("never-stored");

    for (Mailbox mailbox : List.of(active, inactive)) {
      Credential credential = subject.credential(mailbox);

      assertThat(credential)
          .as("the credential of a new mailbox")
          .isEqualTo(
              new Credential(mailbox.id(), mailbox.active(), credential.epoch(), Optional.empty()));
      assertThat(subject.sessions().credential(mailbox.slug()))
          .as("the credential of a new mailbox, found by its slug")
          .contains(credential);
    }
    for (Mailbox mailbox : List.of(erased, unknown)) {
      assertThat(subject.sessions().credential(mailbox.id()))
          .as("the credential of no mailbox, by id")
          .isEmpty();
      assertThat(subject.sessions().credential(mailbox.slug()))
          .as("the credential of no mailbox, by slug")
          .isEmpty();
    }
  }

  /**
   * {@link StoreRule#SES_02}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_02)
  default void ses02_a_new_password_ends_all_sessions_of_its_mailbox(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    Credential before = subject.credential(mailbox);
    Credential othersBefore = subject.credential(other);
    List<NewSession> ended = List.of(subject.openSession(mailbox), subject.openSession(mailbox));
    NewSession kept = subject.openSession(other);
    String first = "$argon2id$v=19$m=19456,t=2,p=1$" + "x".repeat(469);

    boolean set = subject.sessions().setPassword(mailbox.id(), Optional.of(before.epoch()), first);

    assertThat(set).as("setPassword() in the expected epoch").isTrue();
    assertThat(subject.credential(mailbox))
        .as("the credential with a hash of 500 characters, in the next epoch")
        .isEqualTo(new Credential(mailbox.id(), true, before.epoch() + 1, Optional.of(first)));
    assertThat(subject.sessions().credential(mailbox.slug()))
        .as("the same credential by slug")
        .contains(subject.credential(mailbox));
    assertThat(subject.resumed(ended)).as("sessions that resume after a new password").isEmpty();
    assertThat(subject.listed(mailbox)).as("sessions listed after a new password").isEmpty();
    assertThat(subject.credential(other))
        .as("the credential of another mailbox")
        .isEqualTo(othersBefore);
    assertThat(subject.resumed(List.of(kept)))
        .as("the session of another mailbox")
        .containsExactly(kept.session());

    boolean again = subject.sessions().setPassword(mailbox.id(), Optional.empty(), "$second");

    assertThat(again).as("setPassword() in any epoch").isTrue();
    assertThat(subject.credential(mailbox))
        .as("the credential with the second password")
        .isEqualTo(new Credential(mailbox.id(), true, before.epoch() + 2, Optional.of("$second")));
  }

  /**
   * {@link StoreRule#SES_03}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_03)
  default void ses03_a_password_decided_in_another_epoch_changes_nothing(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    subject.sessions().setPassword(mailbox.id(), Optional.empty(), "$stored");
    Credential before = subject.credential(mailbox);
    NewSession session = subject.openSession(mailbox);
    Mailbox erased = subject.mailbox();
    subject.mailboxes().erase(erased.id());
    Mailbox unknown = subject.newMailbox("never-stored");

    List<Boolean> set = new ArrayList<>();
    for (long epoch : new long[] {before.epoch() - 1, before.epoch() + 1}) {
      set.add(subject.sessions().setPassword(mailbox.id(), Optional.of(epoch), "$refused"));
    }
    for (Mailbox missing : List.of(erased, unknown)) {
      set.add(subject.sessions().setPassword(missing.id(), Optional.empty(), "$refused"));
      set.add(subject.sessions().setPassword(missing.id(), Optional.of(0L), "$refused"));
    }

    assertThat(set)
        .as("setPassword() in the epochs before and after, and without a mailbox")
        .containsExactly(false, false, false, false, false, false);
    assertThat(subject.credential(mailbox))
        .as("the credential after refused passwords")
        .isEqualTo(before);
    assertThat(subject.resumed(List.of(session)))
        .as("the session after refused passwords")
        .containsExactly(session.session());
  }

  /**
   * {@link StoreRule#SES_04}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_04)
  default void ses04_a_hash_is_replaced_by_another_of_the_same_password(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    Mailbox without = subject.mailbox();
    for (Mailbox box : List.of(mailbox, other)) {
      subject.sessions().setPassword(box.id(), Optional.empty(), "$weak");
    }
    Credential before = subject.credential(mailbox);
    NewSession session = subject.openSession(mailbox);

    List<Boolean> refused = new ArrayList<>();
    for (String from : List.of("$other", "$WEAK", "$weak ")) {
      refused.add(subject.sessions().replaceHash(mailbox.id(), from, "$wrong"));
    }
    refused.add(subject.sessions().replaceHash(without.id(), "$weak", "$wrong"));
    refused.add(
        subject.sessions().replaceHash(subject.newMailbox("never-stored").id(), "$weak", "$wrong"));
    Credential untouched = subject.credential(mailbox);
    boolean replaced = subject.sessions().replaceHash(mailbox.id(), "$weak", "$strong");
    refused.add(subject.sessions().replaceHash(mailbox.id(), "$weak", "$wrong"));

    assertThat(refused)
        .as("replaceHash() from three other hashes, without a password, without a mailbox, again")
        .containsExactly(false, false, false, false, false, false);
    assertThat(untouched).as("the credential after refused hashes").isEqualTo(before);
    assertThat(replaced).as("replaceHash() from the stored hash").isTrue();
    assertThat(subject.credential(mailbox))
        .as("the credential with its new hash, in the same epoch")
        .isEqualTo(new Credential(mailbox.id(), true, before.epoch(), Optional.of("$strong")));
    assertThat(subject.resumed(List.of(session)))
        .as("the session after its hash was replaced")
        .containsExactly(session.session());
    assertThat(subject.credential(other).passwordHash())
        .as("the same hash in another mailbox")
        .contains("$weak");
    assertThat(subject.credential(without).passwordHash())
        .as("the hash of a mailbox without a password")
        .isEmpty();
  }
}
