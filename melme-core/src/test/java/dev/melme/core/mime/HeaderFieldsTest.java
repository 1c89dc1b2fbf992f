package dev.melme.core.mime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Correspondent;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageTrait;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the index makes of header fields, sound and damaged. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are the point here
class HeaderFieldsTest {

  private final MessageIndexer indexer = new MessageIndexer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=?utf-8?q?a=C3=A4b?=                        | aäb",
        "=?utf-8?Q?=C3?= =?utf-8?Q?=A4?=             | ä",
        "=?utf-8?B?w6Q?=                             | ä",
        "=?utf-8?B?w6R4?= =?iso-8859-1?Q?=E4?=       | äxä",
        "=?utf-8?Q?two words here?=                  | two words here",
        "x=?utf-8?Q?y?=z                             | xyz",
        "=?utf-8*en?Q?y?=                            | y",
        "=?no-such-charset?Q?=C3=A4?=                | ä",
        "=?iso-8859-1?Q?=80?=                        | €",
        "=?utf-7?Q?Fr+APY-sche?=                     | Frösche",
        "=?gb2312?B?1tC5+g==?=                       | 中国",
        "=?utf-8?Q?bad=ZZ=4?=                        | bad=ZZ=4",
        "=?utf-8?Q?open                              | =?utf-8?Q?open",
        "=?utf-8?Q?open =?utf-8?Q?ok?=               | =?utf-8?Q?open ok",
      })
  void encoded_word_is_decoded(String field, String expected) {
    assertThat(index("Subject: " + field).subject()).isEqualTo(expected);
  }

  @Test
  void encoded_word_that_holds_a_line_feed_is_cleaned() {
    MessageIndex index =
        index(
            "Subject: =?utf-8?Q?a=0D=0ABcc:_x=00y=7F?=\n"
                + "From: =?utf-8?Q?a=0D=0Ab?= <=?utf-8?Q?x=0A?=@y.example>\n"
                + "Message-ID: <a\0b@c>");

    assertThat(index.subject()).isEqualTo("a  Bcc: xy");
    assertThat(index.from()).containsExactly(new Correspondent("a  b", "x@y.example"));
    assertThat(index.messageIdField()).contains("ab@c");
  }

  @Test
  void lone_surrogate_is_replaced_and_a_cut_never_parts_a_pair() {
    assertThat(CleanText.line("a\uD83Db", 10)).isEqualTo("a\uFFFDb");
    assertThat(CleanText.line("ab\uD83D\uDE00", 3)).isEqualTo("ab");
    assertThat(CleanText.line("x".repeat(2000), 998)).hasSize(998);
  }

  @Test
  void override_of_the_writing_direction_is_removed_from_file_names_alone() {
    assertThat(CleanText.line("a\u202Eb", 10)).isEqualTo("a\u202Eb");
    assertThat(FileNames.clean("fdp\u202Eexe.pdf")).isEqualTo("fdpexe.pdf");
  }

  @Test
  void undeclared_bytes_are_utf_8_else_the_charset_of_the_text_else_windows_1252() {
    assertThat(index("Subject: \u00c3\u00a4").subject()).isEqualTo("ä");
    assertThat(index("Subject: \u00e4\u0080").subject()).isEqualTo("ä€");
    assertThat(index("Subject: \u00c4\u00c1\nContent-Type: text/plain; charset=koi8-r").subject())
        .isEqualTo("да");
  }

  @Test
  void address_list_is_read_leniently() {
    MessageIndex index =
        index(
            "To: Doe <a@b.example>, \"Quoted, Name\" <c@d.example>, e@f.example (Comment),\n"
                + " Missing g@h.example, <i@j.example>k@l.example, Team: m@n.example,"
                + " o@p.example;,\n"
                + " <@relay.example:q@r.example>, undisclosed-recipients:;, s @ t . example");

    assertThat(index.to())
        .containsExactly(
            new Correspondent("Doe", "a@b.example"),
            new Correspondent("Quoted, Name", "c@d.example"),
            new Correspondent("Comment", "e@f.example"),
            new Correspondent("Missing", "g@h.example"),
            new Correspondent("k@l.example", "i@j.example"),
            new Correspondent("", "m@n.example"),
            new Correspondent("", "o@p.example"),
            new Correspondent("", "q@r.example"),
            new Correspondent("undisclosed-recipients", ""),
            new Correspondent("", "s@t.example"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 1 Jun 2026 12:00:00 +0200 (CEST)       | 2026-06-01T10:00:00Z",
        "1 Jun 26 12:00 EST                          | 2026-06-01T17:00:00Z",
        "Mon Jun  1 12:00:00 2026                    | 2026-06-01T12:00:00Z",
        "2026-06-01T12:00:00Z                        | 2026-06-01T12:00:00Z",
        "2026-06-01 12:00:00 +02:00                  | 2026-06-01T10:00:00Z",
        "Mon, 01 June 2026 12.00.00 GMT+0200         | 2026-06-01T10:00:00Z",
        "Thu, 31 Dec 1998 23:59:60 +0000             | 1998-12-31T23:59:59Z",
        "Jun 1, 2026 1:05 PM                         | 2026-06-01T13:05:00Z",
        "1 Jun 2026 12:00:00 -0000                   | 2026-06-01T12:00:00Z",
      })
  void date_is_read(String field, Instant expected) {
    assertThat(index("Date: " + field).date()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "06/01/2026", "32 Jun 2026 12:00", "1 Jun 0026 25:00"})
  void unreadable_date_is_missing(String field) {
    assertThat(index("Date: " + field).date()).isEmpty();
  }

  @Test
  void date_does_not_depend_on_the_locale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));

      assertThat(index("DATE: 1 APRIL 2026 12:00 +0000").date())
          .contains(Instant.parse("2026-04-01T12:00:00Z"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void ids_are_bounded_and_the_first_and_last_ones_are_kept() {
    StringBuilder field = new StringBuilder("References:");
    for (int i = 0; i < 200; i++) {
      field.append("\n <").append(i).append("@x>");
    }

    List<String> references = index(field.toString()).references();

    assertThat(references).hasSize(50).startsWith("0@x", "1@x").endsWith("198@x", "199@x");
  }

  @Test
  void giant_message_id_is_cut() {
    String id = "x".repeat(9_000);

    assertThat(index("Message-ID: <" + id + "@y>").messageIdField().orElseThrow()).hasSize(998);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted: auto-replied; x=y   | AUTOMATIC",
        "Precedence: bulk                    | AUTOMATIC",
        "List-Id: <a.example>                | LIST",
        "List-Unsubscribe: <mailto:a@b>      | LIST",
        "Content-Type: multipart/report; boundary=x | REPORT",
      })
  void trait_is_seen(String field, MessageTrait trait) {
    assertThat(index(field + "\nFrom: a@b.example").traits()).containsExactly(trait);
  }

  @Test
  void message_by_hand_has_no_traits() {
    assertThat(index("Auto-Submitted: no\nFrom: A <a@b.example>").traits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: y",
        "From: a@b.example\nFrom: a@b.example",
        "From: a@b.example, c@d.example",
        "From: \"ceo@bank.example\" <x@y.example>",
        "From: <a@b.example>c@d.example",
        "From: nobody",
        "From: A <>",
      })
  void misleading_from_field_is_suspicious(String header) {
    assertThat(index(header).traits()).containsExactly(MessageTrait.SUSPICIOUS_FROM);
  }

  @Test
  void name_that_is_the_address_itself_is_not_suspicious() {
    assertThat(index("From: \"A@B.example\" <a@b.example>").traits()).isEmpty();
  }

  private MessageIndex index(String header) {
    byte[] bytes = latin(header + "\n\nbody\n");
    return indexer.index(bytes, 0, bytes.length);
  }

  /** Each character up to FF is one byte. */
  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
