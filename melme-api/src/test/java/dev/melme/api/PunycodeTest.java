package dev.melme.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PunycodeTest {

  @ParameterizedTest
  @CsvSource({ // RFC 3492 §7.1
    "egbpdaj6bu4bxfgehfvwxn, ليهمابتكلموشعربي؟",
    "ihqwcrb4cv8a8dqg056pqjye, 他们为什么不说中文",
    "4dbcagdahymbxekheh6e0a7fei0b, למההםפשוטלאמדבריםעברית",
    "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa, なぜみんな日本語を話してくれないのか",
    "b1abfaaepdrnnbgefbadotcwatmq2g4l, почемужеонинеговорятпорусски",
    "3b-ww4c5e180e575a65lsy2b, 3年b組金八先生",
    "de-jg4avhby1noc0d, パフィーdeルンバ",
    "d9juau41awczczp, そのスピードで",
  })
  void the_samples_of_the_standard_are_decoded(String encoded, String decoded) {
    assertThat(Punycode.decode(encoded)).isEqualTo(decoded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b",
        "-a",
        "99999999",
        "a-9",
        "a-\u00fc",
        "ib9b",
        "zy0c",
        "en32g",
        "8016146o",
        "z616146o",
        "q0902716a"
      })
  void what_ends_early_or_leaves_the_code_points_is_not_decoded(String encoded) {
    assertThat(Punycode.decode(encoded)).isNull();
  }

  @Test
  void the_last_code_point_is_decoded() {
    assertThat(Punycode.decode("dn32g")).isEqualTo(Character.toString(Character.MAX_CODE_POINT));
  }

  @Test
  void what_the_platform_encodes_is_decoded() {
    Random random = new Random(3492);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder label = new StringBuilder("あ");
      for (int length = random.nextInt(12); length > 0; length--) {
        label.appendCodePoint(
            random.nextBoolean() ? 'a' + random.nextInt(26) : 0x4E00 + random.nextInt(0x5000));
      }

      String encoded = IDN.toASCII(label.toString()).substring("xn--".length());

      assertThat(Punycode.decode(encoded)).isEqualTo(label.toString());
    }
  }
}
