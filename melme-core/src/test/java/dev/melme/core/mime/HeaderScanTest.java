package dev.melme.core.mime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.core.mime.HeaderScan.Outcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringConcatToTextBlock") // line ends are the point here
class HeaderScanTest {

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\r\r\n"})
  void every_line_end_ends_a_line(String eol) {
    String message = "Received: a" + eol + " b" + eol + "Date: c" + eol + eol + "Received: body";

    HeaderScan scan = scan(message);

    assertThat(scan.outcome()).isEqualTo(Outcome.OK);
    assertThat(scan.receivedCount()).isEqualTo(1);
    assertThat(scan.hasDate()).isTrue();
    assertThat(scan.hasMessageId()).isFalse();
    assertThat(message.substring(scan.bodyStart())).isEqualTo("Received: body");
    assertThat(message.substring(scan.headerStart(), scan.headerEnd())).endsWith("c" + eol);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "no field here\n\nSubject: x\n", "From me Mon\n\n", "\0\0: x\n\n"})
  void content_without_a_field_has_no_header(String message) {
    assertThat(scan(message).outcome()).isEqualTo(Outcome.NO_HEADER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From a@b Mon\n\n \nSubject: x\n\nbody",
        "   \r\n\t\r\nSubject: x\r\n\r\nbody",
        "\uFEFFSubject: x\n\nbody",
        "garbage\nSubject : x\n\nbody",
        "Subject: x",
        ">From quoted\nSubject: x\nmore garbage\n\n",
      })
  void header_is_found_behind_what_often_comes_before_it(String message) {
    assertThat(scan(message).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void only_the_first_mbox_line_is_passed_over() {
    assertThat(scan("From a\nFrom b\n\nSubject: x\n\n").outcome()).isEqualTo(Outcome.NO_HEADER);
  }

  @Test
  void header_that_ends_with_the_content_is_accepted() {
    HeaderScan scan = scan("Message-ID: <a@b>\nDate: x");

    assertThat(scan.outcome()).isEqualTo(Outcome.OK);
    assertThat(scan.hasMessageId()).isTrue();
    assertThat(scan.hasDate()).isTrue();
    assertThat(scan.bodyStart()).isEqualTo(scan.headerEnd());
  }

  @Test
  void header_of_exactly_the_limit_is_accepted_and_one_byte_more_is_not() {
    String field = "X: " + "y".repeat(HeaderScan.MAX_HEADER_BYTES - 5) + "\r\n";

    assertThat(scan(field + "\r\nbody").outcome()).isEqualTo(Outcome.OK);
    assertThat(scan("y" + field + "\r\nbody").outcome()).isEqualTo(Outcome.HEADER_TOO_LARGE);
  }

  @Test
  void tokens_are_unfolded_and_trimmed_and_their_number_is_bounded() {
    String message =
        "melme-trace:  a\r\n b \r\nMelMe-Trace : c\r\n".repeat(HeaderScan.MAX_TOKENS) + "\r\n";

    HeaderScan scan = scan(message);

    assertThat(scan.tokens()).hasSize(HeaderScan.MAX_TOKENS).startsWith("a b", "c");
  }

  @Test
  void fields_of_the_body_do_not_count() {
    HeaderScan scan = scan("Subject: x\n\nMelMe-Trace: forged\nReceived: y\n");

    assertThat(scan.tokens()).isEmpty();
    assertThat(scan.hasReceived()).isFalse();
  }

  private static HeaderScan scan(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return HeaderScan.of(bytes, bytes.length, "MelMe-Trace");
  }
}
