package dev.melme.core.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerSubjectTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Re: x", "RE: x", "re : x", "AW: x", "Antw: x", "SV: x", "Odp: x", "Vá: x", "YNT: x",
        "Отв: x", "ΑΠ: x", "תשובה: x", "رد: x", "回复: x", "答复：x", "返信: x", "답장: x", "Re[4]: x",
        "Re (2): x", "[list] Re: x", "Fwd: Re: x", "Re: Fwd: x", "RIF: x"
      })
  void answer_in_any_language_stays_as_it_is(String subject) {
    assertThat(AnswerSubject.reply(subject, 900)).isEqualTo(subject);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fwd: x",
        "FW: x",
        "WG: x",
        "TR: x",
        "RV: x",
        "Enc: x",
        "Пересл: x",
        "转发: x",
        "転送: x",
        "[Fwd: x]",
        "x (fwd)",
        "Re: Fwd: x",
        "Fwd: Re: x"
      })
  void forwarded_message_in_any_language_stays_as_it_is(String subject) {
    assertThat(AnswerSubject.forward(subject, 900)).isEqualTo(subject);
  }

  @ParameterizedTest
  @CsvSource({
    "Order, Re: Order, Fwd: Order",
    "Regarding: x, Re: Regarding: x, Fwd: Regarding: x",
    "Re: x, Re: x, Fwd: Re: x",
    "Fwd: x, Re: Fwd: x, Fwd: x",
    "'', Re:, Fwd:"
  })
  void other_subjects_get_one_prefix(String subject, String reply, String forward) {
    assertThat(AnswerSubject.reply(subject, 900)).isEqualTo(reply);
    assertThat(AnswerSubject.forward(subject, 900)).isEqualTo(forward);
  }

  @Test
  void subject_is_cut_between_characters() {
    assertThat(AnswerSubject.reply("😀".repeat(500), 7)).isEqualTo("Re: 😀");
  }
}
