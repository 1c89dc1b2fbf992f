package dev.melme.testkit;

import dev.melme.api.AliasPattern;
import dev.melme.api.Attachment;
import dev.melme.api.ClientFacts;
import dev.melme.api.ConversationId;
import dev.melme.api.Correspondent;
import dev.melme.api.DeliveryKey;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageTrait;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Delivery;
import dev.melme.spi.MessageContent;
import dev.melme.spi.Pending;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the contract stores: deliveries and their parts, from plain to as large as they get. */
final class Specimens {

  private static final Reception RECEPTION =
      new Reception(
          MutableClock.START,
          ReversePath.NULL,
          ClientFacts.none(),
          Optional.empty(),
          Optional.empty());

  private Specimens() {}

  static Delivery delivery(Delivery.Target target, String text) {
    return delivery(target, content(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Delivery delivery(Delivery.Target target, MessageContent content) {
    return delivery(List.of(target), content);
  }

  static Delivery delivery(List<Delivery.Target> targets, MessageContent content) {
    return new Delivery(RECEPTION, plainIndex("A plain message"), content, targets);
  }

  /** A target under a key of its own. */
  static Delivery.Target target(Mailbox mailbox) {
    return target(mailbox, newKey());
  }

  static Delivery.Target target(Mailbox mailbox, DeliveryKey key) {
    return target(mailbox.id(), key, alias("team@acme.example"));
  }

  static Delivery.Target target(MailboxId mailboxId, DeliveryKey key, MatchedAlias... aliases) {
    return new Delivery.Target(mailboxId, newMessageId(), key, List.of(aliases));
  }

  static DeliveryKey newKey() {
    return DeliveryKey.ofEvent("event " + Ids.next());
  }

  static MessageId newMessageId() {
    return new MessageId(Ids.next());
  }

  static ConversationId newConversationId() {
    return new ConversationId(Ids.next());
  }

  /** A thread key that no message has. */
  static ThreadKey threadKey() {
    return ThreadKey.ofMessageId(Ids.next() + "@sender.example");
  }

  /** A place in a conversation of its own. */
  static Placement place(long position, MessageId id) {
    return new Placement(position, id, newConversationId());
  }

  /** Places, and no thread keys. */
  static CatchUpBatch batch(long expectedPosition, List<Placement> places) {
    return new CatchUpBatch(expectedPosition, places, Map.of());
  }

  /**
   * Places for all that is pending, in the order of the answer, each message in a conversation of
   * its own and in the folder that it is to begin in; empty when nothing is.
   */
  static Optional<CatchUpBatch> batch(Pending pending) {
    List<Placement> places = new ArrayList<>();
    for (PendingMessage message : pending.messages()) {
      places.add(
          new Placement(
              pending.lastPosition() + places.size() + 1,
              message.messageId(),
              newConversationId(),
              message.folder()));
    }
    return places.isEmpty() ? Optional.empty() : Optional.of(batch(pending.lastPosition(), places));
  }

  static MatchedAlias alias(String address) {
    EmailAddress recipient = EmailAddress.parse(address);
    return new MatchedAlias(recipient, AliasPattern.of(recipient), Optional.empty());
  }

  static MatchedAlias tagged(String recipient, String alias, String tag) {
    return new MatchedAlias(
        EmailAddress.parse(recipient), AliasPattern.parse(alias), Optional.of(tag));
  }

  /** Bytes that are in memory. */
  static MessageContent content(byte[] bytes) {
    return new Bytes(bytes, bytes.length, true);
  }

  /** Bytes that can only be read as a stream. */
  static MessageContent spooled(byte[] bytes) {
    return new Bytes(bytes, bytes.length, false);
  }

  /** Bytes that claim to be more or fewer than they are. */
  static MessageContent spooled(byte[] bytes, long claimed) {
    return new Bytes(bytes, claimed, false);
  }

  /** A stream that throws after some bytes. */
  static MessageContent failing(int bytesBefore, Failure failure) {
    return new MessageContent() {
      @Override
      public long sizeBytes() {
        return bytesBefore + 1000L;
      }

      @Override
      public InputStream openStream() {
        return new FailingStream(bytesBefore, failure);
      }

      @Override
      public Optional<byte[]> inMemory() {
        return Optional.empty();
      }
    };
  }

  /** Throws what a test wants to see thrown. */
  @FunctionalInterface
  interface Failure {
    void fail() throws IOException;
  }

  private static final class FailingStream extends InputStream {

    private final Failure failure;
    private int left;

    FailingStream(int bytesBefore, Failure failure) {
      this.left = bytesBefore;
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        failure.fail();
      }
      left--;
      return 'x';
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        failure.fail();
      }
      int count = Math.min(left, length);
      Arrays.fill(target, offset, offset + count, (byte) 'x');
      left -= count;
      return count;
    }
  }

  private static final class Bytes implements MessageContent {

    private final byte[] bytes;
    private final long sizeBytes;
    private final boolean inMemory;

    Bytes(byte[] bytes, long sizeBytes, boolean inMemory) {
      this.bytes = bytes;
      this.sizeBytes = sizeBytes;
      this.inMemory = inMemory;
    }

    @Override
    public long sizeBytes() {
      return sizeBytes;
    }

    /** Reads like a socket does: rarely as much as was asked for. */
    @Override
    public InputStream openStream() {
      return new FilterInputStream(new ByteArrayInputStream(bytes)) {
        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
          return super.read(target, offset, Math.min(length, 10_007));
        }
      };
    }

    @Override
    public Optional<byte[]> inMemory() {
      return inMemory ? Optional.of(bytes) : Optional.empty();
    }
  }

