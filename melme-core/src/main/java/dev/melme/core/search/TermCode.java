package dev.melme.core.search;

import java.nio.charset.StandardCharsets;

/**
 * Writes words of other scripts as ASCII terms, injectively: {@code zq} and the word's UTF-8 bytes
 * in base32 (digits {@code 0-9a-v}, RFC 4648 §7 without padding).
 *
 * <p>An ASCII word that itself begins with {@code zq} is written as {@code zqz} and the word;
 * {@code z} is no base32hex digit, so the two never meet.
 */
final class TermCode {

  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";

  private TermCode() {}

  /** Adds one folded word that is not all ASCII. */
  static void add(TermTable table, String word) {
    table.begin();
    table.put((byte) 'z');
    table.put((byte) 'q');
    byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
    int bits = 0;
    int count = 0;
    for (byte b : utf8) {
      bits = (bits << 8) | (b & 0xff);
      count += 8;
      while (count >= 5) {
        count -= 5;
        table.put((byte) DIGITS.charAt((bits >>> count) & 31));
      }
      bits &= (1 << count) - 1;
    }
    if (count > 0) {
      table.put((byte) DIGITS.charAt((bits << (5 - count)) & 31));
    }
    table.end();
  }

  /** Adds an ASCII word that looks like a coded one. */
  static void escapePlain(TermTable table, byte[] word) {
    table.begin();
    table.put((byte) 'z');
    table.put((byte) 'q');
    table.put((byte) 'z');
    for (byte b : word) {
      table.put(b);
    }
    table.end();
  }
}
