package dev.melme.core.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageSource;
import dev.melme.api.MessageSourceException;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.StoreException;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.outbound.NoticeOutcome;
import dev.melme.api.outbound.NoticeOutcome.Cause;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.Verdict;
import dev.melme.core.RecordingStore;
import dev.melme.core.TestClock;
import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeDeskTest {

  private static final String HELLO =
      "From: Joe <joe@example.org>\r\nTo: nobody@acme.example\r\nSubject: Hello\r\n\r\nSecret body\r\n";
  private static final String PASSED = "mx; spf=pass smtp.mailfrom=joe@example.org";
  private static final String NOBODY = "nobody@acme.example";

  private final RecordingStore store = new RecordingStore();
  private final TestClock clock = new TestClock();
  private final RecordingTransport transport = new RecordingTransport();
  private final MelMe melme =
      MelMe.builder().store(store).clock(clock).transport(transport).build();

  NoticeDeskTest() {
    melme.admin().createMailbox(NewMailbox.of("support-inbox", "Acme Support"));
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
  }

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void an_authenticated_sender_is_told_once_from_the_null_path() {
    NoticeOutcome outcome = refuse(joe(), HELLO, NOBODY);

    assertThat(outcome).isEqualTo(new NoticeOutcome.Sent(List.of(EmailAddress.parse(NOBODY))));
    TransportMessage notice = transport.messages.get(0);
    assertThat(notice.reversePath()).isEqualTo(ReversePath.NULL);
    assertThat(notice.recipients()).containsExactly(EmailAddress.parse("joe@example.org"));
    assertThat(new String(RecordingTransport.bytes(notice), UTF_8))
        .contains("Auto-Submitted: auto-replied\r\n")
        .contains("550 5.1.1 No such recipient here")
        .doesNotContain("Secret body", "support-inbox", "Acme Support");
  }

  @Test
  void a_sender_is_told_again_on_another_day_or_about_another_alias() {
    List<NoticeOutcome> outcomes =
        List.of(
            refuse(joe(), HELLO, NOBODY),
            refuse(joe(), HELLO, NOBODY),
            refuse(joe(), HELLO, "NOBODY@acme.example"),
            refuse(joe(), HELLO, "nobody+1@acme.example"),
            refuse(joe(), HELLO, "another@acme.example"));
    clock.advance(Duration.ofDays(1));
    NoticeOutcome tomorrow = refuse(joe(), HELLO, NOBODY);

    NoticeOutcome told = new NoticeOutcome.Suppressed(Cause.TOLD_TODAY);
    assertThat(outcomes.subList(1, 4)).containsOnly(told);
    assertThat(List.of(outcomes.get(0), outcomes.get(4), tomorrow))
        .allMatch(NoticeOutcome.Sent.class::isInstance);
    assertThat(transport.messages).hasSize(3);
  }

  @Test
  void one_notice_tells_of_all_that_is_new() {
    refuse(joe(), HELLO, NOBODY);

    NoticeOutcome outcome =
        refuse(joe(), HELLO, NOBODY, "a@acme.example", "b+1@acme.example", "b+2@acme.example");

    assertThat(outcome)
        .isEqualTo(
            new NoticeOutcome.Sent(
                List.of(
                    EmailAddress.parse("a@acme.example"),
                    EmailAddress.parse("b+1@acme.example"),
                    EmailAddress.parse("b+2@acme.example"))));
    assertThat(transport.messages).hasSize(2);
  }

  @Test
  void a_deferred_notice_may_be_tried_again() {
    transport.answer = message -> List.of(TransportReply.deferred("451 later"));
    NoticeOutcome first = refuse(joe(), HELLO, NOBODY);
    transport.answer = message -> List.of(TransportReply.accepted("250 ok"));

    NoticeOutcome second = refuse(joe(), HELLO, NOBODY);

    assertThat(first).isEqualTo(new NoticeOutcome.Deferred("451 later"));
    assertThat(second).isInstanceOf(NoticeOutcome.Sent.class);
  }

  @Test
  void a_notice_of_which_nobody_knows_is_not_sent_again() {
    transport.answer =
        message -> {
          throw new IllegalStateException("planted");
        };
    NoticeOutcome thrown = refuse(joe(), HELLO, NOBODY);
    transport.answer = message -> List.of(TransportReply.unknown("connection lost"));
    NoticeOutcome unknown = refuse(joe(), HELLO, "another@acme.example");
    transport.answer = message -> List.of(TransportReply.refused("550 no"));
    NoticeOutcome refused = refuse(joe(), HELLO, "third@acme.example");

    assertThat(List.of(thrown, unknown)).allMatch(NoticeOutcome.Sent.class::isInstance);
    assertThat(refused).isEqualTo(new NoticeOutcome.Suppressed(Cause.REFUSED_BY_TRANSPORT));
    assertThat(refuse(joe(), HELLO, NOBODY))
        .isEqualTo(new NoticeOutcome.Suppressed(Cause.TOLD_TODAY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted: auto-generated | AUTOMATIC",
        "Precedence: bulk | AUTOMATIC",
        "X-Auto-Response-Suppress: OOF, NDR | AUTOMATIC",
        "X-Auto-Response-Suppress: All | AUTOMATIC",
        "X-Autoreply: yes | AUTOMATIC",
        "Precedence: auto_reply | AUTOMATIC",
        "X-Failed-Recipients: x@example.org | AUTOMATIC",
        "Precedence: list | LIST",
        "List-Unsubscribe: <mailto:x@example.org> | LIST",
        "List-Id: <l.example.org> | LIST",
        "Content-Type: multipart/report; boundary=b | REPORT",
        "Content-Type: Multipart/Report; report-type=disposition-notification; boundary=b | REPORT"
      })
  void a_program_a_list_and_a_report_are_not_told(String field, Cause cause) {
    NoticeOutcome outcome = refuse(joe(), field + "\r\n" + HELLO, NOBODY);

    assertThat(outcome).isEqualTo(new NoticeOutcome.Suppressed(cause));
    assertThat(transport.messages).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "MAILER-DAEMON@example.org, AUTOMATIC",
    "no-reply@example.org, AUTOMATIC",
    "noreply.shop@example.org, AUTOMATIC",
    "list-request@example.org, LIST",
    "owner-list@example.org, LIST",
    "joe@acme.example, OWN_DOMAIN",
    "joe@[192.0.2.1], UNAUTHENTICATED",
    "'', NULL_SENDER"
  })
  void some_senders_are_never_told(String sender, Cause cause) {
    Envelope envelope =
        Envelope.from(ReversePath.parse(sender))
            .authenticationResults(
                "x; spf=pass smtp.mailfrom=" + (sender.isEmpty() ? "x" : sender));

    assertThat(refuse(envelope, HELLO, NOBODY)).isEqualTo(new NoticeOutcome.Suppressed(cause));
    assertThat(transport.messages).isEmpty();
  }

  @Test
  void results_inside_the_message_count_for_nothing() {
    String forged =
        "Authentication-Results: mx; spf=pass smtp.mailfrom=joe@example.org\r\n" + HELLO;

    NoticeOutcome outcome =
        refuse(Envelope.from(ReversePath.parse("joe@example.org")), forged, NOBODY);

    assertThat(outcome).isEqualTo(new NoticeOutcome.Suppressed(Cause.UNAUTHENTICATED));
  }

  @Test
  void a_signed_message_that_is_sent_again_under_another_sender_draws_no_notice() {
    Envelope replayed =
        Envelope.from(ReversePath.parse("victim@example.org"))
            .authenticationResults(
                "x; dkim=pass header.d=example.org; dmarc=pass header.from=example.org");

    assertThat(refuse(replayed, HELLO, NOBODY))
        .isEqualTo(new NoticeOutcome.Suppressed(Cause.UNAUTHENTICATED));
  }

  @Test
  void two_from_fields_name_no_author() {
    Envelope signed =
        Envelope.from(ReversePath.parse("joe@example.org"))
            .authenticationResults("x; dkim=pass header.d=example.org");

    assertThat(refuse(signed, "From: joe@example.org\r\n" + HELLO, NOBODY))
        .isEqualTo(new NoticeOutcome.Suppressed(Cause.UNAUTHENTICATED));
    assertThat(refuse(signed, HELLO, NOBODY)).isInstanceOf(NoticeOutcome.Sent.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no header at all\r\n", "\r\n\r\nbody"})
  void what_has_no_header_draws_no_notice(String message) {
    assertThat(refuse(joe(), message, NOBODY))
        .isEqualTo(new NoticeOutcome.Suppressed(Cause.UNREADABLE));
  }

  @Test
  void we_speak_for_our_own_domains_only() {
    NoticeOutcome foreign = refuse(joe(), HELLO, "x@foreign.example", "x@[192.0.2.1]");
    NoticeOutcome both = refuse(joe(), HELLO, "x@foreign.example", NOBODY);

    assertThat(foreign).isEqualTo(new NoticeOutcome.Suppressed(Cause.FOREIGN_RECIPIENT));
    assertThat(both).isEqualTo(new NoticeOutcome.Sent(List.of(EmailAddress.parse(NOBODY))));
  }

  @Test
  void what_is_stored_or_deferred_is_not_told() {
    Envelope envelope = joe();
    DeliveryReport deferred =
        new DeliveryReport(
            List.of(Verdict.decline(EmailAddress.parse(NOBODY), Reason.STORE_UNAVAILABLE)));

    assertThat(melme.notices().refuse(envelope, deferred, source(HELLO)))
        .isEqualTo(new NoticeOutcome.Suppressed(Cause.NOTHING_REFUSED));
    assertThat(transport.messages).isEmpty();
  }

  @Test
  void a_refused_delivery_leads_to_its_notice() {
    Envelope envelope = joe().to(EmailAddress.parse(NOBODY));
    DeliveryReport report = melme.router().deliver(envelope, source(HELLO));

    assertThat(melme.notices().refuse(envelope, report, source(HELLO)))
        .isInstanceOf(NoticeOutcome.Sent.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aliases.match", "outbox.claimNotice"})
  void a_store_that_is_away_sends_nothing_and_spends_no_claim(String where) {
    AtomicInteger calls = new AtomicInteger();
    store.before =
        call -> {
          if (call.equals(where) && calls.incrementAndGet() == 2) {
            throw new StoreException(StoreException.Fault.UNAVAILABLE, "planted", null);
          }
        };

    assertThatThrownBy(() -> refuse(joe(), HELLO, NOBODY, "another@acme.example"))
        .isInstanceOf(StoreException.class);
    assertThat(transport.messages).isEmpty();
    assertThat(refuse(joe(), HELLO, NOBODY, "another@acme.example"))
        .isInstanceOfSatisfying(
            NoticeOutcome.Sent.class, sent -> assertThat(sent.about()).hasSize(2));
  }

  @Test
  void the_source_is_closed_whatever_happens_and_read_up_to_its_header() {
    AtomicInteger closed = new AtomicInteger();
    AtomicInteger opened = new AtomicInteger();
    MessageSource failing =
        new MessageSource() {
          @Override
          public InputStream openStream() throws IOException {
            opened.incrementAndGet();
            throw new IOException("planted");
          }

          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };

    assertThatThrownBy(() -> melme.notices().refuse(joe(), refused(NOBODY), failing))
        .isInstanceOf(MessageSourceException.class);
    melme.notices().refuse(Envelope.from(ReversePath.NULL), refused(NOBODY), failing);

    assertThat(closed).hasValue(2);
    assertThat(opened).hasValue(1);
  }

  @Test
  void a_body_however_long_is_not_read() {
    AtomicInteger read = new AtomicInteger();
    byte[] header = HELLO.getBytes(UTF_8);
    InputStream endless =
        new InputStream() {
          private final InputStream start = new ByteArrayInputStream(header);

          @Override
          public int read() throws IOException {
            read.incrementAndGet();
            int b = start.read();
            return b < 0 ? 'x' : b;
          }
        };

    NoticeOutcome outcome =
        melme.notices().refuse(joe(), refused(NOBODY), MessageSource.of(endless));

    assertThat(outcome).isInstanceOf(NoticeOutcome.Sent.class);
    assertThat(read.get()).isLessThanOrEqualTo(512 * 1024);
  }

  @Test
  void without_a_transport_there_are_no_notices() {
    try (MelMe mute = MelMe.builder().store(new RecordingStore()).build()) {
      assertThatThrownBy(mute::notices).isInstanceOf(InvalidValueException.class);
    }
  }

  @Test
  void the_transport_is_closed_with_melme() {
    melme.close();

    assertThat(transport.closed).isTrue();
  }

  @Test
  void a_visitor_answers_each_outcome() {
    NoticeOutcome.Visitor<String> visitor =
        new NoticeOutcome.Visitor<>() {
          @Override
          public String sent(NoticeOutcome.Sent sent) {
            return "sent " + sent.about();
          }

          @Override
          public String other(NoticeOutcome outcome) {
            return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
          }
        };

    assertThat(
            List.of(
                new NoticeOutcome.Sent(List.of(EmailAddress.parse("a@b.example"))).accept(visitor),
                new NoticeOutcome.Deferred("451").accept(visitor),
                new NoticeOutcome.Suppressed(Cause.LIST).accept(visitor)))
        .containsExactly("sent [a@b.example]", "deferred", "suppressed");
  }

  private static Envelope joe() {
    return Envelope.from(ReversePath.parse("joe@example.org")).authenticationResults(PASSED);
  }

  private static DeliveryReport refused(String... recipients) {
    return new DeliveryReport(
        List.of(recipients).stream()
            .map(address -> Verdict.decline(EmailAddress.parse(address), Reason.UNKNOWN_ALIAS))
            .toList());
  }

  private NoticeOutcome refuse(Envelope envelope, String message, String... recipients) {
    return melme.notices().refuse(envelope, refused(recipients), source(message));
  }

  private static MessageSource source(String message) {
    return MessageSource.of(message.getBytes(UTF_8));
  }
}
