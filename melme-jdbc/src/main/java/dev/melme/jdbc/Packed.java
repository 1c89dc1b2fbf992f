package dev.melme.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists in one text column: one record a line, its fields separated by tabs. What would be taken
 * for a separator, and what a database refuses (NUL, half of a surrogate pair), is escaped by a
 * backslash, so that every text comes back as it was.
 */
final class Packed {

  private static final String ABSENT = "\\-";

  private Packed() {}

  /** Writes records. */
  static final class Writer {

    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    Writer field(@Nullable String value) {
      if (!first) {
        text.append('\t');
      }
      first = false;
      if (value == null) {
        text.append(ABSENT);
      } else {
        append(value);
      }
      return this;
    }

    Writer end() {
      text.append('\n');
      first = true;
      return this;
    }

    private void append(String value) {
      int plain = 0;
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c > '\\' && !Character.isSurrogate(c)) {
          continue;
        }
        String escape = escape(value, i, c);
        if (escape != null) {
          text.append(value, plain, i).append(escape);
          plain = i + 1;
        } else if (Character.isHighSurrogate(c)) {
          i++;
        }
      }
      text.append(value, plain, value.length());
    }

    private static @Nullable String escape(String value, int index, char c) {
      return switch (c) {
        case '\\' -> "\\\\";
        case '\t' -> "\\t";
        case '\n' -> "\\n";
        case '\r' -> "\\r";
        case 0 -> "\\0";
        default -> halfOfPair(value, index) ? "\\u" + Integer.toHexString(c) : null;
      };
    }

    private static boolean halfOfPair(String value, int index) {
      char c = value.charAt(index);
      return Character.isLowSurrogate(c)
          || (Character.isHighSurrogate(c)
              && (index + 1 == value.length()
                  || !Character.isLowSurrogate(value.charAt(index + 1))));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /**
   * Where the tab is in a text of one record with two fields and nothing escaped, which most From
   * fields are: pages of lists are made of them. -1 for any other text.
   */
  static int middle(String text) {
    int tab = text.indexOf('\t');
    boolean plain =
        tab >= 0
            && text.indexOf('\t', tab + 1) < 0
            && text.indexOf('\n') == text.length() - 1
            && text.indexOf('\\') < 0;
    return plain ? tab : -1;
  }

  /** Reads the records of a text. */
  static List<List<@Nullable String>> records(String text) {
    List<List<@Nullable String>> records = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      records.add(fields(text, start, end));
      start = end + 1;
    }
    return records;
  }

  private static List<@Nullable String> fields(String text, int from, int to) {
    List<@Nullable String> fields = new ArrayList<>(4);
    int start = from;
    while (true) {
      int tab = text.indexOf('\t', start);
      int end = tab < 0 || tab > to ? to : tab;
      fields.add(field(text.substring(start, end)));
      if (end == to) {
        return fields;
      }
      start = end + 1;
    }
  }

  private static @Nullable String field(String escaped) {
    int backslash = escaped.indexOf('\\');
    if (backslash < 0) {
      return escaped;
    }
    if (escaped.equals(ABSENT)) {
      return null;
    }
    StringBuilder plain = new StringBuilder(escaped.length());
    int start = 0;
    while (backslash >= 0) {
      plain.append(escaped, start, backslash);
      char kind = escaped.charAt(backslash + 1);
      start = backslash + 2;
      switch (kind) {
        case 't' -> plain.append('\t');
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case '0' -> plain.append('\0');
        case 'u' -> {
          plain.append((char) Integer.parseInt(escaped, start, start + 4, 16));
          start += 4;
        }
        default -> plain.append(kind);
      }
      backslash = escaped.indexOf('\\', start);
    }
    return plain.append(escaped, start, escaped.length()).toString();
  }
}
