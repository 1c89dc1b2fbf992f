package dev.melme.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.workspace.ContentDisposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The helper of the API, tested where file names come from. */
class ContentDispositionTest {

  @Test
  void ascii_name_is_quoted() {
    assertThat(ContentDisposition.attachment("Report 1.pdf"))
        .isEqualTo("attachment; filename=\"Report 1.pdf\"");
  }

  @Test
  void other_letters_come_in_utf_8_beside_an_ascii_name() {
    assertThat(ContentDisposition.attachment("Grüße 😀.pdf"))
        .isEqualTo(
            "attachment; filename=\"Gr__e _.pdf\";"
                + " filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%F0%9F%98%80.pdf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nSet-Cookie: x=y",
        "a\"; filename=\"b.exe",
        "a\\\"b",
        "a\u0000b\u0085c\u2028d",
        "%0d%0aX: y",
        "../../x",
        "a'b''c",
        "half \ud800 pair",
        ""
      })
  void nothing_in_a_name_can_begin_a_field_or_a_parameter(String name) {
    String value = ContentDisposition.attachment(name);

    assertThat(value)
        .matches(
            "attachment; filename=\"[ !#$&'()*+,\\-.0-9:<=>?@A-Z\\[\\]^_`a-z{|}~]*\""
                + "(; filename\\*=UTF-8''[!#$&+\\-.0-9A-Z^_`a-z|~%]*)?");
  }

  @Test
  void long_name_is_cut() {
    assertThat(ContentDisposition.attachment("é".repeat(10_000))).hasSizeLessThan(1_900);
  }
}
