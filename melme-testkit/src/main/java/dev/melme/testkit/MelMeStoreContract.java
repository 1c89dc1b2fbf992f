package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.melme.api.DeliveryKey;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.spi.MelMeStore;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole contract of a store, as tests. Implement it in a test class:
 *
 * <pre>{@code
 * class MyStoreContractTest implements MelMeStoreContract {
 *   @Override
 *   public MelMeStore createStore(Clock clock) {
 *     return new MyStore(freshDatabase(), clock);
 *   }
 * }
 * }</pre>
 *
 * <p>There are no optional rules. {@link StoreRule} lists them; a failure says what to do.
 */
public interface MelMeStoreContract
    extends MailboxRepositoryContract,
        AliasRepositoryContract,
        MessageRepositoryContract,
        CatchUpContract,
        EntryRepositoryContract,
        ScanContract,
        OutboxRepositoryContract,
        DraftRepositoryContract,
        SessionRepositoryContract,
        DeliveryLogRepositoryContract {

  /**
   * {@link StoreRule#STO_01}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.STO_01)
  default void sto01_now_is_the_clock_cut_to_milliseconds(StoreUnderTest subject) {
    subject.clock().set(Instant.parse("2026-03-04T05:06:07.890123456Z"));

    Instant first = subject.store().now();
    subject.clock().advance(Duration.ofMinutes(3));
    Instant second = subject.store().now();

    assertThat(List.of(first, second))
        .as("now() before and after the clock was moved by 3 minutes")
        .containsExactly(
            Instant.parse("2026-03-04T05:06:07.890Z"), Instant.parse("2026-03-04T05:09:07.890Z"));
  }

  /**
   * {@link StoreRule#STO_02}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.STO_02)
  default void sto02_repositories_are_always_the_same(StoreUnderTest subject) {
    MelMeStore store = subject.store();

    for (Method accessor : SpiMethods.accessors()) {
      assertThat(SpiMethods.call(accessor, store))
          .as("%s() asked a second time", accessor.getName())
          .isSameAs(SpiMethods.call(accessor, store));
    }
  }

  /**
   * {@link StoreRule#STO_03}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.STO_03)
  default void sto03_closing_twice_changes_nothing(StoreUnderTest subject) {
    subject.store().close();

    assertThat(catchThrowable(subject.store()::close)).as("the second close()").isNull();
  }

  /**
   * {@link StoreRule#STO_04}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.STO_04)
  default void sto04_a_closed_store_throws_from_every_method(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    MessageId message = subject.deliver(mailbox, "kept");
    List<SpiMethods.Bound> methods = SpiMethods.of(subject.store());
    subject.store().close();

    List<String> answered = new ArrayList<>();
    for (SpiMethods.Bound method : methods) {
      Object[] arguments = SampleArguments.of(method.method(), mailbox, message);
      Throwable thrown = catchThrowable(() -> method.call(arguments));
      if (!(thrown instanceof StoreException)) {
        answered.add(method + (thrown == null ? " answered" : " threw " + thrown));
      }
    }

    assertThat(answered).as("methods of the closed store without a StoreException").isEmpty();
  }

  /**
   * {@link StoreRule#STO_05}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.STO_05)
  default void sto05_prune_forgets_keys_of_messages_erased_before_a_time(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    DeliveryKey early = DeliveryKey.ofEvent("early");
    DeliveryKey late = DeliveryKey.ofEvent("late");
    DeliveryKey kept = DeliveryKey.ofEvent("kept");
    MessageId first = subject.deliver(mailbox, early);
    MessageId second = subject.deliver(mailbox, late);
    MessageId third = subject.deliver(mailbox, kept);
    subject.messages().erase(mailbox.id(), List.of(first));
    subject.clock().advance(Duration.ofDays(30));
    Instant between = subject.store().now();
    subject.messages().erase(mailbox.id(), List.of(second));
    subject.clock().advance(Duration.ofDays(30));

    int pruned = subject.store().prune(between, 100);

    assertThat(pruned).as("keys pruned that were erased before the time").isEqualTo(1);
    assertThat(subject.messages().outcome(mailbox.id(), List.of(early, late, kept)))
        .as("keys known after pruning those erased before the second erasure")
        .containsOnlyKeys(late, kept);
    assertThat(subject.store().prune(subject.store().now(), 100))
        .as("keys pruned the next time")
        .isEqualTo(1);
    assertThat(subject.messages().outcome(mailbox.id(), List.of(early, late, kept)))
        .as("the key of a message that is there")
        .containsOnlyKeys(kept);
    assertThat(subject.messages().find(mailbox.id(), third)).as("the message itself").isPresent();
    assertThat(subject.redeliver(mailbox, early).alreadyStored())
        .as("a redelivery is known although its key was pruned")
        .isFalse();
  }

  /**
   * {@link StoreRule#STO_06}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.STO_06)
  default void sto06_prune_stays_within_its_limit(StoreUnderTest subject) {
    for (Mailbox mailbox : subject.mailboxes(3)) {
      List<MessageId> ids = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        ids.add(subject.deliver(mailbox, "message " + i));
      }
      subject.messages().erase(mailbox.id(), ids);
    }
    subject.clock().advance(Duration.ofDays(1));
    Instant before = subject.store().now();

    List<Integer> pruned = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      pruned.add(subject.store().prune(before, 4));
    }

    assertThat(pruned)
        .as("keys pruned per call, 9 in 3 mailboxes and at most 4 per call")
        .containsExactly(4, 4, 1, 0);
  }

  /**
   * {@link StoreRule#STO_07}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.STO_07)
  default void sto07_threads_that_do_everything_at_once_disturb_nothing(StoreUnderTest subject) {
    List<Mailbox> boxes = subject.mailboxes(4);
    int threads = 8;
    int rounds = 12;

    Racing.run(
        threads,
        thread -> {
          for (int round = 0; round < rounds; round++) {
            Mailbox mailbox = boxes.get((thread + round) % boxes.size());
            MessageId id = subject.deliver(mailbox, "thread " + thread + " round " + round);
            subject.alias("t" + thread + "-" + round + "@threads.example", mailbox);
            assertThat(subject.messages().find(mailbox.id(), id)).as("own message").isPresent();
            subject.messages().list(mailbox.id(), Optional.empty(), 10);
            subject.aliases().list(Optional.empty(), 10);
            if (round % 2 == 1) {
              subject.messages().erase(mailbox.id(), List.of(id));
            }
          }
          return thread;
        });

    long stored =
        boxes.stream().mapToLong(box -> subject.mailboxes().usage(box.id()).messages()).sum();
    assertThat(stored)
        .as("messages left when 8 threads delivered 96 and erased half of them")
        .isEqualTo(threads * rounds / 2);
    assertThat(subject.aliases().list(Optional.empty(), 1000))
        .as("aliases that the threads made")
        .hasSize(threads * rounds);
  }
}
