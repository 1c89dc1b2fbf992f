package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.DeliveryKey;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxStatus;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MessageId;
import dev.melme.api.Quota;
import dev.melme.api.Slug;
import dev.melme.spi.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The rules of mailboxes, MBX-01 to MBX-14; see {@link StoreRule}. */
public interface MailboxRepositoryContract extends StoreContract {

  /**
   * {@link StoreRule#MBX_01}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_01)
  default void mbx01_a_mailbox_is_read_back_as_it_was_created(StoreUnderTest subject) {
    Mailbox bare = subject.mailbox("bare-box");
    Mailbox full =
        new Mailbox(
            new MailboxId(Ids.next()),
            Slug.of("a1-" + "x".repeat(37)),
            "Internal title",
            "Name for recipients",
            Optional.of("Two lines\nof description"),
            Optional.of(EmailAddress.parse("\"Jane Doe\"@Home.example")),
            MailboxStatus.INACTIVE,
            Optional.of(new Quota(0, Long.MAX_VALUE)),
            Instant.parse("2026-02-03T04:05:06.789Z"),
            1);

    boolean created = subject.mailboxes().create(full);

    assertThat(created).as("create() of a new slug").isTrue();
    for (Mailbox mailbox : List.of(bare, full)) {
      assertThat(subject.mailboxes().find(mailbox.id()))
          .as("find by id after create")
          .contains(mailbox);
      assertThat(subject.mailboxes().find(mailbox.slug()))
          .as("find by slug after create")
          .contains(mailbox);
    }
    assertThat(
            subject
                .mailboxes()
                .find(full.id())
                .flatMap(Mailbox::recoveryAddress)
                .map(EmailAddress::toString))
        .as("the recovery address, as it was written")
        .contains("\"Jane Doe\"@home.example");
    assertThat(subject.mailboxes().find(new MailboxId(Ids.next())))
        .as("find by an id that nobody has")
        .isEmpty();
    assertThat(subject.mailboxes().find(Slug.of("nobody")))
        .as("find by a slug that nobody has")
        .isEmpty();
  }

  /**
   * {@link StoreRule#MBX_02}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_02)
  default void mbx02_a_slug_is_given_away_once(StoreUnderTest subject) {
    Mailbox first = subject.mailbox("taken");
    Mailbox second = subject.newMailbox("taken");

    boolean created = subject.mailboxes().create(second);

    assertThat(created).as("create() of a slug that is taken").isFalse();
    assertThat(subject.mailboxes().find(first.slug()))
        .as("the mailbox of the slug after the second create")
        .contains(first);
    assertThat(subject.mailboxes().find(second.id())).as("the second mailbox").isEmpty();
    assertThat(subject.mailboxes().list(Optional.empty(), 10))
        .as("mailboxes listed after the second create")
        .containsExactly(first);
  }

  /**
   * {@link StoreRule#MBX_03}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_03)
  default void mbx03_of_racing_creates_of_one_slug_exactly_one_succeeds(StoreUnderTest subject) {
    for (int round = 0; round < 5; round++) {
      String slug = "contested-" + round;
      List<Mailbox> candidates = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        candidates.add(subject.newMailbox(slug));
      }

      List<Boolean> created =
          Racing.run(8, thread -> subject.mailboxes().create(candidates.get(thread)));

      assertThat(Collections.frequency(created, true))
          .as("threads that created the slug %s", slug)
          .isEqualTo(1);
      assertThat(subject.mailboxes().find(Slug.of(slug)))
          .as("the mailbox of the thread that was told it succeeded")
          .contains(candidates.get(created.indexOf(true)));
    }
  }

  /**
   * {@link StoreRule#MBX_04}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_04)
  default void mbx04_an_update_replaces_what_may_change(StoreUnderTest subject) {
    Mailbox before = subject.mailbox();
    Mailbox other = subject.mailbox();
    Mailbox full =
        before
            .withName("Another title")
            .withSenderName("Another sender")
            .withDescription(Optional.of("now described"))
            .withRecoveryAddress(Optional.of(EmailAddress.parse("me@home.example")))
            .withStatus(MailboxStatus.INACTIVE)
            .withQuota(Optional.of(new Quota(1, 2)))
            .withVersion(2);
    Mailbox bare = before.withVersion(3);

    for (Mailbox changed : List.of(full, bare)) {
      boolean updated = subject.mailboxes().update(changed);

      assertThat(updated).as("update() with the next version").isTrue();
      assertThat(subject.mailboxes().find(changed.id()))
          .as("find by id after an update")
          .contains(changed);
      assertThat(subject.mailboxes().find(changed.slug()))
          .as("find by slug after an update")
          .contains(changed);
    }
    assertThat(subject.mailboxes().list(Optional.empty(), 10))
        .as("mailboxes listed after an update")
        .containsExactly(bare, other);
  }

  /**
   * {@link StoreRule#MBX_05}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_05)
  default void mbx05_an_update_of_another_version_changes_nothing(StoreUnderTest subject) {
    Mailbox before = subject.mailbox();
    Mailbox current = before.withName("Second").withVersion(2);
    subject.mailboxes().update(current);
    Mailbox missing = subject.newMailbox("missing").withVersion(2);

    List<Boolean> updated = new ArrayList<>();
    for (long version : new long[] {1, 2, 4}) {
      updated.add(subject.mailboxes().update(before.withName("Lost").withVersion(version)));
    }

    assertThat(updated)
        .as("update() of stored version 2 with the new versions 1, 2 and 4")
        .containsExactly(false, false, false);
    assertThat(subject.mailboxes().find(before.id()))
        .as("the mailbox after refused updates")
        .contains(current);
    assertThat(subject.mailboxes().update(missing))
        .as("update() of a mailbox that does not exist")
        .isFalse();
    assertThat(subject.mailboxes().find(missing.id()))
        .as("a mailbox that was only ever updated")
        .isEmpty();
  }

  /**
   * {@link StoreRule#MBX_06}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_06)
  default void mbx06_of_racing_updates_exactly_one_succeeds(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    for (int round = 2; round < 7; round++) {
      long version = round;

      List<Boolean> updated =
          Racing.run(
              8,
              thread ->
                  subject
                      .mailboxes()
                      .update(mailbox.withName("Thread " + thread).withVersion(version)));

      assertThat(Collections.frequency(updated, true))
          .as("threads that were told that their update to version %s succeeded", version)
          .isEqualTo(1);
      assertThat(subject.mailboxes().find(mailbox.id()).map(Mailbox::name))
          .as("the name written by the thread that succeeded")
          .contains("Thread " + updated.indexOf(true));
    }
  }

  /**
   * {@link StoreRule#MBX_07}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_07)
  default void mbx07_an_update_never_changes_slug_or_creation(StoreUnderTest subject) {
    Mailbox before = subject.mailbox("first-slug");
    Mailbox changed =
        new Mailbox(
            before.id(),
            Slug.of("second-slug"),
            "Changed",
            before.senderName(),
            before.description(),
            before.recoveryAddress(),
            before.status(),
            before.quota(),
            before.createdAt().plusSeconds(60),
            2);

    subject.mailboxes().update(changed);

    assertThat(subject.mailboxes().find(before.id()))
        .as("a mailbox after an update with another slug and time of creation")
        .contains(before.withName("Changed").withVersion(2));
    assertThat(subject.mailboxes().find(Slug.of("second-slug")))
        .as("find by the slug of the update")
        .isEmpty();
  }

  /**
   * {@link StoreRule#MBX_08}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_08)
  default void mbx08_an_erased_mailbox_is_gone(StoreUnderTest subject) {
    Mailbox erased = subject.mailbox();
    Mailbox kept = subject.mailbox();

    boolean first = subject.mailboxes().erase(erased.id());
    boolean second = subject.mailboxes().erase(erased.id());

    assertThat(List.of(first, second)).as("erase() twice").containsExactly(true, false);
    assertThat(subject.mailboxes().find(erased.id())).as("find by id after erase").isEmpty();
    assertThat(subject.mailboxes().find(erased.slug())).as("find by slug after erase").isEmpty();
    assertThat(subject.mailboxes().list(Optional.empty(), 10))
        .as("mailboxes listed after erase")
        .containsExactly(kept);
    assertThat(subject.mailboxes().update(erased.withVersion(2)))
        .as("update() of an erased mailbox")
        .isFalse();
    assertThat(subject.mailboxes().erase(new MailboxId(Ids.next())))
        .as("erase() of an id that nobody has")
        .isFalse();
  }

  /**
   * {@link StoreRule#MBX_09}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_09)
  default void mbx09_erasing_a_mailbox_erases_all_that_it_held(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("held");
    DeliveryKey erasedKey = DeliveryKey.ofEvent("erased before");
    MessageId message = subject.deliver(mailbox, key);
    subject.messages().erase(mailbox.id(), List.of(subject.deliver(mailbox, erasedKey)));

    subject.mailboxes().erase(mailbox.id());

    assertThat(subject.messages().find(mailbox.id(), message))
        .as("find of a message of the erased mailbox")
        .isEmpty();
    assertThat(subject.messages().list(mailbox.id(), Optional.empty(), 10))
        .as("messages listed of the erased mailbox")
        .isEmpty();
    assertThat(subject.messages().content(mailbox.id(), message, 0, 10))
        .as("bytes of a message of the erased mailbox")
        .isEmpty();
    assertThat(subject.messages().outcome(mailbox.id(), List.of(key, erasedKey)))
        .as("delivery keys of the erased mailbox")
        .isEmpty();
    assertThat(subject.mailboxes().usage(mailbox.id()))
        .as("usage of the erased mailbox")
        .isEqualTo(MailboxUsage.NONE);
    subject.clock().advance(Duration.ofDays(365));
    assertThat(subject.store().prune(subject.store().now(), 10))
        .as("keys that the erased mailbox left behind for prune")
        .isZero();
  }

  /**
   * {@link StoreRule#MBX_10}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_10)
  default void mbx10_the_slug_of_an_erased_mailbox_stays_reserved(StoreUnderTest subject) {
    Mailbox erased = subject.mailbox("once-only");
    subject.mailboxes().erase(erased.id());

    boolean created = subject.mailboxes().create(subject.newMailbox("once-only"));

    assertThat(created).as("create() with the slug of an erased mailbox").isFalse();
    assertThat(subject.mailboxes().find(erased.slug())).as("find by that slug").isEmpty();
  }

  /**
   * {@link StoreRule#MBX_11}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_11)
  default void mbx11_erasing_a_mailbox_spares_the_others(StoreUnderTest subject) {
    Mailbox erased = subject.mailbox();
    Mailbox kept = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("to both");
    Delivery.Target target = Specimens.target(kept, key);
    byte[] bytes = Specimens.bytes(300_000);
    subject.append(
        Specimens.delivery(
            List.of(Specimens.target(erased, key), target), Specimens.content(bytes)));

    subject.mailboxes().erase(erased.id());

    assertThat(subject.mailboxes().find(kept.id())).as("the other mailbox").contains(kept);
    assertThat(subject.messages().find(kept.id(), target.messageId()))
        .as("the other mailbox's copy of the message")
        .isPresent();
    assertThat(subject.firstWrongByte(kept.id(), target.messageId(), bytes))
        .as("first wrong byte (-1: none) of the other mailbox's copy")
        .contains(-1);
    assertThat(subject.messages().outcome(kept.id(), List.of(key)))
        .as("the other mailbox's delivery key")
        .containsKey(key);
  }

  /**
   * {@link StoreRule#MBX_12}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_12)
  default void mbx12_mailboxes_are_listed_by_slug_in_pages(StoreUnderTest subject) {
    List<String> slugs = List.of("a-c", "a0c", "aac", "ab-1", "ab-10", "ab-2", "ab1", "abc");
    List<String> shuffled = new ArrayList<>(slugs);
    Collections.reverse(shuffled);
    shuffled.forEach(subject::mailbox);

    List<List<String>> pages = new ArrayList<>();
    Optional<Slug> after = Optional.empty();
    for (int page = 0; page < 4; page++) {
      List<Mailbox> boxes = subject.mailboxes().list(after, 3);
      pages.add(boxes.stream().map(box -> box.slug().value()).toList());
      after = boxes.isEmpty() ? after : Optional.of(boxes.get(boxes.size() - 1).slug());
    }

    assertThat(pages)
        .as("pages of 3 mailboxes, each beginning after the last slug of the one before")
        .containsExactly(slugs.subList(0, 3), slugs.subList(3, 6), slugs.subList(6, 8), List.of());
    assertThat(subject.mailboxes().list(Optional.of(Slug.of("ab-11")), 1))
        .as("the page that begins after a slug that nobody has")
        .extracting(box -> box.slug().value())
        .containsExactly("ab-2");
  }

  /**
   * {@link StoreRule#MBX_13}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_13)
  default void mbx13_usage_counts_messages_and_their_bytes(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("counted once");
    List<MailboxUsage> usage = new ArrayList<>();
    usage.add(subject.mailboxes().usage(mailbox.id()));

    MessageId first =
        subject.stored(
            Specimens.delivery(
                List.of(Specimens.target(mailbox, key)), Specimens.content(new byte[1000])));
    usage.add(subject.mailboxes().usage(mailbox.id()));
    subject.redeliver(mailbox, key);
    subject.deliver(mailbox, "seven b");
    subject.deliver(other, "of another mailbox");
    usage.add(subject.mailboxes().usage(mailbox.id()));
    subject.messages().erase(mailbox.id(), List.of(first));
    usage.add(subject.mailboxes().usage(mailbox.id()));

    assertThat(usage)
        .as("usage when empty, with 1,000 bytes, with 7 more and a redelivery, after an erasure")
        .containsExactly(
            MailboxUsage.NONE,
            new MailboxUsage(1, 1000),
            new MailboxUsage(2, 1007),
            new MailboxUsage(1, 7));
    assertThat(subject.mailboxes().usage(new MailboxId(Ids.next())))
        .as("usage of a mailbox that does not exist")
        .isEqualTo(MailboxUsage.NONE);
  }

  /**
   * {@link StoreRule#MBX_14}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MBX_14)
  default void mbx14_texts_of_any_script_are_kept_as_they_are(StoreUnderTest subject) {
    int number = 0;
    for (String poison : Specimens.poison()) {
      String title = poison;
      String description = (title + "\r\n\t").repeat(2000 / (title.length() + 3));
      Mailbox mailbox =
          subject
              .newMailbox("poison-" + number++)
              .withName(title)
              .withSenderName(title + (title.length() < 200 ? " " : ""))
              .withDescription(Optional.of(description));

      boolean created = subject.mailboxes().create(mailbox);

      assertThat(created).as("create() of a mailbox with unusual texts").isTrue();
      assertThat(subject.mailboxes().find(mailbox.id()))
          .as("a mailbox with unusual texts, read back")
          .contains(mailbox);
    }
    Mailbox empty = subject.newMailbox("empty-text").withDescription(Optional.of(""));
    subject.mailboxes().create(empty);
    assertThat(subject.mailboxes().find(empty.id()))
        .as("a description that is empty but there")
        .contains(empty);
  }
}
