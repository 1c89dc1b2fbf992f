package dev.melme.core.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.MelMeBuilder;
import dev.melme.api.AliasPattern;
import dev.melme.api.ClientFacts;
import dev.melme.api.DeliveryKey;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageSource;
import dev.melme.api.MessageSourceException;
import dev.melme.api.PageRequest;
import dev.melme.api.Quota;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.StoredMessage;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.DeliveryPolicy;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.ReplyMode;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.Workspace;
import dev.melme.spi.AppendOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {

  private static final String HELLO =
      "From: joe@example.org\r\nSubject: Hello\r\nMessage-ID: <1@example.org>\r\n\r\nHi!\r\n";
  private static final ReversePath JOE = ReversePath.parse("joe@example.org");

  private final FaultyStore store = new FaultyStore();
  private final TickingClock clock = new TickingClock();
  private MelMe melme = MelMe.builder().store(store).clock(clock).build();
  private final MailboxId support = mailbox("support-inbox");
  private final MailboxId billing = mailbox("billing-inbox");

  DeliveryTest() {
    alias("support@acme.example", "support-inbox");
    alias("sales@acme.example", "support-inbox");
    alias("billing@acme.example", "billing-inbox");
  }

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void a_message_is_stored_with_everything_that_came_beside_it() throws IOException {
    ClientFacts facts = ClientFacts.of(InetAddress.getLoopbackAddress(), "mx.example.org", "ESMTP");
    Envelope envelope =
        Envelope.from(JOE)
            .to(route("support+orders@acme.example"))
            .client(facts)
            .traceField("Received: from mx.example.org")
            .authenticationResults("acme.example; spf=pass");

    DeliveryReport report = melme.router().deliver(envelope, source(HELLO));

    StoredMessage message = only(support);
    assertThat(report.verdicts())
        .containsExactly(
            new Verdict.Stored(
                EmailAddress.parse("support+orders@acme.example"), support, message.id()));
    assertThat(message.aliases())
        .containsExactly(
            new MatchedAlias(
                EmailAddress.parse("support+orders@acme.example"),
                AliasPattern.parse("support@acme.example"),
                Optional.of("orders")));
    assertThat(message.reception().reversePath()).isEqualTo(JOE);
    assertThat(message.reception().client()).isEqualTo(facts);
    assertThat(message.reception().traceField()).contains("Received: from mx.example.org");
    assertThat(message.reception().authenticationResults()).contains("acme.example; spf=pass");
    assertThat(message.reception().receivedAt()).isEqualTo(clock.instant());
    assertThat(message.index().subject()).isEqualTo("Hello");
    assertThat(bytesOf(support, message)).isEqualTo(HELLO.getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 3_000_000})
  void bytes_come_out_as_they_came_in(int bodySize) throws IOException {
    byte[] bytes = new byte[14 + bodySize];
    new Random(bodySize).nextBytes(bytes);
    System.arraycopy("Subject: x\r\n\r\n".getBytes(ISO_8859_1), 0, bytes, 0, 14);

    DeliveryReport streamed =
        melme
            .router()
            .deliver(
                Envelope.from(JOE).to(route("support@acme.example")),
                MessageSource.of(new ByteArrayInputStream(bytes)));
    DeliveryReport inMemory =
        melme
            .router()
            .deliver(Envelope.from(JOE).to(route("billing@acme.example")), MessageSource.of(bytes));

    assertThat(streamed.committed()).isTrue();
    assertThat(inMemory.committed()).isTrue();
    assertThat(bytesOf(support, only(support))).isEqualTo(bytes);
    assertThat(bytesOf(billing, only(billing))).isEqualTo(bytes);
  }

  @Test
  void recipients_of_one_mailbox_share_a_message_and_two_mailboxes_get_copies() {
    DeliveryReport report =
        deliver(HELLO, "support@acme.example", "billing@acme.example", "sales@acme.example");

    assertThat(report.smtpReply()).hasToString("250 2.0.0 Message stored");
    assertThat(report.verdicts()).allMatch(verdict -> verdict instanceof Verdict.Stored);
    assertThat(only(support).aliases())
        .extracting(match -> match.alias().toString())
        .containsExactly("support@acme.example", "sales@acme.example");
    assertThat(only(billing).id()).isNotEqualTo(only(support).id());
  }

  @Test
  void a_redelivery_is_recognised_and_adds_the_alias_it_came_through() {
    deliver(HELLO, "support@acme.example");

    DeliveryReport again = deliver(HELLO, "sales@acme.example", "billing@acme.example");

    assertThat(again.verdicts().get(0)).isInstanceOf(Verdict.AlreadyStored.class);
    assertThat(again.verdicts().get(1)).isInstanceOf(Verdict.Stored.class);
    assertThat(again.smtpReply().code()).isEqualTo(250);
    assertThat(only(support).aliases()).hasSize(2);
  }

  @Test
  void the_same_bytes_of_another_sender_are_another_message() {
    deliver(HELLO, "support@acme.example");

    melme
        .router()
        .deliver(Envelope.from(ReversePath.NULL).to(route("support@acme.example")), source(HELLO));

    assertThat(workspace(support).messages(PageRequest.first(10)).items()).hasSize(2);
  }

  @Test
  void client_facts_and_other_recipients_do_not_make_another_message() throws IOException {
    deliver(HELLO, "support@acme.example", "billing@acme.example");

    DeliveryReport again =
        melme
            .router()
            .deliver(
                Envelope.from(JOE)
                    .to(route("support@acme.example"))
                    .client(ClientFacts.of(InetAddress.getLoopbackAddress(), "other", "LMTP")),
                source(HELLO));

    assertThat(again.verdicts().get(0)).isInstanceOf(Verdict.AlreadyStored.class);
  }

  @Test
  void identical_alarms_without_id_date_and_received_are_all_kept() {
    String alarm = "From: ups@acme.example\r\nSubject: Power lost\r\n\r\n";

    deliver(alarm, "support@acme.example");
    deliver(alarm, "support@acme.example");

    assertThat(workspace(support).messages(PageRequest.first(10)).items()).hasSize(2);
  }

  @Test
  void the_key_of_the_host_decides_where_it_is_given() {
    Envelope envelope =
        Envelope.from(JOE)
            .to(route("support@acme.example"))
            .deliveryKey(DeliveryKey.ofEvent("event-7"));

    melme.router().deliver(envelope, source(HELLO));
    DeliveryReport again = melme.router().deliver(envelope, source("Subject: other\r\n\r\n"));

    assertThat(again.verdicts().get(0)).isInstanceOf(Verdict.AlreadyStored.class);
    assertThat(only(support).index().subject()).isEqualTo("Hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n\r\nbody", "just text\r\n", "From joe Mon\r\n\r\nno header\r\n"})
  void what_has_no_header_is_refused(String bytes) {
    assertThat(deliver(bytes, "support@acme.example").smtpReply())
        .hasToString("554 5.6.0 Message has no header");
    assertThat(workspace(support).messages(PageRequest.first(1)).items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a:", "\r\n\r\nSubject: late\r\n", "From joe\nSubject: x\n", "X: y\rZ: z\r"})
  void anything_with_a_field_is_stored(String bytes) {
    assertThat(deliver(bytes, "support@acme.example").committed()).isTrue();
  }

  @Test
  void a_header_block_over_256_kib_is_refused_also_when_it_is_spooled_to_a_file() {
    String field = "X-Long: " + "x".repeat(990) + "\r\n";

    assertThat(deliver(field.repeat(262) + "\r\nbody", "support@acme.example").committed())
        .isTrue();
    assertThat(deliver(field.repeat(263) + "\r\nbody", "support@acme.example").smtpReply())
        .hasToString("554 5.6.0 Message header too big");
    DeliveryReport streamed =
        melme
            .router()
            .deliver(
                Envelope.from(JOE).to(route("support@acme.example")),
                MessageSource.of(new ByteArrayInputStream(field.repeat(300).getBytes(ISO_8859_1))));
    assertThat(streamed.smtpReply()).hasToString("554 5.6.0 Message header too big");
  }

  @Test
  void a_message_over_the_limit_is_refused() {
    restart(MelMe.builder().limits(DeliveryLimits.DEFAULT.withMessageBytes(HELLO.length())));

    assertThat(deliver(HELLO, "support@acme.example").committed()).isTrue();
    assertThat(deliver(HELLO + "!", "support@acme.example").smtpReply())
        .hasToString("552 5.3.4 Message too big");
  }

  @Test
  void more_than_a_hundred_received_fields_are_a_loop() {
    String received = "Received: from a by b; Thu, 1 Jan 2026 00:00:00 +0000\r\n";

    assertThat(deliver(received.repeat(100) + "\r\n", "support@acme.example").committed()).isTrue();
    assertThat(deliver(received.repeat(101) + "\r\n", "support@acme.example").smtpReply())
        .hasToString("554 5.4.6 Mail loop detected");
  }

  @Test
  void our_own_trace_token_is_a_loop_for_that_recipient_only() {
    String trace = melme.router().traceField(EmailAddress.parse("Support@ACME.example"));
    assertThat(trace).doesNotContainIgnoringCase("support").doesNotContainIgnoringCase("acme");

    Envelope envelope =
        Envelope.from(JOE)
            .to(route("support@acme.example"))
            .to(route("billing@acme.example"))
            .replyMode(ReplyMode.EACH);
    DeliveryReport report = melme.router().deliver(envelope, source(trace + "\r\n" + HELLO));

    assertThat(report.lmtpReplies())
        .extracting(Object::toString)
        .containsExactly("554 5.4.6 Mail loop detected", "250 2.0.0 Message stored");
  }

  @Test
  void one_answer_for_all_stores_nothing_when_one_recipient_is_refused_at_data() {
    String trace = melme.router().traceField(EmailAddress.parse("support@acme.example"));

    DeliveryReport report =
        deliver(trace + "\r\n" + HELLO, "support@acme.example", "billing@acme.example");

    assertThat(report.smtpReply()).hasToString("554 5.4.6 Mail loop detected");
    assertThat(report.verdicts()).noneMatch(Verdict::committed);
    assertThat(workspace(billing).messages(PageRequest.first(1)).items()).isEmpty();
  }

  @Test
  void a_mailbox_erased_since_rcpt_refuses_and_spares_the_others_under_lmtp() {
    Envelope envelope =
        Envelope.from(JOE).to(route("support@acme.example")).to(route("billing@acme.example"));
    melme.admin().deleteMailbox(support);

    DeliveryReport one = melme.router().deliver(envelope, source(HELLO));
    DeliveryReport each = melme.router().deliver(envelope.replyMode(ReplyMode.EACH), source(HELLO));

    assertThat(one.smtpReply()).hasToString("550 5.1.6 Recipient has moved away");
    assertThat(one.verdicts()).noneMatch(Verdict::committed);
    assertThat(each.verdicts())
        .extracting(Verdict::reason)
        .containsExactly(Reason.MAILBOX_DELETED, Reason.STORED);
  }

  @Test
  void a_decision_is_honoured_for_an_hour_and_asked_anew_afterwards() {
    RoutingDecision decision = route("support@acme.example");
    melme.admin().deactivateMailbox(support);

    clock.advance(Duration.ofHours(1));
    assertThat(melme.router().deliver(Envelope.from(JOE).to(decision), source(HELLO)).committed())
        .isTrue();

    clock.advance(Duration.ofMillis(1));
    assertThat(
            melme
                .router()
                .deliver(Envelope.from(JOE).to(decision), source("A: b\r\n\r\n"))
                .smtpReply())
        .hasToString("550 5.2.1 Recipient does not take mail");
  }

  @Test
  void recipients_that_were_not_routed_yet_are_routed_by_deliver() {
    Envelope envelope =
        Envelope.from(JOE)
            .to(EmailAddress.parse("support@acme.example"))
            .to(EmailAddress.parse("nobody@acme.example"))
            .replyMode(ReplyMode.EACH);

    DeliveryReport report = melme.router().deliver(envelope, source(HELLO));

    assertThat(report.verdicts())
        .extracting(Verdict::reason)
        .containsExactly(Reason.STORED, Reason.UNKNOWN_ALIAS);
    assertThat(report.sysexit()).isEqualTo(67);
  }

  @Test
  void recipients_beyond_the_limit_are_deferred() {
    restart(MelMe.builder().limits(DeliveryLimits.DEFAULT.withRecipients(1)));

    DeliveryReport report = deliver(HELLO, "support@acme.example", "billing@acme.example");

    assertThat(report.smtpReply()).hasToString("452 4.5.3 Too many recipients");
    assertThat(workspace(support).messages(PageRequest.first(1)).items()).isEmpty();
  }

  @Test
  void a_full_mailbox_defers_at_data_where_the_size_is_known() {
    restart(MelMe.builder().defaultQuota(Quota.ofBytes(HELLO.length())));

    assertThat(deliver(HELLO + "!", "support@acme.example").smtpReply())
        .hasToString("452 4.2.2 Recipient is over quota");
    assertThat(deliver(HELLO, "support@acme.example").committed()).isTrue();
    clock.advance(Duration.ofSeconds(10));
    assertThat(deliver("A: b\r\n\r\n", "support@acme.example").smtpReply().code()).isEqualTo(452);
  }

  @Test
  void the_policy_sees_the_index_at_data_and_its_failure_defers() {
    restart(
        MelMe.builder()
            .policy(
                new DeliveryPolicy() {
                  @Override
                  public Answer atData(Message message, MatchedAlias match, MailboxId mailboxId) {
                    return switch (message.index().subject()) {
                      case "no" -> Answer.REFUSE;
                      case "later" -> Answer.DEFER;
                      case "bug" -> throw new IllegalStateException("bug of the host");
                      default -> Answer.ACCEPT;
                    };
                  }
                }));

    assertThat(deliver("Subject: no\r\n\r\n", "support@acme.example").smtpReply())
        .hasToString("550 5.7.1 Refused by policy");
    assertThat(deliver("Subject: later\r\n\r\n", "support@acme.example").smtpReply())
        .hasToString("451 4.7.1 Deferred by policy, try again later");
    assertThat(deliver("Subject: bug\r\n\r\n", "support@acme.example").smtpReply())
        .hasToString("451 4.3.0 Try again later");
    assertThat(deliver("Subject: yes\r\n\r\n", "support@acme.example").committed()).isTrue();
  }

  @Test
  void a_store_that_does_not_take_the_message_defers_everybody() {
    store.failBefore(FaultyStore.fault(Fault.UNAVAILABLE));
    DeliveryReport down = deliver(HELLO, "support@acme.example", "billing@acme.example");
    store.failBefore(FaultyStore.fault(Fault.FULL));
    DeliveryReport full = deliver(HELLO, "support@acme.example");
    store.failBefore(new IllegalStateException("bug of a store"));
    DeliveryReport bug = deliver(HELLO, "support@acme.example");

    assertThat(down.lmtpReplies())
        .extracting(Object::toString)
        .containsExactly("451 4.3.0 Try again later", "451 4.3.0 Try again later");
    assertThat(down.httpStatus()).isEqualTo(503);
    assertThat(down.sysexit()).isEqualTo(75);
    assertThat(full.smtpReply()).hasToString("452 4.3.1 Not enough room, try again later");
    assertThat(bug.smtpReply()).hasToString("451 4.3.0 Try again later");
    assertThat(workspace(support).messages(PageRequest.first(1)).items()).isEmpty();
  }

  @Test
  void a_message_that_can_never_be_stored_is_refused_and_a_broken_store_defers() {
    store.failBefore(FaultyStore.fault(Fault.UNSTORABLE));
    DeliveryReport never = deliver(HELLO, "support@acme.example", "billing@acme.example");
    store.failBefore(FaultyStore.fault(Fault.BROKEN));
    DeliveryReport broken = deliver(HELLO, "support@acme.example");

    assertThat(never.lmtpReplies())
        .extracting(Object::toString)
        .containsExactly(
            "554 5.3.0 Message cannot be stored here", "554 5.3.0 Message cannot be stored here");
    assertThat(never.httpStatus()).isEqualTo(422);
    assertThat(never.sysexit()).isEqualTo(65);
    assertThat(broken.smtpReply()).hasToString("451 4.3.0 Try again later");
    assertThat(workspace(support).messages(PageRequest.first(1)).items()).isEmpty();
  }

  @Test
  void a_lost_answer_to_commit_whose_repetition_is_unstorable_is_refused() {
    store
        .failBefore(FaultyStore.fault(Fault.COMMIT_UNKNOWN))
        .failBefore(FaultyStore.fault(Fault.UNSTORABLE));

    DeliveryReport report = deliver(HELLO, "support@acme.example");

    assertThat(report.smtpReply()).hasToString("554 5.3.0 Message cannot be stored here");
  }

  @Test
  void a_lost_answer_to_commit_is_resolved_by_key_when_the_commit_happened() {
    store.failAfter(FaultyStore.fault(Fault.COMMIT_UNKNOWN));

    DeliveryReport report = deliver(HELLO, "support@acme.example", "billing@acme.example");

    assertThat(report.verdicts()).allMatch(verdict -> verdict instanceof Verdict.Stored);
    assertThat(only(support).index().subject()).isEqualTo("Hello");
    assertThat(store.appends).isEqualTo(1);
  }

  @Test
  void a_lost_answer_to_commit_is_resolved_by_a_second_attempt_when_nothing_happened() {
    store.failBefore(FaultyStore.fault(Fault.COMMIT_UNKNOWN));

    DeliveryReport report = deliver(HELLO, "support@acme.example");

    assertThat(report.verdicts().get(0)).isInstanceOf(Verdict.Stored.class);
    assertThat(only(support).index().subject()).isEqualTo("Hello");
    assertThat(store.appends).isEqualTo(2);
  }

  @Test
  void an_outcome_that_stays_unknown_defers_and_the_redelivery_is_no_duplicate() {
    store
        .failBefore(FaultyStore.fault(Fault.COMMIT_UNKNOWN))
        .failAfter(FaultyStore.fault(Fault.COMMIT_UNKNOWN));

    DeliveryReport report = deliver(HELLO, "support@acme.example");
    DeliveryReport again = deliver(HELLO, "support@acme.example");

    assertThat(report.smtpReply().code()).isEqualTo(451);
    assertThat(again.verdicts().get(0)).isInstanceOf(Verdict.AlreadyStored.class);
    assertThat(only(support).index().subject()).isEqualTo("Hello");
  }

  @Test
  void a_redelivery_whose_commit_answer_is_lost_still_adds_its_alias() {
    deliver(HELLO, "support@acme.example");
    store.failBefore(FaultyStore.fault(Fault.COMMIT_UNKNOWN));

    DeliveryReport again = deliver(HELLO, "sales@acme.example");

    assertThat(again.verdicts().get(0)).isInstanceOf(Verdict.AlreadyStored.class);
    assertThat(only(support).aliases()).hasSize(2);
  }

  @Test
  void authentication_results_inside_the_message_count_for_nothing() {
    deliver("Authentication-Results: acme.example; spf=pass\r\n" + HELLO, "support@acme.example");

    assertThat(only(support).reception().authenticationResults()).isEmpty();
  }

  @Test
  void the_envelope_alone_routes_whatever_the_fields_say() {
    String forged =
        "Delivered-To: billing@acme.example\r\n"
            + "X-Original-To: billing@acme.example\r\n"
            + "To: billing@acme.example\r\n"
            + HELLO;

    deliver(forged, "support@acme.example");

    assertThat(only(support).index().to()).hasSize(1);
    assertThat(workspace(billing).messages(PageRequest.first(1)).items()).isEmpty();
  }

  @Test
  void a_source_that_breaks_off_stores_nothing_and_is_closed() {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };

    assertThatThrownBy(
            () ->
                melme
                    .router()
                    .deliver(
                        Envelope.from(JOE).to(route("support@acme.example")),
                        MessageSource.of(broken)))
        .isInstanceOf(MessageSourceException.class);
    assertThat(closed).isTrue();
    assertThat(workspace(support).messages(PageRequest.first(1)).items()).isEmpty();
  }

  @Test
  void a_commit_whose_answer_is_lost_counts_although_a_mailbox_is_erased_meanwhile() {
    store.failAfter(
        FaultyStore.fault(Fault.COMMIT_UNKNOWN), () -> melme.admin().deleteMailbox(support));

    DeliveryReport report = deliver("A: b\r\n\r\n", "support@acme.example", "billing@acme.example");

    assertThat(report.verdicts()).allMatch(verdict -> verdict instanceof Verdict.Stored);
    assertThat(only(billing).index().subject()).isEmpty();
  }

  @Test
  void an_attempt_after_a_mailbox_was_found_erased_is_the_same_delivery() {
    store.failAfter(
        FaultyStore.fault(Fault.COMMIT_UNKNOWN),
        () -> {
          melme.admin().deleteMailbox(support);
          store.hideOutcomes = true;
        });
    Envelope envelope =
        Envelope.from(JOE)
            .to(route("support@acme.example"))
            .to(route("billing@acme.example"))
            .replyMode(ReplyMode.EACH);

    DeliveryReport report = melme.router().deliver(envelope, source("A: b\r\n\r\n"));

    assertThat(report.verdicts())
        .extracting(Verdict::reason)
        .containsExactly(Reason.MAILBOX_DELETED, Reason.STORED);
    assertThat(only(billing).index().subject()).isEmpty();
  }

  @Test
  void a_store_that_misses_mailboxes_that_nobody_named_defers() {
    store.answer(
        new AppendOutcome.MailboxesGone(
            Set.of(MailboxId.parse("0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11"))));

    assertThat(deliver(HELLO, "support@acme.example").smtpReply().code()).isEqualTo(451);
  }

  @Test
  void a_redelivery_of_what_filled_the_mailbox_is_answered_as_already_stored() {
    restart(MelMe.builder().defaultQuota(Quota.ofMessages(1)));
    RoutingDecision decision = route("support@acme.example");
    RoutingDecision again = route("support@acme.example");
    melme.router().deliver(Envelope.from(JOE).to(decision), source(HELLO));
    clock.advance(Duration.ofSeconds(11));

    DeliveryReport report = melme.router().deliver(Envelope.from(JOE).to(again), source(HELLO));

    assertThat(report.verdicts().get(0)).isInstanceOf(Verdict.AlreadyStored.class);
    assertThat(
            melme
                .router()
                .deliver(Envelope.from(JOE).to(again), source("A: b\r\n\r\n"))
                .smtpReply()
                .code())
        .isEqualTo(452);
  }

  @Test
  void a_source_that_throws_anything_is_a_broken_source_and_its_close_hides_no_verdict() {
    Envelope envelope = Envelope.from(JOE).to(route("support@acme.example"));
    InputStream throwing =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("bug of the host");
          }
        };
    InputStream closingBadly =
        new ByteArrayInputStream(HELLO.getBytes(ISO_8859_1)) {
          @Override
          public void close() {
            throw new IllegalStateException("bug of the host");
          }
        };

    assertThatThrownBy(() -> melme.router().deliver(envelope, MessageSource.of(throwing)))
        .isInstanceOf(MessageSourceException.class);
    assertThat(melme.router().deliver(envelope, MessageSource.of(closingBadly)).committed())
        .isTrue();
  }

  @Test
  void a_spool_that_fails_defers(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("no-folder"));
    restart(MelMe.builder().spoolDirectory(file));
    byte[] large = new byte[300_000];
    System.arraycopy(HELLO.getBytes(ISO_8859_1), 0, large, 0, HELLO.length());

    DeliveryReport report =
        melme
            .router()
            .deliver(
                Envelope.from(JOE).to(route("support@acme.example")),
                MessageSource.of(new ByteArrayInputStream(large)));

    assertThat(report.smtpReply()).hasToString("451 4.3.0 Try again later");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void close_lets_a_delivery_that_is_under_way_end() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    InputStream slow =
        new ByteArrayInputStream(HELLO.getBytes(ISO_8859_1)) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            reading.countDown();
            awaitUninterrupted(closing);
            return super.read(bytes, offset, length);
          }
        };
    Envelope envelope = Envelope.from(JOE).to(route("support@acme.example"));
    MelMe closed = melme;
    FutureTask<DeliveryReport> delivery =
        new FutureTask<>(() -> closed.router().deliver(envelope, MessageSource.of(slow)));
    new Thread(delivery, "delivery").start();
    reading.await();

    Thread closer = new Thread(closed::close, "closer");
    closer.start();
    while (closed.router().route(EmailAddress.parse("support@acme.example")).reason()
        != Reason.SHUTTING_DOWN) {
      Thread.onSpinWait();
    }
    closing.countDown();
    closer.join();

    assertThat(delivery.get().committed()).isTrue();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_envelope_without_recipients_and_a_refused_decision_are_mistakes() {
    assertThatThrownBy(() -> melme.router().deliver(Envelope.from(JOE), source(HELLO)))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> Envelope.from(JOE).to(route("nobody@acme.example")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("550");
  }

  @Test
  void after_close_delivery_is_answered_421() {
    Envelope envelope = Envelope.from(JOE).to(route("support@acme.example"));
    melme.close();

    assertThat(melme.router().deliver(envelope, source(HELLO)).smtpReply())
        .hasToString("421 4.3.2 Shutting down, try again later");
  }

  @Test
  void housekeeping_forgets_keys_thirty_days_after_a_message_was_erased() {
    deliver(HELLO, "support@acme.example");
    store.messages().erase(support, List.of(only(support).id()));

    assertThat(deliver(HELLO, "support@acme.example").verdicts().get(0))
        .isInstanceOf(Verdict.AlreadyStored.class);
    assertThat(melme.housekeeping().runOnce()).isFalse();
    assertThat(deliver(HELLO, "support@acme.example").verdicts().get(0))
        .isInstanceOf(Verdict.AlreadyStored.class);
    // the store erased by its own clock, the system's: a year later by ours the key is old
    clock.now = Instant.now().plus(Duration.ofDays(31));
    melme.housekeeping().runOnce();
    assertThat(deliver(HELLO, "support@acme.example").verdicts().get(0))
        .isInstanceOf(Verdict.Stored.class);
  }

  private MailboxId mailbox(String slug) {
    return melme.admin().createMailbox(NewMailbox.of(slug, slug)).id();
  }

  private void alias(String address, String slug) {
    melme.admin().createAlias(address, Route.toMailbox(slug));
  }

  private RoutingDecision route(String address) {
    return melme.router().route(EmailAddress.parse(address));
  }

  private DeliveryReport deliver(String bytes, String... recipients) {
    Envelope envelope = Envelope.from(JOE);
    for (String recipient : recipients) {
      envelope = envelope.to(EmailAddress.parse(recipient));
    }
    return melme.router().deliver(envelope, source(bytes));
  }

  private static MessageSource source(String bytes) {
    return MessageSource.of(bytes.getBytes(ISO_8859_1));
  }

  private Workspace workspace(MailboxId id) {
    return melme.admin().workspace(id, "test");
  }

  private StoredMessage only(MailboxId id) {
    var items = workspace(id).messages(PageRequest.first(10)).items();
    assertThat(items).hasSize(1);
    return workspace(id).message(items.get(0).id()).orElseThrow();
  }

  private byte[] bytesOf(MailboxId id, StoredMessage message) throws IOException {
    try (InputStream in = workspace(id).original(message.id()).orElseThrow().openStream()) {
      return in.readAllBytes();
    }
  }

  private void restart(MelMeBuilder builder) {
    melme = builder.store(store).clock(clock).build();
  }

  private static final class TickingClock extends Clock {
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
