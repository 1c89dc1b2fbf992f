package dev.melme.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @Test
  void a_plain_address_is_taken_apart() {
    EmailAddress address = EmailAddress.parse("Support.Team+eu@Acme.Example");

    assertThat(address.localPart()).isEqualTo("Support.Team+eu");
    assertThat(address.domain()).isEqualTo("acme.example");
    assertThat(address.canonical()).isEqualTo("support.team+eu@acme.example");
    assertThat(address).hasToString("Support.Team+eu@acme.example");
    assertThat(address.isAscii()).isTrue();
    assertThat(address.hasAddressLiteral()).isFalse();
  }

  @Test
  void case_is_kept_but_does_not_count() {
    EmailAddress shouted = EmailAddress.parse("INFO@ACME.EXAMPLE");
    EmailAddress quiet = EmailAddress.parse("info@acme.example");

    assertThat(shouted).isEqualTo(quiet).hasSameHashCodeAs(quiet);
    assertThat(shouted).hasToString("INFO@acme.example");
  }

  @Test
  void another_local_part_or_domain_makes_another_address() {
    EmailAddress address = EmailAddress.parse("a@x.example");

    assertThat(address)
        .isNotEqualTo(EmailAddress.parse("b@x.example"))
        .isNotEqualTo(EmailAddress.parse("a@y.example"))
        .isNotEqualTo("a@x.example");
  }

  @Test
  void quoted_local_part_that_needs_no_quotes_equals_the_plain_form() {
    EmailAddress quoted = EmailAddress.parse("\"Sup\\port\"@acme.example");

    assertThat(quoted).isEqualTo(EmailAddress.parse("support@acme.example"));
    assertThat(quoted).hasToString("Support@acme.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "a b"@x            | a b    | "a b"@x
          "A@B"@x            | A@B    | "a@b"@x
          "a\\"b"@x          | a"b    | "a\\"b"@x
          "a\\\\b"@x         | a\\b   | "a\\\\b"@x
          ".a"@x             | .a     | ".a"@x
          "a..b"@x           | a..b   | "a..b"@x
          "a."@x             | a.     | "a."@x
          """)
  void quotes_stay_where_they_are_needed(String text, String localPart, String canonical) {
    EmailAddress address = EmailAddress.parse(text);

    assertThat(address.localPart()).isEqualTo(localPart);
    assertThat(address).hasToString(text);
    assertThat(address.canonical()).isEqualTo(canonical);
  }

  @Test
  void an_empty_quoted_local_part_is_an_address() {
    EmailAddress address = EmailAddress.parse("\"\"@x.example");

    assertThat(address.localPart()).isEmpty();
    assertThat(address).hasToString("\"\"@x.example");
  }

  @ParameterizedTest
  @CsvSource({
    "a@[192.0.2.1],                          [192.0.2.1]",
    "a@[192.000.002.01],                     [192.0.2.1]",
    "a@[255.255.255.255],                    [255.255.255.255]",
    "a@[IPv6:2001:DB8:0:0:0:0:0:1],          [IPv6:2001:db8::1]",
    "a@[ipv6:2001:db8::1],                   [IPv6:2001:db8::1]",
    "a@[IPv6:::],                            [IPv6:::]",
    "a@[IPv6:1::],                           [IPv6:1::]",
    "a@[IPv6:1:0:0:2:0:0:0:3],               [IPv6:1:0:0:2::3]",
    "a@[IPv6:1:0:0:2:3:0:0:4],               [IPv6:1::2:3:0:0:4]",
    "a@[IPv6:1:2:3:4:5:6:7::],               [IPv6:1:2:3:4:5:6:7:0]",
    "a@[IPv6:::ffff:192.0.2.1],              [IPv6:::ffff:c000:201]",
    "a@[IPv6:1:2:3:4:5:6:192.0.2.1],         [IPv6:1:2:3:4:5:6:c000:201]",
  })
  void an_address_literal_gets_one_spelling(String text, String domain) {
    EmailAddress address = EmailAddress.parse(text);

    assertThat(address.domain()).isEqualTo(domain);
    assertThat(address.unicodeDomain()).isEqualTo(domain);
    assertThat(address.hasAddressLiteral()).isTrue();
    assertThat(EmailAddress.parse(address.canonical())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@[",
        "a@[]",
        "a@[192.0.2.1",
        "a@[192.0.2.1]x",
        "a@[192.0.2.1].example",
        "a@[192.0.2]",
        "a@[192.0.2.256]",
        "a@[192.0.2.1.1]",
        "a@[192.0.2.0001]",
        "a@[192.0.2.]",
        "a@[192..2.1]",
        "a@[::1]",
        "a@[IPv6:]",
        "a@[IPv6:1]",
        "a@[IPv6:1:2:3:4:5:6:7:8:9]",
        "a@[IPv6:1::2::3]",
        "a@[IPv6::1]",
        "a@[IPv6:1:]",
        "a@[IPv6::::]",
        "a@[IPv6:12345::]",
        "a@[IPv6:g::]",
        "a@[IPv6:1:2:3:4:5:6:7:8::]",
        "a@[IPv6:192.0.2.1::]",
        "a@[IPv6:::192.0.2.1:1]",
        "a@[IPv6:1:2:3:4:5:6:7:192.0.2.1]",
        "a@[tag:content]",
        "a@[IPv6:\uff11::]",
        "a@[ 1.2.3.4]"
      })
  void brackets_without_an_internet_address_are_refused(String text) {
    assertThat(defectOf(text)).isEqualTo(AddressDefect.BAD_ADDRESS_LITERAL);
  }

  @Test
  void a_non_ascii_local_part_needs_smtputf8_but_a_non_ascii_domain_does_not() {
    EmailAddress local = EmailAddress.parse("Jürgen@acme.example");
    EmailAddress domain = EmailAddress.parse("info@Bücher.Example");

    assertThat(local.isAscii()).isFalse();
    assertThat(domain.isAscii()).isTrue();
    assertThat(domain.domain()).isEqualTo("xn--bcher-kva.example");
    assertThat(domain.unicodeDomain()).isEqualTo("bücher.example");
    assertThat(domain.toUnicode()).isEqualTo("info@bücher.example");
    assertThat(domain).isEqualTo(EmailAddress.parse("info@XN--BCHER-KVA.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "JÜRGEN, jürgen",
    "Ju\u0308rgen, jürgen",
    "ΚΏΣΤΑΣ, κώστας",
    "ΚΏΣΤΑΣ, κώστασ",
    "ПОЧТА, почта",
    "ẞ, ß",
  })
  void spellings_that_differ_in_case_or_composition_are_one_address(String one, String other) {
    assertThat(EmailAddress.parse(one + "@x")).isEqualTo(EmailAddress.parse(other + "@x"));
  }

  @ParameterizedTest
  @CsvSource({
    "straße, strasse",
    "ınfo, info",
    "İnfo, info",
    "ſupport, support",
    "ｓupport, support",
    "über, uber",
    "сору, copy",
  })
  void letters_that_only_look_alike_make_another_address(String one, String other) {
    assertThat(EmailAddress.parse(one + "@x")).isNotEqualTo(EmailAddress.parse(other + "@x"));
  }

  @Test
  void a_local_part_may_have_64_octets_and_no_more() {
    String umlauts = "ü".repeat(32);

    assertThat(EmailAddress.parse("a".repeat(64) + "@x").localPart()).hasSize(64);
    assertThat(EmailAddress.parse(umlauts + "@x").localPart()).isEqualTo(umlauts);
    assertThat(EmailAddress.parse("\"" + "\\a".repeat(64) + "\"@x").localPart()).hasSize(64);
    assertThat(defectOf("a".repeat(65) + "@x")).isEqualTo(AddressDefect.LOCAL_PART_TOO_LONG);
    assertThat(defectOf(umlauts + "a@x")).isEqualTo(AddressDefect.LOCAL_PART_TOO_LONG);
    assertThat(defectOf("\"" + " ".repeat(63) + "\"@x"))
        .isEqualTo(AddressDefect.LOCAL_PART_TOO_LONG);
  }

  @Test
  void a_local_part_whose_key_would_be_too_long_is_refused() {
    String growsInLowerCase = "\u023a".repeat(32); // two octets each, three in lower case

    assertThat(defectOf(growsInLowerCase + "@x")).isEqualTo(AddressDefect.LOCAL_PART_TOO_LONG);
  }

  @Test
  void an_address_may_have_254_octets_and_no_more() {
    String label = "d".repeat(63);
    String domain = label + "." + label + "." + label;

    String longest = "a".repeat(62) + "@" + domain;

    assertThat(longest).hasSize(254);
    assertThat(EmailAddress.parse(longest)).hasToString(longest);
    assertThat(EmailAddress.parse("ü".repeat(31) + "@" + domain).isAscii()).isFalse();
    assertThat(defectOf("a@" + label + "d")).isEqualTo(AddressDefect.LABEL_TOO_LONG);
    assertThat(defectOf("a" + longest)).isEqualTo(AddressDefect.TOO_LONG);
    assertThat(defectOf("ü" + "a".repeat(61) + "@" + domain)).isEqualTo(AddressDefect.TOO_LONG);
    assertThat(defectOf("a".repeat(5_000_000))).isEqualTo(AddressDefect.TOO_LONG);
  }

  @Test
  void another_local_part_keeps_the_domain() {
    EmailAddress tagged = EmailAddress.parse("Support+Orders@Bücher.example");

    assertThat(tagged.withLocalPart("Support")).hasToString("Support@xn--bcher-kva.example");
    assertThat(tagged.withLocalPart("a b")).hasToString("\"a b\"@xn--bcher-kva.example");
    assertThat(tagged.withLocalPart("\"a\"").localPart()).isEqualTo("\"a\"");
    assertThat(tagged.withLocalPart("")).hasToString("\"\"@xn--bcher-kva.example");
  }

  @Test
  void another_local_part_is_checked_as_strictly() {
    EmailAddress address = EmailAddress.parse("a@x");

    assertThatThrownBy(() -> address.withLocalPart("a\r\nb"))
        .isInstanceOf(InvalidAddressException.class);
    assertThatThrownBy(() -> address.withLocalPart("a\u200f"))
        .isInstanceOf(InvalidAddressException.class);
    assertThatThrownBy(() -> address.withLocalPart("a".repeat(65)))
        .isInstanceOf(InvalidAddressException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                     | EMPTY                | -1
          a                      | MISSING_AT           | -1
          "a"                    | MISSING_AT           | -1
          @x                     | MISSING_LOCAL_PART   | 0
          @                      | MISSING_LOCAL_PART   | 0
          a@                     | MISSING_DOMAIN       | -1
          a@@x                   | SURPLUS_AT           | 2
          a@b@x                  | SURPLUS_AT           | 3
          <a@x>                  | DISPLAY_NAME         | 0
          A <a@x>                | DISPLAY_NAME         | 2
          "A" <a@x>              | DISPLAY_NAME         | 4
          a@x>                   | DISPLAY_NAME         | 0
          <a@b.com>c@d.com       | DISPLAY_NAME         | 0
          a(c)@x                 | COMMENT              | 1
          a@x(c)                 | COMMENT              | 3
          g:x@y,z@w;             | LIST_OR_GROUP        | 1
          a@x,b@y                | LIST_OR_GROUP        | 3
          @a,@b:c@x              | MISSING_LOCAL_PART   | 0
          ` a@x`                 | WHITE_SPACE          | 0
          `a@x `                 | WHITE_SPACE          | 3
          a b@x                  | WHITE_SPACE          | 1
          a@x y                  | WHITE_SPACE          | 3
          .a@x                   | MISPLACED_DOT        | 0
          a.@x                   | MISPLACED_DOT        | 1
          a..b@x                 | MISPLACED_DOT        | 2
          a@x.                   | MISPLACED_DOT        | 3
          a@.x                   | MISPLACED_DOT        | 2
          a@x..y                 | MISPLACED_DOT        | 4
          "a@x                   | UNCLOSED_QUOTE       | 0
          "a\\"@x                | UNCLOSED_QUOTE       | 0
          "a\\                   | UNCLOSED_QUOTE       | 0
          "a"b@x                 | MISPLACED_QUOTE      | 3
          a"b"@x                 | MISPLACED_QUOTE      | 1
          "a"."b"@x              | MISPLACED_QUOTE      | 3
          a\\b@x                 | DISALLOWED_CHARACTER | 1
          a@x_y                  | DISALLOWED_CHARACTER | 3
          a@x'                   | DISALLOWED_CHARACTER | 3
          a@-x                   | MISPLACED_HYPHEN     | 2
          a@x-.y                 | MISPLACED_HYPHEN     | 3
          "a\\é"@x               | DISALLOWED_CHARACTER | 2
          """)
  void a_refusal_names_defect_and_position(String text, AddressDefect defect, int position) {
    InvalidAddressException refusal = refusalOf(text);

    assertThat(refusal.defect()).isEqualTo(defect);
    assertThat(refusal.position()).isEqualTo(position);
    assertThat(refusal).hasMessageContaining(defect.explanation());
    assertThat(EmailAddress.tryParse(text)).isEmpty();
  }

  @Test
  void control_characters_are_refused_everywhere() {
    for (int control = 0; control < 0xA0; control = control == 0x1F ? 0x7F : control + 1) {
      String c = Character.toString(control);

      assertThat(defectOf("a" + c + "b@x")).isEqualTo(AddressDefect.CONTROL_CHARACTER);
      assertThat(defectOf("\"a" + c + "b\"@x")).isEqualTo(AddressDefect.CONTROL_CHARACTER);
      assertThat(defectOf("a@x" + c + "y")).isEqualTo(AddressDefect.CONTROL_CHARACTER);
      assertThat(defectOf("a@x" + c)).isEqualTo(AddressDefect.CONTROL_CHARACTER);
    }
    assertThat(defectOf("\"a\\\r\n\"@x")).isEqualTo(AddressDefect.CONTROL_CHARACTER);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00A0, 0x00AD, 0x034F, 0x061C, 0x115F, 0x180E, 0x2003, 0x200B, 0x200C, 0x200D, 0x200E,
        0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x202F, 0x2060, 0x2064, 0x2066, 0x2069, 0x206F,
        0x2800, 0x3000, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xE0001, 0xE0020, 0xE01EF
      })
  void characters_that_cannot_be_seen_are_refused(int codePoint) {
    String c = Character.toString(codePoint);

    assertThat(defectOf("a" + c + "@x")).isEqualTo(AddressDefect.INVISIBLE_CHARACTER);
    assertThat(defectOf("\"a " + c + "\"@x")).isEqualTo(AddressDefect.INVISIBLE_CHARACTER);
    assertThatThrownBy(() -> EmailAddress.parse("a@x" + c))
        .isInstanceOf(InvalidAddressException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud800",
        "\udc00",
        "\udc00\ud800",
        "\uffff",
        "\ufdd0",
        "\ue000",
        "\u2065",
        "\u0378"
      })
  void code_points_without_a_meaning_are_refused(String text) {
    assertThat(defectOf(text + "@x")).isEqualTo(AddressDefect.UNASSIGNED_CHARACTER);
    assertThat(defectOf("\"" + text + "\"@x")).isEqualTo(AddressDefect.UNASSIGNED_CHARACTER);
    assertThat(defectOf("a@" + text)).isEqualTo(AddressDefect.UNASSIGNED_CHARACTER);
  }

  @Test
  void what_replaces_undecodable_bytes_is_refused() {
    assertThat(defectOf("a\ufffd@x")).isEqualTo(AddressDefect.DISALLOWED_CHARACTER);
  }

  @Test
  void a_message_is_cut_and_forges_no_log_line() {
    InvalidAddressException refusal =
        refusalOf("a@x\r\n550 \u202eforged " + "ü".repeat(200) + "\ud800");

    assertThat(refusal.getMessage())
        .contains("\"a@x\\u{d}\\u{a}550 \\u{202e}forged ü")
        .contains("...\"")
        .hasSizeLessThan(200)
        .doesNotContainPattern("\\p{Cc}");
  }

  @Test
  void the_key_is_an_address_and_its_own_key() {
    EmailAddress address = EmailAddress.parse("\"Ünter Weg\"@BÜCHER.example");

    EmailAddress key = EmailAddress.parse(address.canonical());

    assertThat(key).isEqualTo(address).hasToString("\"ünter weg\"@xn--bcher-kva.example");
    assertThat(key.canonical()).isEqualTo(address.canonical());
  }

  private static AddressDefect defectOf(String text) {
    return refusalOf(text).defect();
  }

  private static InvalidAddressException refusalOf(String text) {
    return catchThrowableOfType(InvalidAddressException.class, () -> EmailAddress.parse(text));
  }
}
