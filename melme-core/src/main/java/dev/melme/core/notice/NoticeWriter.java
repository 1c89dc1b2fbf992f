package dev.melme.core.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.routing.SmtpReply;
import dev.melme.api.routing.Verdict;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Writes notices: a multipart/report of three parts (RFC 6522 §3, RFC 3464 §2), with header fields
 * of the allow-list only, and no name but the domain that was written to.
 *
 * <p>Angus has classes for these parts. They are not used: its returned header gets a Message-ID
 * with the name of this host and a Date, an address that is not ASCII is broken and its part
 * labelled as base64 that it is not, and boundaries count the mail of the process.
 *
 * <p>Everything but the To field is 7-bit: an address that is not ASCII is encoded in the parts
 * that know it (RFC 6533). Safe for use by many threads.
 */
final class NoticeWriter {

  /** RFC 5322 §3.3; names of days and months in English whatever the locale. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String STATUS = "message/delivery-status";
  private static final String GLOBAL_STATUS = "message/global-delivery-status";
  private static final int RANDOM_BYTES = 16;
  private static final String CRLF = "\r\n";

  private final SecureRandom random = new SecureRandom();

  /** The bytes of a notice, as they go out. */
  byte[] write(Notice notice) {
    String domain = notice.domain();
    String boundary = "=_" + random();
    StringBuilder out = new StringBuilder();
    line(out, "From: Mail delivery <postmaster@" + domain + ">");
    line(out, "To: <" + notice.to() + ">");
    line(out, "Subject: Your message could not be delivered");
    line(out, "Date: " + DATE.format(notice.at()));
    line(out, "Message-ID: <" + random() + "@" + domain + ">");
    line(out, "Auto-Submitted: auto-replied");
    line(out, "MIME-Version: 1.0");
    line(out, "Content-Type: multipart/report; report-type=delivery-status;");
    line(out, " boundary=\"" + boundary + "\"");
    line(out, "");
    boolean utf8 = notice.internationalised();
    part(out, boundary, "text/plain; charset=utf-8", text(notice));
    part(out, boundary, utf8 ? GLOBAL_STATUS : STATUS, status(notice, utf8));
    String header = String.join("\n", notice.returned()) + "\n";
    part(out, boundary, isAscii(header) ? "text/rfc822-headers" : "message/global-headers", header);
    line(out, "--" + boundary + "--");
    return out.toString().getBytes(UTF_8);
  }

  private static String text(Notice notice) {
    StringBuilder text = new StringBuilder("Your message could not be delivered to\n\n");
    for (Verdict.Refused refused : notice.refused()) {
      text.append("    ").append(refused.recipient()).append('\n');
      text.append("    ").append(refused.reply()).append("\n\n");
    }
    return text.append("It was not kept. What you wrote in its header is attached.\n").toString();
  }

  private static String status(Notice notice, boolean utf8) {
    StringBuilder status = new StringBuilder("Reporting-MTA: dns; ").append(notice.domain());
    for (Verdict.Refused refused : notice.refused()) {
      SmtpReply reply = refused.reply();
      status
          .append("\n\nFinal-Recipient: ")
          .append(utf8 ? "utf-8; " : "rfc822; ")
          .append(refused.recipient())
          .append("\nAction: failed\nStatus: ")
          .append(reply.status())
          .append("\nDiagnostic-Code: smtp; ")
          .append(reply);
    }
    return status.append('\n').toString();
  }

  private static void part(StringBuilder out, String boundary, String type, String content) {
    line(out, "--" + boundary);
    line(out, "Content-Type: " + type);
    // RFC 3464 §2.1: a delivery status is never encoded; its lines are short enough by what is in
    // it
    if (type.equals(STATUS) || QuotedLines.fits(content)) {
      line(out, "");
      line(out, content.replace("\n", CRLF));
    } else {
      line(out, "Content-Transfer-Encoding: quoted-printable");
      line(out, "");
      line(out, QuotedLines.encode(content));
    }
  }

  private static void line(StringBuilder out, String line) {
    out.append(line).append(CRLF);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /** 128 random bits (RFC 5322 §3.6.4: an id is unique). */
  private String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
