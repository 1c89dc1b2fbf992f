package dev.melme.core.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Field values as they travel through the index: a <em>raw</em> value holds one byte per character
 * (ISO 8859-1) with its folds removed, and becomes Unicode here.
 */
final class HeaderText {

  private HeaderText() {}

  /**
   * Reads undeclared 8-bit bytes of a raw value: as UTF-8 when they are valid (RFC 6532), else in
   * the charset of the message's text, else as windows-1252.
   */
  static String unicode(String raw, @Nullable Charset ofText) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c >= 0x80 || c == 0x1b) {
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        return TextDecoder.decode(bytes, 0, bytes.length, "", ofText);
      }
    }
    return raw;
  }

  /** Unstructured display text: raw bytes and encoded-words decoded, cleaned, bounded. */
  static String display(String raw, @Nullable Charset ofText, int max) {
    return CleanText.line(EncodedWords.decode(unicode(raw, ofText), max), max);
  }
}
