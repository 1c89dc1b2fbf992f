package dev.melme.core.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Bytes and a charset label to characters, never failing: the label is believed unless the bytes
 * speak against it.
 *
 * <ul>
 *   <li>No label, an unknown one, us-ascii or an ISO 8859 / Windows one-byte charset for Western
 *       text: valid UTF-8 wins, since other text hardly ever looks like it by chance.
 *   <li>utf-8 that is broken more often than right: the fallback, else windows-1252. A sequence cut
 *       at the end does not count.
 *   <li>7-bit text with ISO-2022-JP escapes and no other label: ISO-2022-JP (RFC 1468).
 *   <li>utf-7 (RFC 2152) and hz-gb-2312 (RFC 1843) have decoders here because the JDK has none.
 * </ul>
 */
final class TextDecoder {

  private static final char ESCAPE = 0x1b;

  private TextDecoder() {}

  /** Decodes with windows-1252 as the last resort. */
  static String decode(byte[] b, int offset, int length, String label) {
    return decode(b, offset, length, label, null);
  }

  /**
   * Decodes a range.
   *
   * @param label the declared charset, empty when none was
   * @param fallback used for undeclared text that is not UTF-8; null for windows-1252
   */
  static String decode(byte[] b, int offset, int length, String label, @Nullable Charset fallback) {
    Charset western = fallback == null ? Charsets.WESTERN : fallback;
    Charset charset = Charsets.named(label);
    if (charset == null) {
      String lower = label.length() > 24 ? "" : label.toLowerCase(Locale.ROOT);
      if (lower.contains("utf-7") || lower.equals("utf7")) {
        return Utf7.decode(b, offset, length);
      }
      if (lower.startsWith("hz")) {
        return HzDecoder.decode(b, offset, length);
      }
    }
    int high = Utf8.firstHigh(b, offset, length);
    boolean undeclared = charset == null || isDoubtful(charset);
    if (high < 0 && undeclared) {
      return seven(b, offset, length, charset);
    }
    if (!undeclared) {
      return new String(b, offset, length, charset);
    }
    if (Utf8.looksRight(b, high, offset + length - high)) {
      return new String(b, offset, length, StandardCharsets.UTF_8);
    }
    return new String(b, offset, length, Charsets.WESTERN.equals(charset) ? charset : western);
  }

  /** Charsets that include ASCII and that senders name without meaning it. */
  private static boolean isDoubtful(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8)
        || charset.equals(StandardCharsets.US_ASCII)
        || charset.equals(Charsets.WESTERN);
  }

  /** Whether the bytes are the characters: 7 bits, no escapes, a charset that includes ASCII. */
  static boolean isPlainAscii(byte[] b, int length, String label) {
    if (!label.isEmpty()) {
      Charset charset = Charsets.named(label);
      if (charset == null || !isDoubtful(charset)) {
        return false;
      }
    }
    return ByteScan.firstHigh(b, 0, length) == length
        && ByteScan.indexOf(b, 0, length, ESCAPE) == length;
  }

  /** Whether {@link #decode} would take the bytes for UTF-8. */
  static boolean isUtf8(byte[] b, int length, String label) {
    Charset charset = Charsets.named(label);
    if (charset == null ? !label.isEmpty() : !isDoubtful(charset)) {
      return false;
    }
    int high = Utf8.firstHigh(b, 0, length);
    return high >= 0 && Utf8.looksRight(b, high, length - high);
  }

  private static String seven(byte[] b, int offset, int length, @Nullable Charset charset) {
    if (!StandardCharsets.UTF_8.equals(charset) && hasJapaneseEscape(b, offset, offset + length)) {
      Charset japanese = Charsets.named("iso-2022-jp");
      if (japanese != null) {
        return new String(b, offset, length, japanese);
      }
    }
    return new String(b, offset, length, StandardCharsets.ISO_8859_1);
  }

  /** ESC $ B or ESC $ @ (RFC 1468). */
  private static boolean hasJapaneseEscape(byte[] b, int from, int to) {
    for (int i = from; i + 2 < to; i++) {
      if (b[i] == 0x1b && b[i + 1] == '$' && (b[i + 2] == 'B' || b[i + 2] == '@')) {
        return true;
      }
    }
    return false;
  }
}
