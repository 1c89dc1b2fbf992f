package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.MessageScan;
import dev.melme.spi.Placement;
import dev.melme.spi.ScanRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of scans of attachments, SCN-01 to SCN-06; see {@link StoreRule}. */
public interface ScanContract {

  /**
   * {@link StoreRule#SCN_01}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SCN_01)
  default void scn01_a_scan_begins_with_the_entry_of_its_message(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    MessageId named = subject.deliver(mailbox, "with attachments");
    MessageId other = subject.deliver(mailbox, "without");
    MessageId pending = subject.deliver(mailbox, "placed later");
    assertThat(subject.store().scans().find(mailbox.id(), named))
        .as("scan of a message that has no place yet")
        .isEmpty();

    place(subject, mailbox, List.of(named, other), Set.of(named, pending));

    Optional<MessageScan> scan = subject.store().scans().find(mailbox.id(), named);
    assertThat(scan.map(MessageScan::messageId))
        .as("message of the scan, when the batch names it: due at once")
        .contains(named);
    MessageScan due = scan.orElseThrow();
    assertThat(due.attempts()).as("attempts of a scan that was never begun").isZero();
    assertThat(due.refused()).as("parts refused by a scan that was never begun").isEmpty();
    assertThat(due.dueAt().orElse(Instant.MAX))
        .as("when a new scan is due")
        .isBeforeOrEqualTo(subject.store().now());
    for (MessageId without : List.of(other, pending, Specimens.newMessageId())) {
      assertThat(subject.store().scans().find(mailbox.id(), without))
          .as("scan of a message that the batch does not name or does not place")
          .isEmpty();
    }
  }

  /**
   * {@link StoreRule#SCN_02}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SCN_02)
  default void scn02_what_is_due_is_leased_the_earliest_first(StoreUnderTest subject) {
    List<MessageId> ids = new ArrayList<>();
    for (Mailbox mailbox : subject.mailboxes(4)) {
      ids.add(scanned(subject, mailbox));
      subject.clock().advance(Duration.ofSeconds(1));
    }
    ScanRepository scans = subject.store().scans();
    Instant now = subject.store().now();
    Instant until = now.plus(Duration.ofMinutes(10));

    List<MessageScan> before = scans.lease(now.minusSeconds(10), until, 10);
    List<MessageScan> first = scans.lease(now, until, 3);
    List<MessageScan> second = scans.lease(now, until, 3);
    List<MessageScan> none = scans.lease(until.minusMillis(1), until, 3);
    Instant later = until.plus(Duration.ofMinutes(10));
    List<MessageScan> again = scans.lease(until, later, 10);

    assertThat(before).as("scans leased before any is due").isEmpty();
    assertThat(first)
        .as("the three that are due for the longest time, begun once, due again in 10 minutes")
        .extracting(MessageScan::messageId)
        .containsExactlyElementsOf(ids.subList(0, 3));
    assertThat(first)
        .as("leased scans")
        .allSatisfy(
            scan -> {
              assertThat(scan.attempts()).isEqualTo(1);
              assertThat(scan.dueAt()).contains(until);
            });
    assertThat(second)
        .as("the last one")
        .extracting(MessageScan::messageId)
        .containsExactly(ids.get(3));
    assertThat(none).as("scans leased while all are under way").isEmpty();
    assertThat(again)
        .as("scans that were not settled, begun once more when their lease has ended")
        .hasSize(4)
        .extracting(MessageScan::attempts)
        .containsOnly(2);
  }

  /**
   * {@link StoreRule#SCN_03}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SCN_03)
  default void scn03_a_lease_that_was_lost_changes_nothing(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    scanned(subject, mailbox);
    ScanRepository scans = subject.store().scans();
    Instant now = subject.store().now();
    MessageScan lost = scans.lease(now, now.plusSeconds(1), 1).get(0);
    MessageScan held = scans.lease(now.plusSeconds(1), now.plusSeconds(60), 1).get(0);

    scans.postpone(lost, now);
    boolean settled = scans.settle(lost, Set.of("2"), now);

    assertThat(settled).as("settle() by who lost the lease").isFalse();
    assertThat(scans.find(mailbox.id(), held.messageId())).as("the scan after that").contains(held);
    scans.postpone(held, now.plusSeconds(5));
    assertThat(scans.find(mailbox.id(), held.messageId()).flatMap(MessageScan::dueAt))
        .as("when it is due after it was postponed by who holds it")
        .contains(now.plusSeconds(5));
  }

  /**
   * {@link StoreRule#SCN_04}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SCN_04)
  default void scn04_a_settled_scan_is_done_and_a_change(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    MessageId id = scanned(subject, mailbox);
    ScanRepository scans = subject.store().scans();
    Instant now = subject.store().now();
    MessageScan held = scans.lease(now, now.plusSeconds(60), 1).get(0);
    Set<String> refused = Set.of("2", "3.1", "1-2");

    boolean settled = scans.settle(held, refused, now);
    boolean again = scans.settle(held, Set.of(), now);
    scans.postpone(held, now);

    assertThat(List.of(settled, again)).as("settle(), twice").containsExactly(true, false);
    assertThat(scans.find(mailbox.id(), id))
        .as("a scan that is done, with the parts that were refused")
        .contains(new MessageScan(mailbox.id(), id, 1, Optional.empty(), refused));
    assertThat(scans.lease(now.plus(Duration.ofDays(9)), now.plus(Duration.ofDays(10)), 10))
        .as("scans that are due for ever after")
        .isEmpty();
    place(subject, mailbox, List.of(), Set.of());
    assertThat(subject.store().entries().changes(mailbox.id(), 1, 10).changes())
        .as("changes after the message was placed")
        .containsExactly(new Change(2, Change.Kind.CHANGED, List.of(id), now, Optional.empty()));
  }

  /**
   * {@link StoreRule#SCN_05}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SCN_05)
  default void scn05_a_scan_goes_with_its_message(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox erased = subject.mailbox();
    MessageId id = scanned(subject, mailbox);
    MessageId other = scanned(subject, erased);
    ScanRepository scans = subject.store().scans();
    Instant now = subject.store().now();
    List<MessageScan> held = scans.lease(now, now.plusSeconds(1), 10);

    subject.messages().erase(mailbox.id(), List.of(id));
    subject.mailboxes().erase(erased.id());

    assertThat(held).as("scans that were due").hasSize(2);
    assertThat(scans.find(mailbox.id(), id)).as("scan of an erased message").isEmpty();
    assertThat(scans.find(erased.id(), other)).as("scan in an erased mailbox").isEmpty();
    for (MessageScan scan : held) {
      assertThat(scans.settle(scan, Set.of(), now)).as("settle() of what is gone").isFalse();
    }
    assertThat(scans.lease(now.plusSeconds(9), now.plusSeconds(99), 10))
        .as("scans that are due when their messages are gone")
        .isEmpty();
  }

  /**
   * {@link StoreRule#SCN_06}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SCN_06)
  default void scn06_racing_threads_lease_each_scan_once(StoreUnderTest subject) {
    for (Mailbox mailbox : subject.mailboxes(3)) {
      List<MessageId> ids = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ids.add(subject.deliver(mailbox, "message " + i));
      }
      place(subject, mailbox, ids, new HashSet<>(ids));
    }
    Instant now = subject.store().now();
    Instant until = now.plus(Duration.ofMinutes(10));

    List<MessageId> leased = new ArrayList<>();
    Racing.run(
            8,
            thread -> {
              List<MessageScan> mine = new ArrayList<>();
              for (int round = 0; round < 30; round++) {
                mine.addAll(subject.store().scans().lease(now, until, 3));
              }
              return mine;
            })
        .forEach(mine -> mine.forEach(scan -> leased.add(scan.messageId())));

    assertThat(leased).as("60 scans as 8 threads leased them").hasSize(60).doesNotHaveDuplicates();
  }

  /** A message that has its place and a scan that is due. */
  private static MessageId scanned(StoreUnderTest subject, Mailbox mailbox) {
    MessageId id = subject.deliver(mailbox, "with attachments");
    place(subject, mailbox, List.of(id), Set.of(id));
    return id;
  }

  private static void place(
      StoreUnderTest subject, Mailbox mailbox, List<MessageId> ids, Set<MessageId> scans) {
    long last = subject.messages().pending(mailbox.id(), 1).lastPosition();
    List<Placement> places = new ArrayList<>();
    for (MessageId id : ids) {
      places.add(Specimens.place(last + places.size() + 1, id));
    }
    assertThat(
            subject
                .messages()
                .apply(mailbox.id(), new CatchUpBatch(last, places, Map.of()).withScans(scans)))
        .as("apply() with scans")
        .isTrue();
  }
}
