package dev.melme.core.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {

  @Test
  void is_one_line_of_printable_characters() {
    assertThat(ReplyText.clean("550 no such user")).contains("550 no such user");
    assertThat(ReplyText.clean("  550\t no\r\nsuch  user\n ")).contains("550 no such user");
    assertThat(ReplyText.clean("550 \u0000a\u001b[31mb")).contains("550 a [31mb");
    assertThat(ReplyText.clean("550 \u202egnirts\u200b")).contains("550 gnirts");
    assertThat(ReplyText.clean("550 \u2028line\u0085end\u00a0")).contains("550 line end");
    assertThat(ReplyText.clean("550 half \ud83d char")).contains("550 half char");
    assertThat(ReplyText.clean("550 ünï \ud83d\ude00")).contains("550 ünï \ud83d\ude00");
  }

  @Test
  void is_cut_at_500_characters_and_never_within_one() {
    assertThat(ReplyText.clean("x".repeat(2000)).get()).hasSize(500);
    assertThat(ReplyText.clean("x".repeat(499) + "\ud83d\ude00").get()).isEqualTo("x".repeat(499));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \r\n\t", "\u0000\u0007", "\u200b"})
  void is_left_out_when_nothing_is_left(String said) {
    assertThat(ReplyText.clean(said)).isEmpty();
  }
}
