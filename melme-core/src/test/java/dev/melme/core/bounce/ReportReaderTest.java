package dev.melme.core.bounce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.core.bounce.ReportedRecipient.Action;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {

  private static final String ABOUT_MESSAGE = "Reporting-MTA: dns; mx.example.org\n\n";
  private static final String JANE =
      """
      Original-Recipient: rfc822;jane@example.org
      Final-Recipient: rfc822; j.doe@mail.example.org
      Action: failed
      Status: 5.1.1 (bad destination mailbox address)
      Diagnostic-Code: smtp; 550 5.1.1 <j.doe@mail.example.org>:
       User unknown
      """;
  private static final String JOE =
      """
      Final-Recipient: rfc822; joe@example.org
      Action: delayed
      Status: 4.4.1
      """;

  @Test
  void each_recipient_is_told_with_what_was_said_about_it() throws IOException {
    Report report = report(ABOUT_MESSAGE + JANE + "\n" + JOE);

    assertThat(report.messageIdField()).contains("1@acme.example");
    assertThat(report.recipients())
        .containsExactly(
            new ReportedRecipient(
                addresses("jane@example.org", "j.doe@mail.example.org"),
                Action.FAILED,
                "5.1.1",
                "550 5.1.1 <j.doe@mail.example.org>: User unknown"),
            new ReportedRecipient(addresses("joe@example.org"), Action.DELAYED, "4.4.1", "4.4.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n\n\n", "\n \t\n", ""})
  void empty_lines_are_many_or_missing(String between) throws IOException {
    Report report = report(ABOUT_MESSAGE.stripTrailing() + "\n" + between + JANE + between + JOE);

    assertThat(report.recipients())
        .extracting(ReportedRecipient::action)
        .containsExactly(Action.FAILED, Action.DELAYED);
  }

  @Test
  void an_empty_line_inside_a_recipient_does_not_make_two_of_it() throws IOException {
    Report report = report(ABOUT_MESSAGE + JANE.replace("Action:", "\nAction:") + "\n" + JOE);

    assertThat(report.recipients())
        .extracting(ReportedRecipient::status)
        .containsExactly("5.1.1", "4.4.1");
  }

  @ParameterizedTest
  @CsvSource({
    "failed, '', FAILED",
    "FAILED (bad address), 4.4.7, FAILED",
    "failed;, '', FAILED",
    "expired, '', FAILED",
    "delayed, 5.0.0, DELAYED",
    "delivered, 2.0.0, DELIVERED",
    "relayed, 2.0.0, RELAYED",
    "expanded, 2.0.0, EXPANDED",
    "deliverable, 2.1.5, DELIVERED",
    "'', 5.7.1, FAILED",
    "'', 4.2.2, DELAYED",
    "'', 550 5.1.1, UNKNOWN",
    "'', '', UNKNOWN",
    "nonsense, '', UNKNOWN"
  })
  void the_action_is_the_field_else_the_class_of_the_status(
      String action, String status, Action expected) throws IOException {
    String group = "Final-Recipient: rfc822; joe@example.org\n";

    Report report = report(group + "Action: " + action + "\nStatus: " + status + "\n");

    assertThat(report.recipients()).extracting(ReportedRecipient::action).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rfc822; jane@example.org | jane@example.org",
        "RFC822;jane@example.org | jane@example.org",
        "rfc822; <jane@example.org> | jane@example.org",
        "jane@example.org | jane@example.org",
        "rfc822; Jane Doe <jane@example.org> | jane@example.org",
        "rfc822; jane@example.org (was j@example.org) | jane@example.org",
        "rfc822; \"jane doe\"@example.org | \"jane doe\"@example.org",
        "rfc822; jane+2Borders@example.org | jane+orders@example.org",
        "utf-8; j\\x{E4}ne@example.org | j\u00e4ne@example.org",
        "utf-8; j\u00e4ne@example.org | j\u00e4ne@example.org",
        "utf-8; j\\x{1F408}@example.org | j\uD83D\uDC08@example.org",
      })
  void an_address_is_found_however_it_is_written(String value, String address) throws IOException {
    Report report = report("Final-Recipient: " + value + "\nAction: failed\n");

    assertThat(report.recipients().get(0).addresses()).contains(EmailAddress.parse(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "rfc822;", "x400; /c=us/admd= /", "utf-8; \\x{110000}\\x{}@", "+2@+zz", "<>"})
  void what_is_no_address_is_none(String value) throws IOException {
    Report report = report("Final-Recipient: " + value + "\nAction: failed\n");

    assertThat(report.recipients().get(0).addresses()).isEmpty();
    assertThat(report.recipients().get(0).action()).isEqualTo(Action.FAILED);
  }

  @Test
  void what_was_said_is_one_clean_line_of_at_most_500_characters() throws IOException {
    String said = "smtp; 550 \u0007\u0000b\u202Ead\t" + "x\uD83D\uDE00".repeat(400);

    String reply =
        report("Final-Recipient: rfc822; a@b.example\nDiagnostic-Code: " + said + "\n")
            .recipients()
            .get(0)
            .reply();

    assertThat(reply).startsWith("550 b").hasSizeBetween(498, 500).doesNotContain("\uFFFD");
    assertThat(reply.chars()).noneMatch(c -> c < ' ' || c == 0x7f);
  }

  @ParameterizedTest
  @CsvSource({
    "message/rfc822, 7bit",
    "text/rfc822-headers, 7bit",
    "message/global, 8bit",
    "message/global-headers, 8bit",
    "text/rfc822-headers, quoted-printable",
    "MESSAGE/RFC822, binary"
  })
  void the_returned_message_or_header_tells_its_id(String type, String encoding)
      throws IOException {
    String returned =
        "Received: from somewhere\nMessage-ID:\n <long.id@acme.example>\n\nMessage-ID: <no@x>\n";

    Report report = read(whole(ABOUT_MESSAGE + JANE, type, encoding, returned));

    assertThat(report.messageIdField()).contains("long.id@acme.example");
  }

  @Test
  void a_returned_message_in_front_of_the_status_is_read_as_well() throws IOException {
    String message =
        """
        Content-Type: multipart/report; boundary=b

        --b
        Content-Type: message/rfc822

        Message-ID: <1@acme.example>

        --b
        Content-Type: message/delivery-status

        %s
        --b--
        """
            .formatted(JANE);

    Report report = read(message);

    assertThat(report.messageIdField()).contains("1@acme.example");
    assertThat(report.recipients()).hasSize(1);
  }

  @Test
  void a_notification_about_reading_tells_its_message_and_no_recipient() throws IOException {
    String message =
        """
        Content-Type: multipart/report; report-type=disposition-notification; boundary=b

        --b
        Content-Type: message/disposition-notification

        Final-Recipient: rfc822;jane@example.org
        Original-Message-ID: <1@acme.example>
        Disposition: manual-action/MDN-sent-manually; displayed

        --b--
        """;

    Report report = read(message);

    assertThat(report).isEqualTo(new Report(List.of(), Optional.of("1@acme.example")));
  }

  @Test
  void a_report_inside_a_forwarded_message_is_not_this_message() throws IOException {
    String inner = whole(ABOUT_MESSAGE + JANE, "message/rfc822", "7bit", "Message-ID: <1@x>\n\n");
    String message =
        "Content-Type: multipart/mixed; boundary=outer\n\n--outer\nContent-Type: message/rfc822\n\n"
            + inner
            + "\n--outer--\n";

    assertThat(read(message).recipients()).isEmpty();
  }

  @Test
  void most_recipients_are_as_many_as_a_message_may_have() throws IOException {
    String many = (JOE + "\n").repeat(3_000);

    assertThat(report(many).recipients()).hasSize(500);
  }

  @Test
  void no_more_is_read_than_a_report_needs() throws IOException {
    AtomicLong taken = new AtomicLong();
    byte[] start = whole(ABOUT_MESSAGE + JANE, "message/rfc822", "7bit", "").getBytes(UTF_8);
    InputStream endless =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            taken.incrementAndGet();
            return at < start.length ? start[at++] : 'x';
          }
        };

    ReportReader.read(endless);

    assertThat(taken.get()).isLessThanOrEqualTo(512 * 1024);
  }

  @Test
  void whatever_comes_is_read_without_an_exception() throws IOException {
    byte[] report =
        whole(ABOUT_MESSAGE + JANE + "\n" + JOE, "message/rfc822", "7bit", "Message-ID: <1@a>\n\n")
            .getBytes(UTF_8);
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] broken = report.clone();
      for (int change = random.nextInt(20); change >= 0; change--) {
        broken[random.nextInt(broken.length)] =
            (byte) "\n\r:;-= <>@+\\{\u0000\u00ff".charAt(random.nextInt(15));
      }

      assertThat(ReportReader.read(new ByteArrayInputStream(broken))).isNotNull();
    }
  }

  private static Report report(String status) throws IOException {
    return read(
        whole(status, "text/rfc822-headers", "7bit", "Message-ID: <1@acme.example>\nTo: x\n"));
  }

  private static String whole(String status, String type, String encoding, String returned) {
    return """
    From: MAILER-DAEMON@mx.example.org
    Content-Type: multipart/report; report-type=delivery-status;
     boundary="=_b"

    --=_b
    Content-Type: text/plain

    It did not arrive.

    --=_b
    Content-Type: message/delivery-status

    %s
    --=_b
    Content-Type: %s
    Content-Transfer-Encoding: %s

    %s
    --=_b--
    """
        .formatted(status, type, encoding, returned);
  }

  private static Report read(String message) throws IOException {
    return ReportReader.read(new ByteArrayInputStream(message.getBytes(UTF_8)));
  }

  private static List<EmailAddress> addresses(String... addresses) {
    return List.of(addresses).stream().map(EmailAddress::parse).toList();
  }
}
