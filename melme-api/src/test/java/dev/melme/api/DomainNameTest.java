package dev.melme.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

  @Test
  void a_name_is_kept_in_lower_case_a_labels() {
    DomainName name = DomainName.parse("Mail.BÜCHER.Example");

    assertThat(name.ascii()).isEqualTo("mail.xn--bcher-kva.example");
    assertThat(name.unicode()).isEqualTo("mail.bücher.example");
    assertThat(name).hasToString("mail.xn--bcher-kva.example");
  }

  @Test
  void spellings_of_one_name_are_equal() {
    DomainName name = DomainName.parse("bücher.example");

    assertThat(name)
        .isEqualTo(DomainName.parse("XN--BCHER-KVA.EXAMPLE"))
        .isEqualTo(DomainName.parse("bu\u0308cher.example"))
        .hasSameHashCodeAs(DomainName.parse("BÜCHER.example"))
        .isNotEqualTo(DomainName.parse("bucher.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "io",
        "a.b",
        "123.example",
        "192.0.2.1",
        "example.123",
        "3com.com",
        "xn--strae-oqa.de",
        "ab--cd.example",
        "例え.テスト",
        "почта.рф",
        "उदाहरण.कॉम",
        "경우.kr",
        "l·l.cat",
        "ああ・あ.jp"
      })
  void a_name_within_the_grammar_is_accepted(String text) {
    assertThat(DomainName.parse(text).unicode())
        .satisfiesAnyOf(
            unicode -> assertThat(unicode).isEqualTo(text),
            unicode -> assertThat(text).startsWith("xn--"));
  }

  @ParameterizedTest
  @CsvSource({
    "straße.de",
    "STRAẞE.de",
    "κώστας.gr",
    "a\u200db.example",
    "نامه\u200cای.example",
  })
  void letters_on_which_old_and_new_rules_disagree_are_refused(String text) {
    InvalidAddressException refusal = refusalOf(text);

    assertThat(refusal.defect()).isEqualTo(AddressDefect.AMBIGUOUS_LETTER);
    assertThat(refusal).hasMessageContaining("xn--");
  }

  @Test
  void their_a_labels_remain_possible_and_meet_no_other_name() {
    DomainName sharp = DomainName.parse("xn--strae-oqa.de");

    assertThat(sharp.ascii()).isEqualTo("xn--strae-oqa.de");
    assertThat(sharp.unicode()).isEqualTo("xn--strae-oqa.de");
    assertThat(sharp).isNotEqualTo(DomainName.parse("strasse.de"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ａcme.example",
        "acme.ｃom",
        "ｱ.example",
        "ﬁn.example",
        "ſ.example",
        "ŉ.example",
        "ʰ.example",
        "𝐚.example"
      })
  void a_mapping_that_changes_more_than_case_is_refused(String text) {
    assertThat(refusalOf(text).defect()).isEqualTo(AddressDefect.SURPRISING_MAPPING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a。b", "a．b", "a｡b", "例え。テスト"})
  void only_the_ascii_dot_separates_labels(String text) {
    assertThat(refusalOf(text).defect()).isEqualTo(AddressDefect.FOREIGN_DOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "☃.example",
        "✪df.ws",
        "i❤.example",
        "€.example",
        "a\u0640b.example",
        "²a.example"
      })
  void symbols_are_refused(String text) {
    assertThat(refusalOf(text).defect()).isEqualTo(AddressDefect.DISALLOWED_CHARACTER);
  }

  @ParameterizedTest
  @CsvSource({
    "xn--, MISPLACED_HYPHEN",
    "xn--b, BAD_A_LABEL",
    "xn--99999999, BAD_A_LABEL",
    "xn---a, BAD_A_LABEL",
    "xn--a-b-9, BAD_A_LABEL",
    "XN--B, BAD_A_LABEL",
    "xn--a--b, BAD_A_LABEL",
    "xn--ü, MISPLACED_HYPHEN",
    "ab--ü, MISPLACED_HYPHEN",
    "-a, MISPLACED_HYPHEN",
    "a-, MISPLACED_HYPHEN",
    "ü-, MISPLACED_HYPHEN",
    "\u0301a, DISALLOWED_CHARACTER",
    "אa, UNMAPPABLE_LABEL",
    "\u212a.example, LOOK_ALIKE_CHARACTER",
    "a_b, DISALLOWED_CHARACTER",
    "*.example, DISALLOWED_CHARACTER",
    "a@b, SURPLUS_AT",
    "[192.0.2.1], DISALLOWED_CHARACTER",
    "a., MISPLACED_DOT",
    "., MISPLACED_DOT",
    "'', EMPTY",
    "'a b', WHITE_SPACE",
    "a\u00a0b, INVISIBLE_CHARACTER",
    "\ua7c2.example, UNMAPPABLE_LABEL",
  })
  void what_is_no_name_is_refused(String text, AddressDefect defect) {
    assertThat(refusalOf(text).defect()).isEqualTo(defect);
  }

  @Test
  void an_a_label_that_no_rule_would_make_is_kept_but_not_shown_as_a_u_label() {
    DomainName capital = DomainName.parse("xn--example.com");

    assertThat(capital.ascii()).isEqualTo("xn--example.com");
    assertThat(capital.unicode()).isEqualTo("xn--example.com");
  }

  @Test
  void a_label_may_have_63_characters_and_no_more() {
    String label = "a".repeat(63);

    assertThat(DomainName.parse(label + ".example").ascii()).startsWith(label);
    assertThat(refusalOf(label + "a.example").defect()).isEqualTo(AddressDefect.LABEL_TOO_LONG);
    assertThat(refusalOf("ъ".repeat(64) + ".example").defect())
        .isEqualTo(AddressDefect.LABEL_TOO_LONG);
    assertThat(DomainName.parse("ü".repeat(54) + ".example").ascii()).startsWith("xn--");
    assertThat(refusalOf("üъ".repeat(28) + ".example").defect())
        .isEqualTo(AddressDefect.UNMAPPABLE_LABEL);
  }

  @Test
  void a_name_may_have_253_characters_and_no_more() {
    String longest = ("a".repeat(62) + ".").repeat(4) + "b";

    assertThat(DomainName.parse(longest).ascii()).hasSize(253);
    assertThat(refusalOf(longest + "b").defect()).isEqualTo(AddressDefect.DOMAIN_TOO_LONG);
    assertThat(refusalOf("ü".repeat(5_000_000)).defect()).isEqualTo(AddressDefect.DOMAIN_TOO_LONG);
  }

  private static InvalidAddressException refusalOf(String text) {
    return catchThrowableOfType(InvalidAddressException.class, () -> DomainName.parse(text));
  }
}
