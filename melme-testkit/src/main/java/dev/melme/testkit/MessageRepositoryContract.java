package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.AliasPattern;
import dev.melme.api.ClientFacts;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageSummary;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.StoredMessage;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.MessageContent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The rules of messages, MSG-01 to MSG-32 and MSG-48; see {@link StoreRule}. Here are those of
 * reading; those of storing are in {@link AppendContract} and {@link RacingAppendContract}, those
 * of catch-up in {@link CatchUpContract}.
 */
public interface MessageRepositoryContract extends AppendContract, RacingAppendContract {

  /**
   * {@link StoreRule#MSG_01}.
   *
   * @param subject the store
   * @throws UnknownHostException never: addresses are literals
   */
  @Rule(StoreRule.MSG_01)
  default void msg01_a_message_is_read_back_as_it_was_appended(StoreUnderTest subject)
      throws UnknownHostException {
    Mailbox mailbox = subject.mailbox();
    Reception full =
        new Reception(
            Instant.parse("2026-02-03T04:05:06.789Z"),
            ReversePath.of(EmailAddress.parse("Bounce+4711@Sender.example")),
            new ClientFacts(
                Optional.of(InetAddress.getByName("2001:db8::1")),
                Optional.of("mx.sender.example"),
                Optional.of("ESMTPSA"),
                Optional.of("jo")),
            Optional.of("Received: from mx.sender.example\r\n\tby host.example; whenever"),
            Optional.of("host.example; spf=pass smtp.mailfrom=sender.example"));
    Reception bare =
        new Reception(
            Instant.EPOCH,
            ReversePath.NULL,
            ClientFacts.none(),
            Optional.empty(),
            Optional.empty());
    List<MatchedAlias> aliases =
        List.of(
            Specimens.tagged("SUPPORT+Orders@Acme.example", "Support@acme.example", "Orders"),
            new MatchedAlias(
                EmailAddress.parse("\"a b\"@catchall.example"),
                AliasPattern.parse("*@catchall.example"),
                Optional.empty()),
            Specimens.tagged("x@acme.example", "*@acme.example", ""));

    for (Reception reception : List.of(full, bare)) {
      MessageIndex index =
          reception.equals(full) ? Specimens.fullIndex() : Specimens.plainIndex("");
      Delivery.Target target =
          Specimens.target(mailbox.id(), Specimens.newKey(), aliases.toArray(MatchedAlias[]::new));
      MessageContent content = Specimens.content(Specimens.bytes(1234));

      subject.append(new Delivery(reception, index, content, List.of(target)));

      StoredMessage expected =
          new StoredMessage(mailbox.id(), target.messageId(), reception, aliases, 1234, index);
      Optional<StoredMessage> found = subject.messages().find(mailbox.id(), target.messageId());
      assertThat(found).as("a message, read back").contains(expected);
      assertThat(found.map(message -> message.reception().reversePath().toString()))
          .as("the reverse path, as it was written")
          .contains(reception.reversePath().toString());
      assertThat(found.orElseThrow().aliases())
          .as("recipients and aliases, as they were written")
          .extracting(matched -> matched.recipient() + " by " + matched.alias())
          .containsExactly(
              "SUPPORT+Orders@acme.example by Support@acme.example",
              "\"a b\"@catchall.example by *@catchall.example",
              "x@acme.example by *@acme.example");
    }
    assertThat(subject.messages().find(mailbox.id(), Specimens.newMessageId()))
        .as("find by an id that no message has")
        .isEmpty();
  }

