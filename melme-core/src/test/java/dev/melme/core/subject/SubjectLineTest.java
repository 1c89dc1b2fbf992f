package dev.melme.core.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Re: Order",
        "RE:Order",
        "re : order",
        "Re:  Re: RE: order",
        "Fwd: Order",
        "FW: order",
        "AW: Order",
        "WG: Order",
        "Antw: Order",
        "Antwort: Order",
        "SV: Order",
        "VS: Order",
        "Res: Order",
        "Rif: Order",
        "R: Order",
        "I: Order",
        "Odp: Order",
        "TR : Order",
        "RV: Order",
        "ENC: Order",
        "Vá: Order",
        "VÁ: Order",
        "Va\u0301: Order",
        "YNT: Order",
        "İlt: Order",
        "İLT: Order",
        "ilt: Order",
        "ILT: Order",
        "BLS: Order",
        "ATB: Order",
        "Ref: Order",
        "RÉF : Order",
        "回复：Order",
        "回覆: Order",
        "答复：Order",
        "转发: Order",
        "轉寄: Order",
        "返信: Order",
        "転送: Order",
        "Отв: Order",
        "ОТВ: Order",
        "Ответ: Order",
        "ΑΠ: Order",
        "ΣΧΕΤ: Order",
        "השב: Order",
        "رد: Order",
        "إعادة توجيه: Order",
        "회신: Order",
        "전달: Order",
        "Továbbítás: Order",
        "Re[2]: Order",
        "RE[12]:Order",
        "Re(3): Order",
        "Re^2: Order",
        "Re*2: Order",
        "Re [4] : Order",
        "AW[2]: Order",
        "Re [Acme]: Order",
        "Re： Order",
        "Ｒｅ：Order",
        "RE\u00a0: Order",
        "\u200fRe: Order",
        "Re:\tOrder",
        "Re: Fwd: AW: SV: Order",
        "Re:Fwd:Order",
        "[Acme] Re: Order",
        "Re: [Acme] Order",
        "Re: [Acme] Fwd: [Beta list] Order",
        "[Acme][Beta] Re: Order",
        "Order (fwd)",
        "Order (Fwd) (FWD)",
        "Fwd: Order(fwd)",
        "[Fwd: Order]",
        "Re: [FWD: Order]",
        "[fwd: [fwd: re: [Fwd: Order]]]",
        "[Fwd: Order (fwd)] (fwd)",
      })
  void prefixes_tags_and_trailers_are_taken_away(String subject) {
    assertThat(SubjectLine.of(subject)).isEqualTo(new SubjectLine("order", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Order", "ORDER", "[Acme] Order", "[Acme] [Beta] order ", "\r\n Order\t"})
  void a_first_message_meets_its_answers(String subject) {
    assertThat(SubjectLine.of(subject)).isEqualTo(new SubjectLine("order", false));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "Report: sales,report: sales",
        "Research: sales,research: sales",
        "Re sales,re sales",
        "Re,re",
        "Reply: sales,reply: sales",
        "http://acme.example,http://acme.example",
        "10:30 today,10:30 today",
        "RE/MAX: offer,re/max: offer",
        "re(a): offer,re(a): offer",
        "Re[2] offer,re[2] offer",
        "Va: offer,va: offer",
        "[open bracket,[open bracket",
        "[a [b] c,[a [b] c",
        "offer [Acme],offer [acme]",
        "(fwd offer,(fwd offer",
      })
  void what_only_looks_like_a_prefix_stays(String subject, String base) {
    assertThat(SubjectLine.of(subject)).isEqualTo(new SubjectLine(base, false));
  }

  @ParameterizedTest
  @CsvSource({
    "Re: [#4711] Order,[#4711] order,true",
    "[#4711] Re: Order,[#4711] order,true",
    "Re: [#4711] AW: [#4711] Order,[#4711] order,true",
    "[Acme #4711] [Beta] Order,[acme #4711] order,false",
    "Re: [PATCH 2/3] x,[patch 2/3] x,true",
    "Re: [٤] x,[٤] x,true",
  })
  void a_tag_with_a_number_tells_matters_apart(String subject, String base, boolean prefixed) {
    assertThat(SubjectLine.of(subject)).isEqualTo(new SubjectLine(base, prefixed));
  }

  @ParameterizedTest
  @CsvSource({
    "'','',false",
    "'  ','',false",
    "Re:,'',true",
    "Re: Fwd: ,'',true",
    "(fwd),'',true",
    "[fwd:],'',true",
    "[xyz],[xyz],false",
    "Re: [xyz],[xyz],true",
    "[foo] [bar],[bar],false",
    "[#1],[#1],false",
    ":,:,false",
    "[],[],false",
  })
  void little_is_left_of_a_subject_that_is_all_decoration(
      String subject, String base, boolean prefixed) {
    assertThat(SubjectLine.of(subject)).isEqualTo(new SubjectLine(base, prefixed));
  }

  @ParameterizedTest
  @CsvSource({
    "Re: Straße,STRASSE",
    "Re: ΟΔΟΣ,οδος",
    "Re: cafe\u0301,CAFÉ",
    "Re: ＡＢＣ,abc",
    "Re: ｶﾞ,ガ",
    "Re: info,INFO",
    "Re: two  words,TWO\u3000words",
    "Re: soft\u00adhyphen,softhyphen",
  })
  void equal_subjects_meet_whatever_their_form(String answer, String question) {
    assertThat(SubjectLine.of(answer).base()).isEqualTo(SubjectLine.of(question).base());
  }

  @Test
  void folding_does_not_depend_on_the_locale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));

      assertThat(SubjectLine.of("RIF: INVOICE")).isEqualTo(new SubjectLine("invoice", true));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Re: ", "[fwd: ", "[a]", "[", "(fwd)", "Re[", "Re(", "\ufdfa", "\ud800"})
  void a_hostile_subject_costs_bounded_time_and_memory(String piece) {
    SubjectLine read = SubjectLine.of(piece.repeat(1_000_000));

    assertThat(read.base()).hasSizeLessThanOrEqualTo(SubjectLine.MAX);
  }

  @Test
  void reading_a_base_again_changes_nothing() {
    for (String subject :
        new String[] {"[#1] Re: a (fwd)", "Re: [x]", "AW: AW: Straße", "[a [b]"}) {
      String base = SubjectLine.of(subject).base();

      assertThat(SubjectLine.of(base).base()).isEqualTo(base);
    }
  }
}
