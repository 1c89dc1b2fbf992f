package dev.melme.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

  @ParameterizedTest
  @ValueSource(strings = {"abc", "support-inbox", "a-b", "2026-q1", "a1b2c3"})
  void words_joined_by_single_hyphens_are_slugs(String text) {
    assertThat(Slug.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "-abc",
        "abc-",
        "a--b",
        "Support",
        "sup port",
        " support",
        "support\n",
        "suppоrt", // Cyrillic o
        "sup\u200Bport", // zero width space
        "sup\u00ADport", // soft hyphen
        "ｓｕｐｐｏｒｔ", // full-width
        "support\u2010inbox", // another hyphen
        "ünbox",
        "support@acme.example",
        "support_inbox"
      })
  void everything_else_is_refused_with_a_remedy(String text) {
    assertThatThrownBy(() -> Slug.of(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("support-inbox");
  }

  @Test
  void a_slug_has_3_to_40_characters() {
    assertThat(Slug.of("a".repeat(40)).value()).hasSize(40);
    assertThatThrownBy(() -> Slug.of("a".repeat(41))).isInstanceOf(InvalidValueException.class);
  }
}