  /**
   * {@link StoreRule#MSG_02}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_02)
  default void msg02_messages_are_listed_newest_first_by_their_summary(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<Delivery.Target> targets = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      targets.add(Specimens.target(mailbox));
    }
    List<Delivery.Target> outOfOrder = new ArrayList<>(targets);
    Collections.rotate(outOfOrder, 3);
    for (Delivery.Target target : outOfOrder) {
      subject.append(
          new Delivery(
              new Reception(
                  subject.store().now(),
                  ReversePath.NULL,
                  ClientFacts.none(),
                  Optional.empty(),
                  Optional.empty()),
              Specimens.fullIndex(),
              Specimens.content(new byte[77]),
              List.of(target)));
    }
    Collections.reverse(targets);

    List<MessageSummary> listed = subject.messages().list(mailbox.id(), Optional.empty(), 100);

    assertThat(listed)
        .as("ids of messages that were appended in another order than that of their ids")
        .extracting(MessageSummary::id)
        .containsExactlyElementsOf(targets.stream().map(Delivery.Target::messageId).toList());
    for (MessageSummary summary : listed) {
      assertThat(subject.messages().find(mailbox.id(), summary.id()).map(StoredMessage::summary))
          .as("the summary of a message, compared with its line in the list")
          .contains(summary);
    }
  }

  /**
   * {@link StoreRule#MSG_03}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_03)
  default void msg03_pages_hold_each_message_once(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<MessageId> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(subject.deliver(mailbox, "message " + i));
    }
    MessageId between = Specimens.newMessageId();
    ids.add(subject.deliver(mailbox, "the newest"));
    Collections.reverse(ids);

    List<List<MessageId>> pages = new ArrayList<>();
    Optional<MessageId> before = Optional.empty();
    for (int page = 0; page < 4; page++) {
      List<MessageId> some = ids(subject.messages().list(mailbox.id(), before, 2));
      pages.add(some);
      before = some.isEmpty() ? before : Optional.of(some.get(some.size() - 1));
    }

    assertThat(pages)
        .as("pages of 2 messages, each beginning after the last one of the page before")
        .containsExactly(ids.subList(0, 2), ids.subList(2, 4), ids.subList(4, 6), List.of());
    assertThat(ids(subject.messages().list(mailbox.id(), Optional.of(between), 1)))
        .as("the page that begins after an id that no message has")
        .containsExactly(ids.get(1));
  }

  /**
   * {@link StoreRule#MSG_04}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_04)
  default void msg04_bytes_come_out_as_they_went_in(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    int chunk = 256 * 1024;
    List<byte[]> contents = new ArrayList<>();
    contents.add(Specimens.allByteValues());
    contents.add("\r\n.\r\n\n\r\u0000From \u001A".getBytes(StandardCharsets.UTF_8));
    for (int size : new int[] {0, 1, chunk - 1, chunk, chunk + 1, 1024 * 1024 + 1, 5 << 20}) {
      contents.add(Specimens.bytes(size));
    }

    for (byte[] bytes : contents) {
      for (boolean inMemory : new boolean[] {true, false}) {
        MessageContent content = inMemory ? Specimens.content(bytes) : Specimens.spooled(bytes);
        MessageId id = subject.stored(Specimens.delivery(Specimens.target(mailbox), content));

        Optional<byte[]> read = subject.bytes(mailbox.id(), id, bytes.length < 1000 ? 100 : chunk);

        assertThat(read.map(same -> Arrays.mismatch(same, bytes)))
            .as(
                "position of the first wrong byte of %s bytes that came %s (-1: none)",
                bytes.length, inMemory ? "as an array" : "as a stream that gives little at a time")
            .contains(-1);
        assertThat(subject.messages().find(mailbox.id(), id).map(StoredMessage::sizeBytes))
            .as("sizeBytes of a message of %s bytes", bytes.length)
            .contains((long) bytes.length);
      }
    }
  }

  /**
   * {@link StoreRule#MSG_05}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_05)
  default void msg05_content_answers_any_range(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    int chunk = 256 * 1024;
    byte[] bytes = Specimens.bytes(2 * chunk + 1000);
    MessageId id =
        subject.stored(Specimens.delivery(Specimens.target(mailbox), Specimens.spooled(bytes)));
    MessageId empty =
        subject.stored(
            Specimens.delivery(Specimens.target(mailbox), Specimens.content(new byte[0])));

    for (int offset :
        new int[] {0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk - 1, 2 * chunk, bytes.length - 1}) {
      for (int length : new int[] {1, 2, 1000, chunk, bytes.length, Integer.MAX_VALUE}) {
        int most = Math.min(length, bytes.length - offset);
        Optional<byte[]> range = subject.range(mailbox.id(), id, offset, length);

        assertThat(range.map(some -> some.length > 0 && some.length <= most))
            .as("content() from %s answers 1 to %s bytes", offset, most)
            .contains(true);
        assertThat(
                range.map(
                    some ->
                        Arrays.mismatch(some, 0, some.length, bytes, offset, offset + some.length)))
            .as("first wrong byte (-1: none) of content() from %s, at most %s", offset, most)
            .contains(-1);
      }
    }
    for (long offset : new long[] {bytes.length, bytes.length + 1L, 1L << 33, Long.MAX_VALUE}) {
      assertThat(subject.range(mailbox.id(), id, offset, 10).map(none -> none.length))
          .as("length of content() from %s, at or after the end", offset)
          .contains(0);
    }
    assertThat(subject.range(mailbox.id(), empty, 0, 10).map(none -> none.length))
        .as("length of content() of a message without bytes")
        .contains(0);
    assertThat(subject.messages().content(mailbox.id(), Specimens.newMessageId(), 0, 10))
        .as("content() of a message that does not exist")
        .isEmpty();
  }

  /**
   * {@link StoreRule#MSG_19}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_19)
  default void msg19_erased_messages_are_gone_and_the_others_stay(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    MessageId first = subject.deliver(mailbox, "first");
    MessageId kept = subject.deliver(mailbox, "kept");
    MessageId third = subject.deliver(mailbox, "third");
    List<MessageId> asked = List.of(first, third, Specimens.newMessageId());

    int erased = subject.messages().erase(mailbox.id(), asked);
    int again = subject.messages().erase(mailbox.id(), asked);

    assertThat(List.of(erased, again))
        .as("erase() of two messages and one that does not exist, and once more")
        .containsExactly(2, 0);
    for (MessageId id : List.of(first, third)) {
      assertThat(subject.messages().find(mailbox.id(), id)).as("find after erase").isEmpty();
      assertThat(subject.messages().content(mailbox.id(), id, 0, 10))
          .as("content() after erase")
          .isEmpty();
    }
    assertThat(ids(subject.messages().list(mailbox.id(), Optional.empty(), 10)))
        .as("messages listed after erase")
        .containsExactly(kept);
    assertThat(subject.mailboxes().usage(mailbox.id()))
        .as("usage after erase")
        .isEqualTo(new MailboxUsage(1, 4));
    assertThat(subject.bytes(mailbox.id(), kept, 10)).as("bytes of the other one").isPresent();
  }

  /**
   * {@link StoreRule#MSG_20}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_20)
  default void msg20_a_read_that_meets_an_erasure_is_right_or_empty(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    byte[] bytes = Specimens.bytes(300_000);
    for (int round = 0; round < 10; round++) {
      MessageId id =
          subject.stored(Specimens.delivery(Specimens.target(mailbox), Specimens.content(bytes)));

      Racing.run(
          3,
          thread -> {
            if (thread == 0) {
              return subject.messages().erase(mailbox.id(), List.of(id));
            }
            int offset = 290_000;
            Optional<byte[]> read;
            do {
              read = subject.range(mailbox.id(), id, offset, 5000);
              read.ifPresent(
                  some ->
                      assertThat(some)
                          .as("bytes from %s of %s, read while erased", offset, bytes.length)
                          .isNotEmpty()
                          .isEqualTo(Arrays.copyOfRange(bytes, offset, offset + some.length)));
            } while (read.isPresent());
            return 0;
          });
    }
  }

  /**
   * {@link StoreRule#MSG_21}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_21)
  default void msg21_a_foreign_message_is_a_missing_one(StoreUnderTest subject) {
    assertThat(new IsolationMatrix(subject).violations())
        .as("methods called with a message of another mailbox")
        .isEmpty();
  }

  /**
   * {@link StoreRule#MSG_22}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_22)
  default void msg22_pages_are_stable_while_mail_arrives(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Set<MessageId> atTheStart = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      atTheStart.add(subject.deliver(mailbox, "there at the start"));
    }
    AtomicBoolean done = new AtomicBoolean();
    List<MessageId> seen = new ArrayList<>();

    Racing.run(
        3,
        thread -> {
          if (thread > 0) {
            for (int i = 0; i < 100 && !done.get(); i++) {
              subject.deliver(mailbox, "arriving");
            }
            return thread;
          }
          try {
            List<MessageId> page = ids(subject.messages().list(mailbox.id(), Optional.empty(), 7));
            // a store that pages by offset never comes to an end here, so end it
            for (int pages = 0; pages < 100 && !page.isEmpty(); pages++) {
              seen.addAll(page);
              subject.deliver(mailbox, "arriving between two pages");
              MessageId last = page.get(page.size() - 1);
              page = ids(subject.messages().list(mailbox.id(), Optional.of(last), 7));
            }
          } finally {
            done.set(true);
          }
          return thread;
        });

    assertThat(seen).as("messages on all pages").doesNotHaveDuplicates();
    assertThat(seen).as("messages on all pages").containsAll(atTheStart);
  }

  /**
   * {@link StoreRule#MSG_23}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_23)
  default void msg23_unusual_values_are_stored_and_read_back(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    for (String poison : Specimens.poison()) {
      Reception reception =
          new Reception(
              subject.store().now(),
              ReversePath.of(EmailAddress.parse("\u4e2d\u6587@sender.example")),
              new ClientFacts(
                  Optional.empty(), Optional.of(poison), Optional.empty(), Optional.of(poison)),
              Optional.of("X-Trace: " + poison.repeat(16_000 / poison.length())),
              Optional.of(poison));
      MatchedAlias alias =
          Specimens.tagged("\u00fcber+x@acme.example", "\u00fcber@acme.example", poison);
      Delivery.Target target = Specimens.target(mailbox.id(), Specimens.newKey(), alias);
      MessageIndex index = Specimens.poisoned(poison);

      subject.append(
          new Delivery(reception, index, Specimens.content(new byte[1]), List.of(target)));

      assertThat(subject.messages().find(mailbox.id(), target.messageId()))
          .as("a message with unusual values, read back")
          .contains(
              new StoredMessage(
                  mailbox.id(), target.messageId(), reception, List.of(alias), 1, index));
    }
  }

  /**
   * {@link StoreRule#MSG_24}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_24)
  default void msg24_an_index_at_its_bounds_is_stored(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    MessageIndex index = Specimens.largeIndex();
    Delivery plain = Specimens.delivery(Specimens.target(mailbox), "large index");

    MessageId id =
        subject.stored(new Delivery(plain.reception(), index, plain.content(), plain.targets()));

    Optional<StoredMessage> found = subject.messages().find(mailbox.id(), id);
    assertThat(found.map(message -> message.index().attachments().size()))
        .as("attachments read back of 1,000")
        .contains(1000);
    assertThat(found.map(message -> message.index().equals(index)))
        .as("the whole index is the same")
        .contains(true);
  }

  /**
   * {@link StoreRule#MSG_48}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_48)
  default void msg48_every_range_comes_with_the_size_of_the_message(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    int chunk = 256 * 1024;
    for (int size : new int[] {0, 1, 1000, chunk, chunk + 1, 2 * chunk + 1000}) {
      MessageId id =
          subject.stored(
              Specimens.delivery(Specimens.target(mailbox), Specimens.content(new byte[size])));
      for (long offset : new long[] {0, 1, chunk - 1, chunk, size, size + 1L, 1L << 33}) {
        for (int length : new int[] {1, chunk, Integer.MAX_VALUE}) {
          assertThat(
                  subject
                      .messages()
                      .content(mailbox.id(), id, offset, length)
                      .map(ContentRange::totalBytes))
              .as("totalBytes of content() from %s, at most %s of %s bytes", offset, length, size)
              .contains((long) size);
        }
      }
    }
  }

  private static List<MessageId> ids(List<MessageSummary> summaries) {
    return summaries.stream().map(MessageSummary::id).toList();
  }
}
