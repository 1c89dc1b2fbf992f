package dev.melme.examples.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.PageRequest;
import dev.melme.api.Quota;
import dev.melme.api.Route;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.admin.NewAlias;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.DeliveryPolicy;
import dev.melme.api.routing.RecipientRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Every row of the reply table, over a socket, with the engine and a store behind it. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ReplyTableTest {

  private static final String MESSAGE = RawClient.lines("Subject: hello", "", "Hello.");
  private static final int MAX_MESSAGE = 1 << 20;

  private final FaultyStore store = new FaultyStore();
  private final MelMe melme =
      MelMe.builder()
          .store(store)
          .policy(new HostPolicy())
          .limits(DeliveryLimits.DEFAULT.withMessageBytes(MAX_MESSAGE))
          .build();
  private final MelMeAdmin admin = melme.admin();
  private final SmtpServer server = new SmtpServer(SmtpSettings.onLoopback(0), melme.router());
  private final List<MailboxId> mailboxes = new ArrayList<>();

  /** What a host may refuse. */
  private static final class HostPolicy implements DeliveryPolicy {
    @Override
    public Answer atRecipient(RecipientRequest request, MatchedAlias match, MailboxId mailboxId) {
      boolean banned = request.reversePath().toString().equals("banned@example.org");
      return banned ? Answer.REFUSE : Answer.ACCEPT;
    }

    @Override
    public Answer atData(Message message, MatchedAlias match, MailboxId mailboxId) {
      return message.index().subject().equals("banned") ? Answer.REFUSE : Answer.ACCEPT;
    }
  }

  @BeforeEach
  void start() throws IOException {
    mailbox(NewMailbox.of("support-inbox", "Support"));
    admin.createAlias("support@acme.example", Route.toMailbox("support-inbox"));
    admin.createAlias("sales@acme.example", Route.toMailbox("support-inbox"));
    server.start();
  }

  @AfterEach
  void close() {
    server.close(Duration.ZERO);
    melme.close();
  }

  @Test
  void accepted_and_stored() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 2.1.0 ",
          "RCPT TO:<support@acme.example>",
          "250 2.1.5 Recipient ok",
          "RCPT TO:<sales@acme.example>",
          "250 2.1.5 Recipient ok",
          "DATA",
          "354 ",
          MESSAGE + ".",
          "250 2.0.0 Message stored",
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ");
      client.send("Subject: bytes\n\r\r\n\r\n..\r\n\0\r.\r\n\n.\r\n.\r\n");
      assertThat(client.reply()).isEqualTo("250 2.0.0 Message stored");
    }
    assertThat(messages()).extracting(MessageEntry::subject).contains("hello").hasSize(2);
    assertThat(contents())
        .containsExactlyInAnyOrder(MESSAGE, "Subject: bytes\n\r\r\n\r\n.\r\n\0\r.\r\n\n.\r\n");
  }

  @Test
  void unknown_alias_at_one_of_our_domains() throws IOException {
    atRecipient("nobody@acme.example", "550 5.1.1 No such recipient here");
  }

  @Test
  void domain_none_of_ours() throws IOException {
    atRecipient("joe@elsewhere.example", "550 5.7.1 Relaying denied");
  }

  @Test
  void alias_disabled() throws IOException {
    admin.createAlias(alias("off@acme.example", "support-inbox").disabled());

    atRecipient("off@acme.example", "550 5.2.1 Recipient does not take mail");
  }

  @Test
  void mailbox_of_the_alias_inactive() throws IOException {
    mailbox(NewMailbox.of("old-inbox", "Old").inactive());
    admin.createAlias(alias("old@acme.example", "old-inbox"));

    atRecipient("old@acme.example", "550 5.2.1 Recipient does not take mail");
  }

  @Test
  void alias_disabled_for_a_while() throws IOException {
    admin.createAlias(alias("off@acme.example", "support-inbox").disabled().deferring());

    atRecipient("off@acme.example", "450 4.2.1 Recipient does not take mail now");
  }

  @Test
  void mailbox_of_the_alias_inactive_for_a_while() throws IOException {
    mailbox(NewMailbox.of("old-inbox", "Old").inactive());
    admin.createAlias(alias("old@acme.example", "old-inbox").deferring());

    atRecipient("old@acme.example", "450 4.2.1 Recipient does not take mail now");
  }

  @Test
  void alias_whose_mailbox_was_deleted() throws IOException {
    MailboxId gone = mailbox(NewMailbox.of("gone-inbox", "Gone"));
    admin.createAlias(alias("gone@acme.example", "gone-inbox"));
    mailboxes.remove(gone);
    admin.deleteMailbox(gone);

    atRecipient("gone@acme.example", "550 5.1.6 Recipient has moved away");
  }

  @Test
  void over_quota_at_rcpt() throws IOException {
    mailbox(NewMailbox.of("full-inbox", "Full").quota(Quota.ofMessages(0)));
    admin.createAlias(alias("full@acme.example", "full-inbox"));

    atRecipient("full@acme.example", "452 4.2.2 Recipient is over quota");
  }

  @Test
  void over_quota_at_data() throws IOException {
    mailbox(NewMailbox.of("small-inbox", "Small").quota(Quota.ofBytes(20)));
    admin.createAlias(alias("small@acme.example", "small-inbox"));

    try (RawClient client = accepted("small@acme.example")) {
      atData(client, MESSAGE, "452 4.2.2 Recipient is over quota");
    }
  }

  @Test
  void too_big_at_mail_size() throws IOException {
    for (String size : List.of("" + (MAX_MESSAGE + 1), "2147483648", "99999999999999999999")) {
      try (RawClient client = RawClient.ready(server)) {
        client.expect("MAIL FROM:<a@example.org> SIZE=" + size, "552 5.3.4 Message too big");
      }
    }
  }

  @Test
  void too_big_undeclared_at_data() throws IOException {
    String line = "x".repeat(70) + "\r\n";
    try (RawClient client = accepted("support@acme.example")) {
      atData(client, MESSAGE + line.repeat(MAX_MESSAGE / 72 + 1), "552 5.3.4 Message too big");
    }
  }

  @Test
  void no_header() throws IOException {
    for (String message : List.of("", "\r\n", "just text\r\n", "just text\r\n\r\nSubject: x\r\n")) {
      try (RawClient client = accepted("support@acme.example")) {
        atData(client, message, "554 5.6.0 Message has no header");
      }
    }
  }

  @Test
  void header_block_over_256_kb() throws IOException {
    String header = ("X-Filler: " + "x".repeat(88) + "\r\n").repeat(2_700);
    try (RawClient client = accepted("support@acme.example")) {
      atData(client, header + MESSAGE, "554 5.6.0 Message header too big");
    }
  }

  @Test
  void non_ascii_local_part_without_smtputf8() throws IOException {
    admin.createAlias(alias("büro@acme.example", "support-inbox"));

    atRecipient("büro@acme.example", "553 5.6.7 Recipient needs SMTPUTF8");
    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org> SMTPUTF8", "250 ", "RCPT TO:<büro@acme.example>", "250 ");
    }
  }

  @Test
  void loop_by_our_own_trace_token_for_that_recipient() throws IOException {
    String token = melme.router().traceField(EmailAddress.parse("support@acme.example"));
    try (RawClient client = accepted("support@acme.example")) {
      atData(client, token + "\r\n" + MESSAGE, "554 5.4.6 Mail loop detected");
    }
    try (RawClient client = accepted("sales@acme.example")) {
      client.expect("DATA", "354 ", token + "\r\n" + MESSAGE + ".", "250 2.0.0 Message stored");
    }
  }

  @Test
  void loop_by_more_than_100_received_fields() throws IOException {
    String field = "Received: from a.example by b.example; Sun, 1 Mar 2026 09:05:07 +0000\r\n";
    try (RawClient client = accepted("support@acme.example")) {
      atData(client, field.repeat(101) + MESSAGE, "554 5.4.6 Mail loop detected");
      client.expect(
          "MAIL FROM:<>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ",
          field.repeat(100) + MESSAGE + ".",
          "250 2.0.0 Message stored");
    }
  }

  @Test
  void store_down_at_rcpt() throws IOException {
    store.aliasFault = Optional.of(Fault.UNAVAILABLE);

    atRecipient("support@acme.example", "451 4.3.0 Try again later");
    atRecipient("nobody@acme.example", "451 4.3.0 Try again later");
  }

  @Test
  void store_down_at_data() throws IOException {
    for (Fault fault : List.of(Fault.UNAVAILABLE, Fault.COMMIT_UNKNOWN, Fault.BROKEN)) {
      try (RawClient client = accepted("support@acme.example")) {
        store.messageFault = Optional.of(fault);
        atData(client, MESSAGE, "451 4.3.0 Try again later");
      }
    }
  }

  @Test
  void disk_full() throws IOException {
    store.messageFault = Optional.of(Fault.FULL);
    try (RawClient client = accepted("support@acme.example")) {
      atData(client, MESSAGE, "452 4.3.1 Not enough room, try again later");
    }
  }

  @Test
  void message_that_the_database_can_never_take() throws IOException {
    store.messageFault = Optional.of(Fault.UNSTORABLE);
    try (RawClient client = accepted("support@acme.example")) {
      atData(client, MESSAGE, "554 5.3.0 Message cannot be stored here");
    }
  }

  @Test
  void policy_at_rcpt() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<banned@example.org>", "250 ",
          "RCPT TO:<support@acme.example>", "550 5.7.1 Refused by policy");
    }
    assertNothingStored();
  }

  @Test
  void policy_at_data() throws IOException {
    try (RawClient client = accepted("support@acme.example")) {
      atData(client, "Subject: banned\r\n\r\nx\r\n", "550 5.7.1 Refused by policy");
    }
  }

  @Test
  void too_many_recipients() throws IOException {
    admin.createAlias("*@many.example", Route.toMailbox("support-inbox"));
    try (RawClient client = RawClient.ready(server)) {
      client.expect("MAIL FROM:<a@example.org>", "250 ");
      for (int i = 0; i < 100; i++) {
        client.expect("RCPT TO:<r" + i + "@many.example>", "250 2.1.5 ");
      }
      client.expect("RCPT TO:<r100@many.example>", "452 4.5.3 Too many recipients");
      client.expect("DATA", "354 ", MESSAGE + ".", "250 2.0.0 Message stored");
    }
    assertThat(messages()).singleElement().satisfies(one -> assertThat(one.aliases()).isNotEmpty());
  }

  @Test
  void shutting_down_while_idle() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      server.close(Duration.ZERO);

      assertThat(client.repliesToTheEnd())
          .containsExactly("421 4.3.2 Shutting down, try again later");
    }
  }

  @Test
  void shutting_down_at_rcpt_and_data() throws IOException {
    try (RawClient atRecipient = RawClient.ready(server);
        RawClient atData = accepted("support@acme.example")) {
      atRecipient.expect("MAIL FROM:<>", "250 ");
      melme.close();

      atRecipient.expect(
          "RCPT TO:<support@acme.example>", "421 4.3.2 Shutting down, try again later");
      atRecipient.expectEnd();
      atData.expect("DATA", "354 ", MESSAGE + ".", "421 4.3.2 Shutting down, try again later");
      atData.expectEnd();
    }
  }

  @Test
  void one_recipient_refused_at_data_refuses_all_and_stores_nothing() throws IOException {
    mailbox(NewMailbox.of("small-inbox", "Small").quota(Quota.ofBytes(20)));
    admin.createAlias(alias("small@acme.example", "small-inbox"));

    try (RawClient client = accepted("support@acme.example")) {
      client.expect("RCPT TO:<small@acme.example>", "250 ");
      atData(client, MESSAGE, "452 4.2.2 Recipient is over quota");
    }
  }

  private static NewAlias alias(String pattern, String slug) {
    return NewAlias.of(AliasPattern.parse(pattern), Route.toMailbox(slug));
  }

  private MailboxId mailbox(NewMailbox wanted) {
    MailboxId id = admin.createMailbox(wanted).id();
    mailboxes.add(id);
    return id;
  }

  private void atRecipient(String recipient, String reply) throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect("MAIL FROM:<a@example.org>", "250 ");
      assertThat(client.say("RCPT TO:<" + recipient + ">")).isEqualTo(reply);
    }
    assertNothingStored();
  }

  private RawClient accepted(String recipient) throws IOException {
    RawClient client = RawClient.ready(server);
    client.expect("MAIL FROM:<a@example.org>", "250 ", "RCPT TO:<" + recipient + ">", "250 2.1.5 ");
    return client;
  }

  /** Sends a message that is refused, and sees that the session goes on after one reply. */
  private void atData(RawClient client, String message, String reply) throws IOException {
    client.expect("DATA", "354 ");
    client.sendMessage(message.getBytes(US_ASCII));
    assertThat(client.reply()).isEqualTo(reply);
    client.expect("NOOP", "250 2.0.0 Ok");
    store.messageFault = Optional.empty();
    assertNothingStored();
  }

  private void assertNothingStored() {
    assertThat(messages()).isEmpty();
  }

  private List<MessageEntry> messages() {
    return mailboxes.stream()
        .flatMap(id -> admin.workspace(id, "test").messages(PageRequest.first(50)).items().stream())
        .toList();
  }

  private List<String> contents() throws IOException {
    List<String> contents = new ArrayList<>();
    for (MessageEntry message : messages()) {
      try (InputStream in =
          admin
              .workspace(mailboxes.get(0), "test")
              .original(message.id())
              .orElseThrow()
              .openStream()) {
        contents.add(new String(in.readAllBytes(), US_ASCII));
      }
    }
    return contents;
  }
}