  /** Bytes in which no chunk looks like another one. */
  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    int state = 0x2545F491 ^ size;
    for (int i = 0; i < size; i++) {
      state = state * 1_103_515_245 + 12_345;
      bytes[i] = (byte) (state >>> 16);
    }
    return bytes;
  }

  static byte[] allByteValues() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  static MessageIndex plainIndex(String subject) {
    return index(subject, "", "", List.of());
  }

  /** A report about another message. */
  static MessageIndex reportIndex() {
    return index("Undelivered", "", "", List.of(), Set.of(MessageTrait.REPORT));
  }

  private static MessageIndex index(
      String subject, String text, String terms, List<Attachment> attachments) {
    return index(subject, text, terms, attachments, Set.of());
  }

  private static MessageIndex index(
      String subject,
      String text,
      String terms,
      List<Attachment> attachments,
      Set<MessageTrait> traits) {
    return new MessageIndex(
        MessageIndex.Completeness.PARSED,
        subject,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        text,
        text.isEmpty() ? MessageIndex.TextOrigin.NONE : MessageIndex.TextOrigin.PLAIN,
        "",
        terms,
        attachments,
        traits);
  }

  /** Every component has a value of its own, so that two that are swapped are noticed. */
  static MessageIndex fullIndex() {
    return new MessageIndex(
        MessageIndex.Completeness.UNPARSED,
        "Invoice 4711 \u2013 \u00fcberf\u00e4llig",
        List.of(new Correspondent("Jo Sender", "jo@sender.example"), new Correspondent("", "")),
        List.of(new Correspondent("", "support@acme.example"), new Correspondent("Only", "")),
        List.of(new Correspondent("Copy", "copy@acme.example")),
        List.of(new Correspondent("Answers", "answers@sender.example")),
        Optional.of(Instant.parse("2025-12-31T23:59:58Z")),
        Optional.of("4711@sender.example"),
        List.of("parent@sender.example", "second-parent@sender.example"),
        List.of("first@sender.example", "parent@sender.example"),
        "First line\n\n\tsecond line  \n",
        MessageIndex.TextOrigin.HTML,
        "First line second line",
        "first invoice line second 4711",
        List.of(
            new Attachment(
                "2.1",
                "logo.png",
                "image/png",
                0,
                Optional.of("logo@sender.example"),
                Attachment.Placement.INLINE),
            new Attachment(
                "3",
                "",
                "application/octet-stream",
                5_000_000_000L,
                Optional.empty(),
                Attachment.Placement.ATTACHED)),
        Set.of(MessageTrait.AUTOMATIC, MessageTrait.LIST, MessageTrait.SUSPICIOUS_FROM));
  }

  /** An index at its bounds. */
  static MessageIndex largeIndex() {
    List<Attachment> attachments = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      attachments.add(
          new Attachment(
              Integer.toString(i + 1),
              "n".repeat(251) + String.format("%04d", i),
              "application/octet-stream",
              i,
              Optional.of("part-" + i + "@sender.example"),
              Attachment.Placement.ATTACHED));
    }
    String terms =
        IntStream.range(0, 2000).mapToObj(i -> "term" + i).collect(Collectors.joining(" "));
    return index("s".repeat(998), "t\u00e9xt\n".repeat(64 * 1024 / 5), terms, attachments);
  }

  /** Texts that stores stumble over, each 1 to 200 characters and on one line. */
  static List<String> poison() {
    return Arrays.asList(
        "'; DROP TABLE message; --",
        "100% _ \\ \\\\ \" ` ${x} ? :name {fn now()} $1 $$",
        "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD834\uDD1E \uD840\uDC00",
        "\u202Eright to left\u202C \u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
        "Z" + "\u0351\u0327\u0300".repeat(40) + "algo e\u0301 \u00e9 \u1E9E \u0130\u0131",
        "\uFEFFbegins with a mark \uFFFD\uFFFE\uFFFF\u0085\u2028",
        "  spaces around and at the end  ",
        "NULL",
        "\uD83D\uDE00".repeat(100),
        "\u4E2D\u6587".repeat(100));
  }

  /** An index in which each text is poison, at the length that its component allows. */
  static MessageIndex poisoned(String poison) {
    String name300 = longer(poison, 300);
    String long998 = longer(poison, 998);
    String file255 = longer(poison, 255);
    String huge = longer(poison, 9 * 1024);
    return new MessageIndex(
        MessageIndex.Completeness.PARSED,
        long998,
        List.of(new Correspondent(name300, long998)),
        List.of(new Correspondent(huge, huge)),
        List.of(new Correspondent(poison, poison)),
        List.of(new Correspondent(poison, "")),
        Optional.of(Instant.parse("0001-01-01T00:00:00Z")),
        Optional.of(long998),
        List.of(long998),
        List.of(long998, huge),
        huge,
        MessageIndex.TextOrigin.PLAIN,
        poison,
        "poison",
        List.of(
            new Attachment(
                "1", file255, poison, 1, Optional.of(long998), Attachment.Placement.ATTACHED)),
        Set.of());
  }

  /** Repeats a text up to a length, never cutting a character in two. */
  private static String longer(String text, int length) {
    String repeated = text.repeat(length / text.length() + 1);
    int end = Character.isHighSurrogate(repeated.charAt(length - 1)) ? length - 1 : length;
    return repeated.substring(0, end);
  }
}
