package dev.melme.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaseKeyTest {

  private static final int[] ACCEPTED =
      IntStream.rangeClosed(0xA0, Character.MAX_CODE_POINT)
          .filter(codePoint -> CodePoints.defect(codePoint) == null)
          .toArray();

  @Test
  void a_key_is_its_own_key_whatever_the_characters() {
    for (int codePoint : ACCEPTED) {
      String key = CaseKey.of(Character.toString(codePoint));

      assertThat(CaseKey.of(key)).as("%x", codePoint).isEqualTo(key);
    }
  }

  @Test
  void no_character_that_an_address_may_hold_becomes_ascii() {
    for (int codePoint : ACCEPTED) {
      String key = CaseKey.of(Character.toString(codePoint));

      assertThat(Ascii.isAscii(key)).as("%x", codePoint).isFalse();
    }
  }

  @Test
  void no_key_holds_what_an_address_may_not() {
    for (int codePoint : ACCEPTED) {
      String key = CaseKey.of(Character.toString(codePoint));

      assertThat(key.codePoints().filter(c -> c > 0x7F && CodePoints.defect(c) != null))
          .as("%x", codePoint)
          .isEmpty();
    }
  }

  @Test
  void both_cases_of_a_letter_have_one_key() {
    for (int codePoint : ACCEPTED) {
      int lower = Character.toLowerCase(codePoint);

      if (codePoint != 0x0130 && lower != codePoint) {
        assertThat(CaseKey.of(Character.toString(codePoint)))
            .as("%x", codePoint)
            .isEqualTo(CaseKey.of(Character.toString(lower)));
      }
    }
  }

  @Test
  void sequences_have_stable_keys_too() {
    Random random = new Random(6531);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 1 + random.nextInt(6); length > 0; length--) {
        boolean mark = random.nextInt(3) == 0;
        text.appendCodePoint(
            mark ? 0x0300 + random.nextInt(0x4F) : ACCEPTED[random.nextInt(5_000)]);
      }

      String key = CaseKey.of(text.toString());

      assertThat(CaseKey.of(key)).isEqualTo(key);
    }
  }
}
