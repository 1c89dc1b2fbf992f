package dev.melme.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AliasPatternTest {

  @Test
  void patterns_that_match_the_same_mail_are_equal() {
    assertThat(AliasPattern.parse("Support@ACME.example"))
        .isEqualTo(AliasPattern.parse("support@acme.example"))
        .hasSameHashCodeAs(AliasPattern.parse("\"support\"@acme.example"))
        .isNotEqualTo(AliasPattern.parse("*@acme.example"));
  }

  @Test
  void a_catch_all_has_a_domain_and_no_address() {
    AliasPattern pattern = AliasPattern.parse("*@ACME.example");

    assertThat(pattern.isCatchAll()).isTrue();
    assertThat(pattern.address()).isEmpty();
    assertThat(pattern.domain()).isEqualTo("acme.example");
    assertThat(pattern.key()).isEqualTo("*@acme.example");
    assertThat(pattern)
        .isEqualTo(AliasPattern.catchAllFor(EmailAddress.parse("x@acme.example")))
        .isEqualTo(AliasPattern.catchAll(DomainName.parse("acme.example")));
  }

  @Test
  void a_pattern_keeps_the_case_that_was_typed_and_reads_its_own_key() {
    AliasPattern pattern = AliasPattern.parse("Support@acme.example");

    assertThat(pattern).hasToString("Support@acme.example");
    assertThat(AliasPattern.parse(pattern.key())).isEqualTo(pattern);
  }

  @Test
  void a_quoted_asterisk_and_an_address_literal_are_no_aliases() {
    assertThatThrownBy(() -> AliasPattern.parse("\"*\"@acme.example"))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> AliasPattern.parse("a@[192.0.2.1]"))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> AliasPattern.catchAllFor(EmailAddress.parse("a@[192.0.2.1]")))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> AliasPattern.parse("*@[192.0.2.1]"))
        .isInstanceOf(InvalidAddressException.class);
  }
}
