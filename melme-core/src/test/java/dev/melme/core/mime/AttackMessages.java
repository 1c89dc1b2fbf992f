package dev.melme.core.mime;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The hostile shapes of the reliability table, row 5, and their relatives. */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers hold no state
enum AttackMessages {
  NESTED_100_WITH_20_MB(
      () -> {
        StringBuilder text = new StringBuilder(21 << 20).append("From: a@b.example\r\n");
        for (int i = 0; i < 100; i++) {
          text.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b");
          text.append(i).append("\r\n");
        }
        text.append("Content-Type: text/plain\r\n\r\n");
        return text.append("some text on a line of its own\r\n".repeat(20 << 15)).toString();
      }),
  NESTED_10_000(
      () -> {
        StringBuilder text = new StringBuilder("From: a@b.example\n");
        for (int i = 0; i < 10_000; i++) {
          text.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b");
          text.append(i).append('\n');
        }
        return text.toString();
      }),
  NESTED_MESSAGES_10_000(
      () -> "From: a@b.example\n" + "Content-Type: message/rfc822\n\n".repeat(10_000)),
  MILLION_EMPTY_PARTS(
      () -> multipart("boundary") + "--boundary\r\n\r\n".repeat(1_000_000) + "--boundary--\r\n"),
  MILLION_EMPTY_PARTS_SHORT_BOUNDARY(() -> multipart("b") + "--b\n".repeat(1_000_000)),
  ALMOST_DELIMITERS(
      () -> {
        StringBuilder text = new StringBuilder(22 << 20).append("From: a@b.example\n");
        String boundary = "x".repeat(60);
        for (int i = 0; i < 20; i++) {
          text.append("Content-Type: multipart/mixed; boundary=").append(boundary);
          text.append((char) ('a' + i)).append("\n\n--").append(boundary);
          text.append((char) ('a' + i)).append('\n');
        }
        return text.append('\n').append(("--" + boundary + "z\n").repeat(20 << 14)).toString();
      }),
  DASHES(() -> multipart("b") + "--b\n\n" + "--\n".repeat(10 << 20)),
  ENCODED_WORDS_250_KB(
      () -> "From: a@b.example\nSubject:" + " =?utf-8?q?=C3=A4?=\n".repeat(13_000) + "\n\nx"),
  ENCODED_WORDS_ONE_LINE(
      () -> "From: a@b.example\nSubject:" + " =?utf-8?b?w6Q=?=".repeat(5_500) + "\n\nx"),
  BROKEN_ENCODED_WORDS(() -> "From: a@b.example\nSubject: " + "=?a?q?".repeat(16_000) + "\n\nx"),
  TO_200_KB(() -> "From: a@b.example\nTo: " + "Person <p@q.example>,\n ".repeat(9_000) + "\n\nx"),
  TO_OPEN_QUOTES(() -> "From: a@b.example\nTo: " + "\"<(".repeat(33_000) + "\n\nx"),
  TO_OPEN_BRACKETS(() -> "From: a@b.example\nTo: " + "<a,".repeat(33_000) + "\n\nx"),
  FROM_SPACES(() -> "From: a" + " ".repeat(99_000) + "@ b .\n\nx"),
  REFERENCES_100_KB(() -> "From: a@b.example\nReferences: " + "<".repeat(99_000) + "\n\nx"),
  REFERENCES_DISTINCT(
      () -> {
        StringBuilder text = new StringBuilder("From: a@b.example\nReferences:");
        for (int i = 0; i < 9_000; i++) {
          text.append(" <").append(i).append("@x>");
        }
        return text + "\n\nx";
      }),
  CONTINUED_PARAMETERS(
      () -> {
        StringBuilder text = new StringBuilder("From: a@b.example\nContent-Type: a/b");
        for (int i = 0; i < 20_000; i++) {
          text.append(";\n name*").append(i).append("*=%C3");
        }
        return text + "\n\nx";
      }),
  DEEP_HTML(() -> "Content-Type: text/html\n\n" + "<div>".repeat(100_000) + "deep"),
  DEEP_HTML_FORMATTING(() -> "Content-Type: text/html\n\n" + "<b><i><a><p>".repeat(80_000) + "x"),
  DEEP_HTML_TABLES(() -> "Content-Type: text/html\n\n" + "<table><tr><td>".repeat(60_000) + "x"),
  HTML_ATTRIBUTES(
      () -> {
        StringBuilder text = new StringBuilder("Content-Type: text/html\n\n<p ");
        for (int i = 0; i < 90_000; i++) {
          text.append('a').append(i).append("=1 ");
        }
        return text.append(">x").toString();
      }),
  ONE_LINE_50_MB(() -> "From: a@b.example\n\n" + "x".repeat(50 << 20)),
  ONE_BASE64_LINE_50_MB(
      () ->
          "From: a@b.example\nContent-Transfer-Encoding: base64\nContent-Type: a/b\n\n"
              + "QUJD".repeat(50 << 18)),
  ONE_QUOTED_LINE_50_MB(
      () -> "Content-Transfer-Encoding: quoted-printable\n\n" + "=41 ".repeat(50 << 18)),
  ONE_HEADER_LINE_20_MB(() -> "Subject: " + "x".repeat(20 << 20) + "\n\nbody"),
  MILLION_FIELDS(() -> "X: y\n".repeat(1_000_000) + "\nbody"),
  MILLION_BLANK_LINES(() -> "\r\n".repeat(10_000_000) + "From: a@b.example\n\nbody"),
  FLOWED_QUOTES(
      () ->
          "Content-Type: text/plain; format=flowed\n\n" + (">".repeat(500) + " a \n").repeat(400)),
  UU_BEGINNINGS(() -> "From: a@b.example\n\n" + "begin 644 file\n".repeat(1_000_000)),
  UU_FILES(() -> "From: a@b.example\n\n" + "begin 644 f\n#86)C\n`\nend\n".repeat(300_000)),
  LONG_WORDS(() -> "From: a@b.example\n\n" + "\u00e4".repeat(60_000) + "a".repeat(60_000)),
  MARKS(() -> "From: a@b.example\n\na" + "\u0301".repeat(60_000));

  private final Supplier<String> text;

  AttackMessages(Supplier<String> text) {
    this.text = text;
  }

  private static String multipart(String boundary) {
    return "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n";
  }

  byte[] bytes() {
    return text.get().getBytes(StandardCharsets.UTF_8);
  }
}
