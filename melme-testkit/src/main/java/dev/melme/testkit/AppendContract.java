package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import dev.melme.api.DeliveryKey;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.StoredMessage;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.Delivery;
import dev.melme.spi.MessageContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of storing that need one thread; part of {@link MessageRepositoryContract}. */
public interface AppendContract extends StoreContract {

  /**
   * {@link StoreRule#MSG_06}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_06)
  default void msg06_each_target_is_a_message_of_its_own(StoreUnderTest subject) {
    Mailbox first = subject.mailbox();
    Mailbox second = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("to both");
    byte[] bytes = Specimens.bytes(1000);
    Delivery.Target one = Specimens.target(first.id(), key, Specimens.alias("one@acme.example"));
    Delivery.Target two = Specimens.target(second.id(), key, Specimens.alias("two@acme.example"));
    subject.append(Specimens.delivery(List.of(one, two), Specimens.content(bytes)));

    assertThat(aliases(subject, one)).as("aliases of the first copy").contains(one.aliases());
    subject.messages().erase(first.id(), List.of(one.messageId()));

    assertThat(aliases(subject, two))
        .as("aliases of the second copy after the first one was erased")
        .contains(two.aliases());
    assertThat(subject.firstWrongByte(second.id(), two.messageId(), bytes))
        .as("first wrong byte (-1: none) of the second copy after the first one was erased")
        .contains(-1);
  }

  /**
   * {@link StoreRule#MSG_07}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_07)
  default void msg07_redelivery_with_the_same_key_adds_no_message(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("delivered twice");
    MessageId first = subject.deliver(mailbox, key);
    Delivery again =
        Specimens.delivery(Specimens.target(mailbox, key), "other bytes under the same key");

    List<AppendOutcome.Result> results = subject.append(again);

    assertThat(results)
        .as("the result of a redelivery")
        .containsExactly(new AppendOutcome.Result(first, true));
    assertThat(subject.messages().list(mailbox.id(), Optional.empty(), 10))
        .as("messages after a redelivery")
        .hasSize(1);
    assertThat(subject.messages().find(mailbox.id(), again.targets().get(0).messageId()))
        .as("find by the id that the redelivery offered")
        .isEmpty();
    assertThat(subject.bytes(mailbox.id(), first, 100).map(String::new))
        .as("the bytes after a redelivery with other ones")
        .contains("under a key");
  }

  /**
   * {@link StoreRule#MSG_09}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_09)
  default void msg09_redelivery_through_another_alias_adds_it_once(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("many aliases");
    MatchedAlias first = Specimens.alias("first@acme.example");
    MatchedAlias second = Specimens.alias("second@acme.example");
    MatchedAlias tagged = Specimens.tagged("first+a@acme.example", "first@acme.example", "a");
    MatchedAlias otherTag = Specimens.tagged("first+b@acme.example", "first@acme.example", "b");
    MessageId id = null;
    for (List<MatchedAlias> aliases :
        List.of(
            List.of(first),
            List.of(second),
            List.of(first, second),
            List.of(tagged),
            List.of(second, otherTag, tagged))) {
      Delivery.Target target =
          Specimens.target(mailbox.id(), key, aliases.toArray(MatchedAlias[]::new));
      MessageId answered = subject.append(Specimens.delivery(target, "x")).get(0).messageId();
      id = id == null ? answered : id;
      assertThat(answered).as("the message of each redelivery").isEqualTo(id);
    }

    Optional<StoredMessage> message =
        Optional.ofNullable(id).flatMap(known -> subject.messages().find(mailbox.id(), known));

    assertThat(message.map(StoredMessage::aliases))
        .as("aliases after redeliveries through other aliases and to other tags")
        .contains(List.of(first, second, tagged, otherTag));
    assertThat(subject.messages().list(mailbox.id(), Optional.empty(), 1).get(0).aliases())
        .as("aliases in the list")
        .isEqualTo(List.of(first, second, tagged, otherTag));
  }

  /**
   * {@link StoreRule#MSG_11}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_11)
  default void msg11_a_delivery_that_is_partly_known_is_stored_elsewhere(StoreUnderTest subject) {
    List<Mailbox> boxes = subject.mailboxes(3);
    DeliveryKey key = DeliveryKey.ofEvent("known to the second");
    MessageId known = subject.deliver(boxes.get(1), key);
    List<Delivery.Target> targets = boxes.stream().map(box -> Specimens.target(box, key)).toList();

    List<AppendOutcome.Result> results =
        subject.append(Specimens.delivery(targets, Specimens.content(new byte[10])));

    assertThat(results)
        .as("results for three mailboxes of which the second knows the key")
        .containsExactly(
            new AppendOutcome.Result(targets.get(0).messageId(), false),
            new AppendOutcome.Result(known, true),
            new AppendOutcome.Result(targets.get(2).messageId(), false));
    for (Mailbox box : boxes) {
      assertThat(subject.messages().list(box.id(), Optional.empty(), 10))
          .as("messages of each of the three mailboxes")
          .hasSize(1);
    }
  }

  /**
   * {@link StoreRule#MSG_12}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_12)
  default void msg12_redelivery_of_an_erased_message_brings_nothing_back(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("erased");
    MessageId erased = subject.deliver(mailbox, key);
    subject.messages().erase(mailbox.id(), List.of(erased));

    AppendOutcome.Result result = subject.redeliver(mailbox, key);

    assertThat(result)
        .as("the result of a redelivery of an erased message")
        .isEqualTo(new AppendOutcome.Result(erased, true));
    assertThat(subject.messages().list(mailbox.id(), Optional.empty(), 10))
        .as("messages after a redelivery of an erased one")
        .isEmpty();
    assertThat(subject.messages().find(mailbox.id(), erased))
        .as("the erased message after its redelivery")
        .isEmpty();
    assertThat(subject.mailboxes().usage(mailbox.id()))
        .as("usage after a redelivery of an erased message")
        .isEqualTo(MailboxUsage.NONE);
  }

  /**
   * {@link StoreRule#MSG_13}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_13)
  default void msg13_keys_belong_to_one_mailbox(StoreUnderTest subject) {
    DeliveryKey key = DeliveryKey.ofEvent("the same everywhere");
    Mailbox first = subject.mailbox();
    Mailbox second = subject.mailbox();
    subject.deliver(first, key);

    AppendOutcome.Result result = subject.redeliver(second, key);

    assertThat(result.alreadyStored())
        .as("a key that another mailbox knows is answered as already stored")
        .isFalse();
    assertThat(subject.messages().find(second.id(), result.messageId()))
        .as("the message in the mailbox to which its key was new")
        .isPresent();
  }

  /**
   * {@link StoreRule#MSG_14}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_14)
  default void msg14_outcome_tells_each_known_key(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    DeliveryKey there = DeliveryKey.ofEvent("there");
    DeliveryKey erased = DeliveryKey.ofEvent("erased");
    DeliveryKey foreign = DeliveryKey.ofEvent("foreign");
    List<DeliveryKey> keys = new ArrayList<>(List.of(foreign, erased));
    for (int i = 0; i < 97; i++) {
      keys.add(Specimens.newKey());
    }
    keys.add(there);
    MessageId thereId = subject.deliver(mailbox, there);
    MessageId erasedId = subject.deliver(mailbox, erased);
    subject.deliver(other, foreign);
    subject.messages().erase(mailbox.id(), List.of(erasedId));

    assertThat(subject.messages().outcome(mailbox.id(), keys))
        .as("outcome of 100 keys: one stored, one erased since, one of another mailbox")
        .containsOnly(entry(there, thereId), entry(erased, erasedId));
    assertThat(subject.messages().outcome(new MailboxId(Ids.next()), keys))
        .as("outcome for a mailbox that does not exist")
        .isEmpty();
  }

  /**
   * {@link StoreRule#MSG_15}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_15)
  default void msg15_a_missing_target_stores_nothing_anywhere(StoreUnderTest subject) {
    Mailbox first = subject.mailbox();
    Mailbox erased = subject.mailbox();
    Mailbox last = subject.mailbox();
    Mailbox never = subject.newMailbox("never-stored");
    subject.mailboxes().erase(erased.id());
    DeliveryKey key = DeliveryKey.ofEvent("to four");
    List<Delivery.Target> targets =
        Stream.of(first, erased, never, last).map(box -> Specimens.target(box, key)).toList();

    AppendOutcome outcome =
        subject.messages().append(Specimens.delivery(targets, Specimens.content(new byte[10])));

    assertThat(outcome)
        .as("append to an erased mailbox and one that never was, among others")
        .isEqualTo(new AppendOutcome.MailboxesGone(Set.of(erased.id(), never.id())));
    assertNothingStored(subject, key, first, last);
  }

  /**
   * {@link StoreRule#MSG_16}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_16)
  default void msg16_content_that_cannot_be_read_is_stored_nowhere(StoreUnderTest subject) {
    Mailbox first = subject.mailbox();
    Mailbox second = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("unreadable");
    IOException cause = new IOException("the spool is gone");

    for (int before : new int[] {0, 100, 600_000}) {
      Throwable thrown =
          appendTo(
              subject,
              key,
              Specimens.failing(
                  before,
                  () -> {
                    throw cause;
                  }),
              first,
              second);

      assertThat(thrown)
          .as("thrown by append when the content fails after %s bytes", before)
          .isInstanceOf(StoreException.class)
          .hasCause(cause);
      assertRetryable(thrown);
      assertNothingStored(subject, key, first, second);
    }
  }

  /**
   * {@link StoreRule#MSG_17}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_17)
  default void msg17_content_of_another_size_is_stored_nowhere(StoreUnderTest subject) {
    Mailbox first = subject.mailbox();
    Mailbox second = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("of another size");

    for (int claimed : new int[] {0, 999, 1001, 600_000}) {
      MessageContent content = Specimens.spooled(Specimens.bytes(1000), claimed);
      Throwable thrown = appendTo(subject, key, content, first, second);

      assertThat(thrown)
          .as("thrown by append when 1,000 bytes come of %s", claimed)
          .isInstanceOf(StoreException.class);
      assertRetryable(thrown);
      assertNothingStored(subject, key, first, second);
    }
  }

  /**
   * {@link StoreRule#MSG_18}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_18)
  default void msg18_any_failure_of_the_content_stores_nothing(StoreUnderTest subject) {
    Mailbox first = subject.mailbox();
    Mailbox second = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("fails in another way");
    List<Specimens.Failure> failures =
        List.of(
            () -> {
              throw new IllegalStateException("a bug in the spool");
            },
            () -> {
              throw new StackOverflowError("an Error, not an Exception");
            });

    for (Specimens.Failure failure : failures) {
      Throwable thrown = appendTo(subject, key, Specimens.failing(300_000, failure), first, second);

      assertThat(thrown).as("thrown by append when the content throws").isNotNull();
      assertNothingStored(subject, key, first, second);
    }
  }

  /**
   * {@link StoreRule#MSG_25}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_25)
  default void msg25_a_delivery_reaches_100_mailboxes(StoreUnderTest subject) {
    List<Mailbox> boxes = new ArrayList<>(subject.mailboxes(100));
    Collections.shuffle(boxes, new Random(25));
    DeliveryKey key = DeliveryKey.ofEvent("to 100");
    List<Delivery.Target> targets = boxes.stream().map(box -> Specimens.target(box, key)).toList();
    byte[] bytes = Specimens.bytes(5000);

    List<AppendOutcome.Result> results =
        subject.append(Specimens.delivery(targets, Specimens.spooled(bytes)));

    assertThat(results)
        .as("results of 100 targets, in their order")
        .containsExactlyElementsOf(
            targets.stream()
                .map(target -> new AppendOutcome.Result(target.messageId(), false))
                .toList());
    for (Delivery.Target target : targets) {
      assertThat(subject.firstWrongByte(target.mailboxId(), target.messageId(), bytes))
          .as("first wrong byte (-1: none) in each of 100 mailboxes")
          .contains(-1);
    }
  }

  /**
   * {@link StoreRule#MSG_30}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_30)
  default void msg30_arrays_are_not_shared(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    byte[] bytes = Specimens.bytes(1000);
    byte[] handedIn = bytes.clone();
    MessageId id =
        subject.stored(Specimens.delivery(Specimens.target(mailbox), Specimens.content(handedIn)));

    Arrays.fill(handedIn, (byte) 'X');
    assertThat(subject.firstWrongByte(mailbox.id(), id, bytes))
        .as("first wrong byte (-1: none) after the array that was handed in was changed")
        .contains(-1);
    subject
        .range(mailbox.id(), id, 0, 5000)
        .ifPresent(handedOut -> Arrays.fill(handedOut, (byte) 'Y'));
    assertThat(subject.firstWrongByte(mailbox.id(), id, bytes))
        .as("first wrong byte (-1: none) after the array that was handed out was changed")
        .contains(-1);
  }

  /**
   * {@link StoreRule#MSG_31}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_31)
  default void msg31_an_alias_named_twice_is_kept_once(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    MatchedAlias alias = Specimens.alias("support@acme.example");
    MatchedAlias other = Specimens.alias("sales@acme.example");
    Delivery.Target target =
        Specimens.target(
            mailbox.id(),
            Specimens.newKey(),
            alias,
            other,
            Specimens.alias("SUPPORT@acme.example"));

    MessageId id = subject.stored(Specimens.delivery(target, "x"));

    assertThat(subject.messages().find(mailbox.id(), id).map(StoredMessage::aliases))
        .as("aliases of a delivery that names one of two twice, once in capitals")
        .contains(List.of(alias, other));
  }

  /**
   * {@link StoreRule#MSG_32}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_32)
  default void msg32_a_message_with_a_hundred_aliases_takes_no_more(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("ever new sub-addresses");
    List<MatchedAlias> tagged = new ArrayList<>();
    for (int i = 0; i < Delivery.MAX_ALIASES + 20; i++) {
      tagged.add(
          Specimens.tagged("support+" + i + "@acme.example", "support@acme.example", "" + i));
    }

    for (List<MatchedAlias> some : List.of(tagged.subList(0, 1), tagged.subList(1, 99), tagged)) {
      subject.append(
          Specimens.delivery(
              Specimens.target(mailbox.id(), key, some.toArray(MatchedAlias[]::new)), "x"));
    }

    assertThat(subject.messages().list(mailbox.id(), Optional.empty(), 1).get(0).aliases())
        .as("aliases after redeliveries to 120 sub-addresses")
        .isEqualTo(tagged.subList(0, Delivery.MAX_ALIASES));
  }

  private static Optional<List<MatchedAlias>> aliases(
      StoreUnderTest subject, Delivery.Target target) {
    return subject
        .messages()
        .find(target.mailboxId(), target.messageId())
        .map(StoredMessage::aliases);
  }

  private static Throwable appendTo(
      StoreUnderTest subject,
      DeliveryKey key,
      MessageContent content,
      Mailbox first,
      Mailbox second) {
    Delivery delivery =
        Specimens.delivery(
            List.of(Specimens.target(first, key), Specimens.target(second, key)), content);
    return catchThrowable(() -> subject.messages().append(delivery));
  }

  private static void assertRetryable(Throwable thrown) {
    assertThat(thrown)
        .as("the fault of what append threw")
        .isInstanceOfSatisfying(
            StoreException.class,
            e ->
                assertThat(e.fault())
                    .isIn(StoreException.Fault.UNAVAILABLE, StoreException.Fault.FULL));
  }

  /** Neither a message nor its key: the same delivery must be new when it is sent again. */
  private static void assertNothingStored(
      StoreUnderTest subject, DeliveryKey key, Mailbox... boxes) {
    for (Mailbox box : boxes) {
      assertThat(subject.messages().list(box.id(), Optional.empty(), 10))
          .as("messages left behind by a delivery that failed")
          .isEmpty();
      assertThat(subject.mailboxes().usage(box.id()))
          .as("usage left behind by a delivery that failed")
          .isEqualTo(MailboxUsage.NONE);
      assertThat(subject.messages().outcome(box.id(), List.of(key)))
          .as("keys left behind by a delivery that failed")
          .isEmpty();
    }
  }
}
