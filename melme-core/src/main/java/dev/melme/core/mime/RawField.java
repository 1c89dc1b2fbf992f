package dev.melme.core.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A field of a header as its sender wrote it, its folds removed (RFC 5322 §2.2.3).
 *
 * @param name its name as written
 * @param raw its value, one byte per character
 */
public record RawField(String name, String raw) {

  /**
   * The fields of a message's header, in their order. Lines that are neither field nor continuation
   * are passed over.
   *
   * @param bytes the message from its first byte on
   * @param scan where its header is
   * @return the fields
   */
  public static List<RawField> of(byte[] bytes, HeaderScan scan) {
    List<RawField> fields = new ArrayList<>();
    int at = scan.headerStart();
    while (at < scan.headerEnd()) {
      int lineEnd = LineReader.lineEnd(bytes, at, scan.headerEnd());
      int colon = FieldLine.colon(bytes, at, lineEnd);
      int next = after(bytes, lineEnd, scan.headerEnd());
      StringBuilder raw = colon < 0 ? null : new StringBuilder();
      if (raw != null) {
        append(raw, bytes, colon + 1, lineEnd);
      }
      while (next < scan.headerEnd() && FieldLine.isWhite(bytes[next])) {
        lineEnd = LineReader.lineEnd(bytes, next, scan.headerEnd());
        if (raw != null) {
          append(raw, bytes, next, lineEnd);
        }
        next = after(bytes, lineEnd, scan.headerEnd());
      }
      if (raw != null) {
        int nameEnd = FieldLine.nameEnd(bytes, at, colon);
        String name = new String(bytes, at, nameEnd - at, StandardCharsets.ISO_8859_1);
        fields.add(new RawField(name, raw.toString().strip()));
      }
      at = next;
    }
    return fields;
  }

  private static int after(byte[] bytes, int lineEnd, int end) {
    return lineEnd == end ? end : LineReader.afterLineEnd(bytes, lineEnd, end);
  }

  private static void append(StringBuilder raw, byte[] bytes, int start, int end) {
    raw.append(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
  }

  /**
   * Tells whether it is a field of this name.
   *
   * @param wanted a name in any letter case
   * @return true when the names differ in letter case only
   */
  public boolean is(String wanted) {
    return name.equalsIgnoreCase(wanted);
  }

  /**
   * The value in lower case, for fields that hold words.
   *
   * @return the value
   */
  public String words() {
    return raw.toLowerCase(Locale.ROOT);
  }

  /**
   * The value as text.
   *
   * @return the value read as UTF-8, without control characters; empty when it is no UTF-8
   */
  public Optional<String> text() {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1)))
              .toString();
      return Optional.of(CleanText.line(text, text.length()));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
