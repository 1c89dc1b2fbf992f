package dev.melme.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchAnalyzerTest {

  @ParameterizedTest
  @CsvSource({
    "Hello World hello,hello world",
    "a.b@c-d.example,a b c d example",
    "Ünïcödé,unicode",
    "Straße STRASSE,strasse",
    "ﬁne ＡＢＣ,fine abc",
    "soft\u00adhyphen,softhyphen",
    "don't,don t",
    "zqx,zqzzqx",
    "'',''",
    "'…—!',''",
  })
  void text_becomes_plain_terms(String text, String terms) {
    assertThat(SearchAnalyzer.analyze(text)).isEqualTo(terms);
  }

  @ParameterizedTest
  @CsvSource({
    "ПРИВЕТ,привет",
    "Ελλάς,ΕΛΛΆΣ",
    "مُحَمَّد,محمد",
    "ｶﾞ,ガ",
    "한국,\u1112\u1161\u11ab\u1100\u116e\u11a8",
    "Café,cafe",
  })
  void equal_words_meet_whatever_their_form(String one, String other) {
    assertThat(SearchAnalyzer.analyze(one)).isEqualTo(SearchAnalyzer.analyze(other)).isNotEmpty();
  }

  @Test
  void different_words_of_other_scripts_stay_different() {
    Set<String> terms = new HashSet<>();
    for (char c = 'а'; c <= 'я'; c++) {
      for (char d = 'а'; d <= 'я'; d++) {
        terms.add(SearchAnalyzer.analyze("" + c + d));
      }
    }

    // й loses its mark and is и.
    assertThat(terms).hasSize(31 * 31);
  }

  @Test
  void kana_voicing_and_vowel_signs_make_other_words() {
    assertThat(SearchAnalyzer.analyze("カ")).isNotEqualTo(SearchAnalyzer.analyze("ガ"));
    assertThat(SearchAnalyzer.analyze("ดี")).isNotEqualTo(SearchAnalyzer.analyze("ด"));
  }

  @Test
  void cjk_runs_become_overlapping_pairs() {
    String pairs = SearchAnalyzer.analyze("日本 本語");

    assertThat(SearchAnalyzer.analyze("日本語")).isEqualTo(pairs);
    assertThat(SearchAnalyzer.analyze("x日本語y").split(" ", -1)).hasSize(4);
  }

  @Test
  void long_word_is_cut_and_still_distinct() {
    String word = "a".repeat(100);

    String term = SearchAnalyzer.analyze(word);

    assertThat(term).hasSize(64).startsWith("a".repeat(48));
    assertThat(SearchAnalyzer.analyze(word + "b")).hasSize(64).isNotEqualTo(term);
  }

  @Test
  void number_of_terms_is_bounded_and_the_first_ones_stay() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append('w').append(i).append(' ');
    }

    String[] terms = SearchAnalyzer.analyze(text.toString()).split(" ", -1);

    assertThat(terms).hasSize(SearchAnalyzer.MAX_TERMS).startsWith("w0", "w1").endsWith("w1999");
  }

  @Test
  void reused_analyzer_forgets() {
    SearchAnalyzer analyzer = new SearchAnalyzer();
    analyzer.add("one two");
    analyzer.clear();
    analyzer.add("two");
    analyzer.add("three");

    assertThat(analyzer.terms()).isEqualTo("two three");
  }

  @Test
  void terms_do_not_depend_on_the_locale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));

      assertThat(SearchAnalyzer.analyze("INFO ı I")).isEqualTo("info i");
    } finally {
      Locale.setDefault(before);
    }
  }
}
