package dev.melme.core.view;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A file name that every system can save under, out of whatever a sender suggested (RFC 2183 §2.3).
 *
 * <p>One path component: separators, characters that Windows refuses, controls and invisible
 * characters become an underscore; no dot or space in front (hidden files, {@code .htaccess}) or at
 * the end; device names of Windows get an underscore in front; the extension survives a cut.
 */
final class SafeFileName {

  /** Longest name, in bytes of UTF-8: file systems end at 255, and programs add to names. */
  static final int MAX_BYTES = 200;

  private static final int MAX_EXTENSION_BYTES = 20;

  private static final Set<String> DEVICES =
      Set.of(
          "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
          "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
          "lpt8", "lpt9", "conin$", "conout$");

  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("application/pdf", ".pdf"),
          Map.entry("application/zip", ".zip"),
          Map.entry("image/gif", ".gif"),
          Map.entry("image/jpeg", ".jpg"),
          Map.entry("image/png", ".png"),
          Map.entry("image/webp", ".webp"),
          Map.entry("message/global", ".eml"),
          Map.entry("message/rfc822", ".eml"),
          Map.entry("message/delivery-status", ".txt"),
          Map.entry("text/calendar", ".ics"),
          Map.entry("text/csv", ".csv"),
          Map.entry("text/plain", ".txt"),
          Map.entry("text/rfc822-headers", ".txt"),
          Map.entry("text/vcard", ".vcf"));

  private SafeFileName() {}

  /** The name to save under, never blank. */
  static String of(String suggested, String contentType) {
    String name = trimmed(clean(suggested));
    if (name.isEmpty()) {
      return "attachment" + EXTENSIONS.getOrDefault(contentType, ".bin");
    }
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
    return shortened(DEVICES.contains(stem) ? "_" + name : name);
  }

  private static String clean(String suggested) {
    StringBuilder out = new StringBuilder(suggested.length());
    suggested.codePoints().forEach(point -> out.appendCodePoint(isSafe(point) ? point : '_'));
    return out.toString();
  }

  private static boolean isSafe(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> "/\\:*?\"<>|".indexOf(point) < 0;
    };
  }

  private static String trimmed(String name) {
    int start = 0;
    int end = name.length();
    while (start < end && isEdge(name.charAt(start))) {
      start++;
    }
    while (end > start && isEdge(name.charAt(end - 1))) {
      end--;
    }
    String rest = name.substring(start, end);
    return rest.chars().allMatch(c -> c == '_') ? "" : rest;
  }

  private static boolean isEdge(char c) {
    return c == '.' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static String shortened(String name) {
    if (bytes(name) <= MAX_BYTES) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 ? name.substring(dot) : "";
    if (bytes(extension) > MAX_EXTENSION_BYTES) {
      extension = "";
    }
    StringBuilder out = new StringBuilder();
    int left = MAX_BYTES - bytes(extension);
    for (int i = 0; i < name.length(); ) {
      int point = name.codePointAt(i);
      left -= bytes(Character.toString(point));
      if (left < 0) {
        break;
      }
      out.appendCodePoint(point);
      i += Character.charCount(point);
    }
    return out.append(extension).toString();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
