package dev.melme.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.melme.api.AliasPattern;
import dev.melme.api.ClientFacts;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.RecipientField;
import dev.melme.spi.MessageContent;
import dev.melme.spi.OutgoingMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** A message of a team, the same whenever it is made: by its number all of it is known. */
record NumberedLetter(int number) {

  static final EmailAddress SENDER = EmailAddress.parse("support@acme.example");

  private static final long FIRST = 0x0190_a6c4_7f3eL;
  private static final long VERSION_7 = 0x7000;
  private static final int MOST_RECIPIENTS = 3;

  /** The number of a message by its Message-ID, however it came back. */
  static int numberOf(byte[] bytes) {
    String text = new String(bytes, US_ASCII);
    int start = text.indexOf("Message-ID: <") + "Message-ID: <".length();
    return Integer.parseInt(text.substring(start, text.indexOf('@', start)));
  }

  MessageId id() {
    return new MessageId(new UUID(FIRST + number << Short.SIZE | VERSION_7, Long.MIN_VALUE));
  }

  static int numberOf(MessageId id) {
    return (int) ((id.value().getMostSignificantBits() >>> Short.SIZE) - FIRST);
  }

  List<EmailAddress> recipients() {
    return IntStream.rangeClosed(0, number % MOST_RECIPIENTS)
        .mapToObj(i -> EmailAddress.parse("r" + i + "." + number + "@example.org"))
        .toList();
  }

  /** Most are small, some are in several rows of the store. */
  byte[] bytes() {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder("From: Acme <" + SENDER + ">\r\nMessage-ID: <");
    text.append(number).append("@acme.example>\r\nSubject: ").append(number).append("\r\n\r\n");
    int lines = number % 50 == 0 ? 8_000 : random.nextInt(60);
    for (int line = 0; line < lines; line++) {
      text.append(".".repeat(random.nextInt(3))).append(Long.toHexString(random.nextLong()));
      text.append(" ".repeat(40)).append("\r\n");
    }
    return text.toString().getBytes(US_ASCII);
  }

  OutgoingMessage outgoing(MailboxId mailboxId, Instant now) {
    byte[] bytes = bytes();
    return new OutgoingMessage(
        new Outbound(
            mailboxId,
            id(),
            SENDER,
            ReversePath.of(SENDER),
            number + "@acme.example",
            now,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            0,
            Optional.of(now),
            false,
            recipients().stream()
                .map(to -> OutboundRecipient.waiting(to, RecipientField.TO))
                .toList()),
        new Reception(
            now, ReversePath.of(SENDER), ClientFacts.none(), Optional.empty(), Optional.empty()),
        MessageIndex.nothing(),
        content(bytes),
        new MatchedAlias(SENDER, AliasPattern.of(SENDER), Optional.empty()),
        Optional.empty());
  }

  private static MessageContent content(byte[] bytes) {
    return new MessageContent() {
      @Override
      public long sizeBytes() {
        return bytes.length;
      }

      @Override
      public InputStream openStream() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public Optional<byte[]> inMemory() {
        return Optional.of(bytes);
      }
    };
  }
}
