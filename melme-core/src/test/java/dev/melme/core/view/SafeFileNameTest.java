package dev.melme.core.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeFileNameTest {

  @ParameterizedTest
  @CsvSource({
    "report.pdf, report.pdf",
    "Über größe 日本.pdf, Über größe 日本.pdf",
    "../../etc/passwd, _.._etc_passwd",
    "..\\..\\evil.sh, _.._evil.sh",
    ".htaccess, htaccess",
    "...hidden, hidden",
    "name., name",
    "a:b*c?d|e.txt, a_b_c_d_e.txt",
    "con, _con",
    "NUL.txt, _NUL.txt",
    "com1.tar.gz, _com1.tar.gz",
    "console.txt, console.txt",
  })
  void name_is_one_harmless_component(String suggested, String expected) {
    assertThat(SafeFileName.of(suggested, "text/plain")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, attachment.png",
    "message/rfc822, attachment.eml",
    "application/x-unheard, attachment.bin"
  })
  void missing_name_is_made_up_from_the_type(String type, String expected) {
    assertThat(SafeFileName.of("", type)).isEqualTo(expected);
    assertThat(SafeFileName.of(" .. ", type)).isEqualTo(expected);
    assertThat(SafeFileName.of("///", type)).isEqualTo(expected);
  }

  @Test
  void direction_marks_and_controls_do_not_survive() {
    assertThat(SafeFileName.of("a\u202efdp.exe\u0000\r\nX: y", "text/plain"))
        .isEqualTo("a_fdp.exe___X_ y");
  }

  @Test
  void long_name_is_cut_before_its_extension() {
    String name = SafeFileName.of("日".repeat(300) + ".jpeg", "image/jpeg");

    assertThat(name).endsWith("日.jpeg");
    assertThat(name.getBytes(UTF_8)).hasSizeBetween(190, 200);
    assertThat(SafeFileName.of("a".repeat(100) + "." + "b".repeat(300), "x/y")).hasSize(200);
  }
}
