package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.AliasPattern;
import dev.melme.api.Attachment;
import dev.melme.api.ClientFacts;
import dev.melme.api.Correspondent;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageTrait;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.Delivery;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What strangers write into header fields is stored on every database, whatever it is. */
@Timeout(60)
class PoisonTest {

  /** Texts that some database refuses, cuts or changes. */
  private static final List<String> TEXTS =
      List.of(
          "a\0b",
          "\0",
          "\uD800",
          "x\uDC00y",
          "\uD83D",
          "\uFFFF\uFFFE",
          "\uD83D\uDE00".repeat(200),
          "n".repeat(300),
          "\u00E9".repeat(9_000),
          "<" + "m".repeat(9_000) + "@long.example>",
          "'; DROP TABLE melme_message; --",
          "%_\\\\'\"`${prefix}{message}?::",
          "trailing ",
          "\u202Eevil\u202C\u200B",
          "\u0001\u0002\u001F\u007F\t\n\r");

  @ParameterizedTest
  @EnumSource(Databases.class)
  void an_index_of_poison_is_stored_and_gets_its_place(Databases kind) throws Exception {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool();
        MailHost host = MailHost.on(pool)) {
      for (String text : TEXTS) {
        Delivery delivery = delivery(host.mailbox(0), index(text));

        AppendOutcome outcome = host.store().messages().append(delivery);

        assertThat(outcome).isInstanceOf(AppendOutcome.Appended.class);
        requireReadable(host, delivery);
      }
      host.catchUp();
      assertThat(RowAudit.of(database)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void what_no_column_takes_is_left_out_and_the_message_is_stored(Databases kind) throws Exception {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool();
        MailHost host = MailHost.on(pool)) {
      // 3.6 million characters in one field, where core allows 100,000
      Delivery delivery = delivery(host.mailbox(0), index("t".repeat(90_000)));

      AppendOutcome outcome = host.store().messages().append(delivery);

      assertThat(outcome).isInstanceOf(AppendOutcome.Appended.class);
      requireReadable(host, delivery);
      host.catchUp();
      assertThat(RowAudit.of(database)).isEmpty();
    }
  }

  private static void requireReadable(MailHost host, Delivery delivery) {
    Delivery.Target target = delivery.targets().get(0);
    assertThat(host.store().messages().find(target.mailboxId(), target.messageId())).isPresent();
    assertThat(host.store().messages().content(target.mailboxId(), target.messageId(), 0, 100))
        .hasValueSatisfying(range -> assertThat(range.bytes()).isEqualTo(Bytes.VALUE));
  }

  private static MessageIndex index(String text) {
    Correspondent person = new Correspondent(text, text);
    return new MessageIndex(
        MessageIndex.Completeness.PARSED,
        text,
        List.of(person),
        Collections.nCopies(20, person),
        List.of(person),
        List.of(person),
        Optional.of(Instant.parse("9999-12-31T23:59:59Z")),
        Optional.of(text),
        List.of(text),
        List.of(text, text),
        text,
        MessageIndex.TextOrigin.HTML,
        text,
        text,
        List.of(
            new Attachment(
                "1", text, text, Long.MAX_VALUE, Optional.of(text), Attachment.Placement.INLINE)),
        Set.of(MessageTrait.values()));
  }

  private static Delivery delivery(MailboxId mailboxId, MessageIndex index) {
    MessageId id = new MessageId(UUID.randomUUID());
    MatchedAlias alias =
        new MatchedAlias(
            MailHost.address("box-0"),
            AliasPattern.of(MailHost.address("box-0")),
            Optional.empty());
    return new Delivery(
        new Reception(
            Instant.EPOCH,
            ReversePath.NULL,
            ClientFacts.none(),
            Optional.empty(),
            Optional.empty()),
        index,
        new Bytes(),
        List.of(new Delivery.Target(mailboxId, id, DeliveryKey.unique(id), List.of(alias))));
  }

  private static final class Bytes implements dev.melme.spi.MessageContent {

    static final byte[] VALUE = {0, 1, 2, -1, '\r', '\n', 0};

    @Override
    public long sizeBytes() {
      return VALUE.length;
    }

    @Override
    public InputStream openStream() {
      return new ByteArrayInputStream(VALUE);
    }

    @Override
    public Optional<byte[]> inMemory() {
      return Optional.of(VALUE);
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void a_message_of_poison_is_taken_by_the_router(Databases kind) throws Exception {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool();
        MailHost host = MailHost.on(pool)) {
      List<byte[]> messages = messages();
      for (byte[] message : messages) {
        assertThat(host.deliver(MailHost.envelope().to(MailHost.address("box-0")), message).code())
            .as(() -> new String(message, 0, 60, StandardCharsets.ISO_8859_1))
            .isEqualTo(250);
      }

      assertThat(host.count(0)).isEqualTo(messages.size());
      host.catchUp();
      assertThat(RowAudit.of(database)).isEmpty();
    }
  }

  /** As a stranger sends them: byte by byte, in ISO-8859-1. */
  private static List<byte[]> messages() {
    List<byte[]> messages = new ArrayList<>();
    for (String field :
        List.of(
            "Subject: a\0b",
            "Subject: =?utf-8?Q?a=00b=0D=0AX:_y?=",
            "Subject: =?utf-8?Q?=ED=A0=80?= =?utf-16?B?2AA=?=",
            "Subject: \u00FF\u00FE\u00ED\u00A0\u0080",
            "Subject: =?klingon?Q?x?=",
            "From: \"" + "n".repeat(300) + "\" <a@" + "d".repeat(300) + ".example>",
            "To: " + "\"\0\" <b\0@c.example>, ".repeat(200),
            "Message-ID: <" + "m".repeat(9_000) + "@long.example>",
            "Message-ID: <\0@nul.example>\r\nReferences: <\0> <\u00E9@x>",
            "In-Reply-To: " + "<r@x> ".repeat(2_000),
            "Content-Type: text/plain; charset=\"\0nonsense\"\r\nContent-ID: <\0>",
            "Content-Type: application/x\0y; name=\"\u00FF\0.exe\"",
            "Date: Fri, 31 Dec 99999 23:59:60 +9999")) {
      messages.add(
          ("X-Number: " + messages.size() + "\r\nDate: x\r\n" + field + "\r\n\r\n\0\u00FF\r\n.\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
    }
    return messages;
  }
}
