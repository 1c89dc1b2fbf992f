package dev.melme.core.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageSource;
import dev.melme.api.MessageTrait;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.Verdict;
import dev.melme.core.mime.MessageIndexer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MultipartReport;
import org.junit.jupiter.api.Test;

class NoticeWriterTest {

  private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");
  private static final EmailAddress JOE = EmailAddress.parse("joe@example.org");

  private final NoticeWriter writer = new NoticeWriter();

  @Test
  void angus_reads_what_is_written() throws MessagingException, IOException {
    byte[] notice =
        write(
            JOE,
            List.of("From: Joe <joe@example.org>", "Message-ID: <1@example.org>"),
            "nobody@acme.example",
            "gone@acme.example");

    MimeMessage message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(notice));
    MultipartReport report = (MultipartReport) message.getContent();
    DeliveryStatus status = (DeliveryStatus) report.getReport();
    assertThat(status.getMessageDSN().getHeader("Reporting-MTA"))
        .containsExactly("dns; acme.example");
    assertThat(status.getRecipientDSNCount()).isEqualTo(2);
    assertThat(status.getRecipientDSN(0).getHeader("Final-Recipient"))
        .containsExactly("rfc822; nobody@acme.example");
    assertThat(status.getRecipientDSN(0).getHeader("Diagnostic-Code"))
        .containsExactly("smtp; 550 5.1.1 No such recipient here");
    assertThat(report.getReturnedMessage().getMessageID()).isEqualTo("<1@example.org>");
    assertThat(report.getCount()).isEqualTo(3);
  }

  @Test
  void the_header_holds_nothing_but_fields_of_the_allow_list() throws MessagingException {
    byte[] notice = write(JOE, List.of("From: joe@example.org"), "nobody@acme.example");

    MimeMessage message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(notice));
    assertThat(Collections.list(message.getAllHeaders()))
        .extracting(header -> header.getName())
        .containsExactly(
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type");
    assertThat(message.getHeader("From", null))
        .isEqualTo("Mail delivery <postmaster@acme.example>");
    assertThat(message.getHeader("Date", null)).isEqualTo("Wed, 4 Mar 2026 05:06:07 +0000");
    assertThat(message.getMessageID()).matches("<[0-9a-f]{32}@acme\\.example>");
  }

  @Test
  void nothing_of_this_host_is_in_it() throws IOException {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    String notice;
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      notice = new String(write(JOE, List.of("From: joe@example.org"), "x@acme.example"), UTF_8);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }

    assertThat(notice)
        .contains("Date: Wed, 4 Mar 2026 05:06:07 +0000")
        .doesNotContainIgnoringCase(InetAddress.getLocalHost().getHostName())
        .doesNotContainIgnoringCase("MelMe", "localhost", "jakarta", "java");
    String user = System.getProperty("user.name");
    assertThat(notice.split("\\W+", -1)).doesNotContain(user);
  }

  @Test
  void two_notices_have_nothing_random_in_common() {
    String one = new String(write(JOE, List.of(), "x@acme.example"), UTF_8);
    String other = new String(write(JOE, List.of(), "x@acme.example"), UTF_8);

    List<String> ids = one.lines().filter(line -> line.matches(".*[0-9a-f]{32}.*")).toList();
    assertThat(ids).hasSizeGreaterThan(4);
    assertThat(other.lines().toList()).doesNotContainAnyElementsOf(ids);
  }

  @Test
  void lines_end_in_crlf_are_short_and_hold_ascii() {
    String long998 = "Subject: " + "x".repeat(1_900);
    byte[] notice =
        write(
            JOE,
            List.of("From: J\u00f6rg <joe@example.org>", long998, "To: =20 \t ="),
            "a".repeat(64) + "@acme.example");

    String text = new String(notice, UTF_8);
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    assertThat(text.split("\r\n", -1)).allMatch(line -> line.length() <= 998);
    assertThat(text.chars()).allMatch(c -> c < 0x80);
  }

  @Test
  void addresses_and_fields_that_are_not_ascii_come_out_again() {
    EmailAddress sender = EmailAddress.parse("j\u00f6rg@example.org");
    byte[] notice = write(sender, List.of("From: j\u00f6rg@example.org"), "\u00fcber@acme.example");

    String text = new String(notice, UTF_8);
    assertThat(text)
        .contains("To: <j\u00f6rg@example.org>\r\n")
        .contains("Content-Type: message/global-delivery-status\r\n")
        .contains("Final-Recipient: utf-8; =C3=BCber@acme.example\r\n")
        .contains("Content-Type: message/global-headers\r\n")
        .contains("From: j=C3=B6rg@example.org\r\n");
  }

  @Test
  void our_own_index_calls_it_a_report_and_automatic() {
    byte[] notice = write(JOE, List.of("From: joe@example.org"), "nobody@acme.example");

    MessageIndex index = new MessageIndexer().index(notice, 0, notice.length);

    assertThat(index.completeness()).isEqualTo(MessageIndex.Completeness.PARSED);
    assertThat(index.traits())
        .containsExactlyInAnyOrder(MessageTrait.AUTOMATIC, MessageTrait.REPORT);
    assertThat(index.text()).contains("could not be delivered", "550 5.1.1");
  }

  @Test
  void only_what_the_sender_wrote_is_returned() {
    String message =
        """
        Return-Path: <joe@example.org>
        Delivered-To: real.person@provider.example
        X-Original-To: nobody@acme.example
        Received: from mx.example.org by internal-host.acme.example
        Authentication-Results: internal-host.acme.example; spf=pass
        Message-ID: <1@example.org>
        Date: Wed, 4 Mar 2026 06:06:07 +0100
        FROM: Joe
         <joe@example.org>
        To: nobody@acme.example
        Cc: %s
        Subject: one
        Subject: two
        X-Mailer: mailer

        Subject: body
        """
            .formatted("x@example.org, ".repeat(500));

    List<String> returned =
        RefusedMessage.read(MessageSource.of(message.getBytes(UTF_8)), new MessageIndexer())
            .returned();

    assertThat(returned)
        .containsExactly(
            "Date: Wed, 4 Mar 2026 06:06:07 +0100",
            "From: Joe <joe@example.org>",
            "To: nobody@acme.example",
            "Subject: one",
            "Message-ID: <1@example.org>");
  }

  @Test
  void no_field_of_the_message_becomes_a_line_of_the_notice() {
    String message = "From: joe@example.org\nSubject: a\0b\u0007\u0085Bcc: x\rX-Evil: 1\n\nbody\n";

    List<String> returned =
        RefusedMessage.read(MessageSource.of(message.getBytes(UTF_8)), new MessageIndexer())
            .returned();

    assertThat(returned).containsExactly("From: joe@example.org", "Subject: ab Bcc: x");
  }

  private byte[] write(EmailAddress sender, List<String> returned, String... recipients) {
    return writer.write(
        new Notice(
            sender,
            List.of(recipients).stream()
                .map(
                    address ->
                        new Verdict.Refused(EmailAddress.parse(address), Reason.UNKNOWN_ALIAS))
                .toList(),
            returned,
            AT));
  }
}
