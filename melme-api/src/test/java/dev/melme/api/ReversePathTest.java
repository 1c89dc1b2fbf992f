package dev.melme.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReversePathTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "<>"})
  void an_empty_path_is_the_null_reverse_path(String text) {
    assertThat(ReversePath.parse(text)).isEqualTo(ReversePath.NULL).hasToString("");
    assertThat(ReversePath.parse(text).isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"joe@example.org", "<joe@example.org>", "<@a.example,@b.example:joe@example.org>"})
  void brackets_and_source_routes_are_taken_off(String text) {
    assertThat(ReversePath.parse(text))
        .isEqualTo(ReversePath.of(EmailAddress.parse("joe@example.org")));
  }

  @Test
  void an_address_literal_is_a_legal_sender() {
    assertThat(ReversePath.parse("<joe@[192.0.2.1]>")).hasToString("joe@[192.0.2.1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<joe>", "<joe@example.org", "joe@example.org\r\nRCPT TO:<x@y.example>", "< >"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> ReversePath.parse(text)).isInstanceOf(InvalidAddressException.class);
  }
}
