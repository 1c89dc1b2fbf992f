package dev.melme.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The file name parameter of a part: quoted when it is ASCII, else in UTF-8 and in segments that
 * fit into a line (RFC 2231 §3, §4). Half of the readers know no segments, so ASCII names have
 * none.
 */
final class ParameterPieces {

  private static final int MAX_SEGMENT = 50;

  private ParameterPieces() {}

  /** The parameter as pieces; the last one ends without a semicolon. */
  static List<String> of(String parameter, String value) {
    if (isAscii(CleanLine.of(value))) {
      return List.of(parameter + "=" + EncodedText.quoted(value));
    }
    List<String> segments = segments(value);
    if (segments.size() == 1) {
      return List.of(parameter + "*=utf-8''" + segments.get(0));
    }
    List<String> pieces = new ArrayList<>(segments.size());
    for (int i = 0; i < segments.size(); i++) {
      String charset = i == 0 ? "utf-8''" : "";
      String end = i == segments.size() - 1 ? "" : ";";
      pieces.add(parameter + "*" + i + "*=" + charset + segments.get(i) + end);
    }
    return pieces;
  }

  private static boolean isAscii(String value) {
    // Some readers decode encoded-words here, against RFC 2047 §5.
    return value.chars().allMatch(c -> c >= ' ' && c <= '~') && !value.contains("=?");
  }

  /** Percent-encoded; no character is in two segments. */
  private static List<String> segments(String value) {
    List<String> segments = new ArrayList<>();
    StringBuilder segment = new StringBuilder();
    for (int i = 0; i < value.length(); ) {
      int point = value.codePointAt(i);
      i += Character.charCount(point);
      String encoded = encoded(point);
      if (segment.length() + encoded.length() > MAX_SEGMENT) {
        segments.add(segment.toString());
        segment.setLength(0);
      }
      segment.append(encoded);
    }
    segments.add(segment.toString());
    return segments;
  }

  private static String encoded(int point) {
    StringBuilder out = new StringBuilder();
    for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
      boolean safe =
          (b >= 'A' && b <= 'Z')
              || (b >= 'a' && b <= 'z')
              || (b >= '0' && b <= '9')
              || "-._~".indexOf(b) >= 0;
      out.append(safe ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
    }
    return out.toString();
  }
}
