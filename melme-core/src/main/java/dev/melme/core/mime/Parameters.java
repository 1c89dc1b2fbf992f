package dev.melme.core.mime;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A field of the form {@code value; name=value; ...} (RFC 2045 §5.1, RFC 2183 §2), read leniently:
 * missing semicolons and quotes, spaces around the equals sign, unquoted values with spaces.
 *
 * <p>Works on raw values (one byte per character). At most {@value #MAX_PARAMETERS} parameters are
 * kept; where a name comes twice the first one counts.
 */
final class Parameters {

  /** More are passed over, a continued parameter's segments included. */
  static final int MAX_PARAMETERS = 256;

  /** The absent field. */
  static final Parameters NONE = new Parameters("");

  private static final int EXTENDED_ONLY = -1;

  private final String raw;
  private final String value;
  private final List<Parameter> parameters = new ArrayList<>(4);

  /** One {@code name*index*=value}; index 0 and not continued for a plain name. */
  private record Parameter(String name, int index, boolean extended, String value) {}

  private Parameters(String raw) {
    this.raw = raw;
    int semicolon = raw.indexOf(';');
    this.value = withoutComments(semicolon < 0 ? raw : raw.substring(0, semicolon)).strip();
    if (semicolon >= 0) {
      readFrom(semicolon + 1);
    }
  }

  static Parameters of(String raw) {
    return raw.isEmpty() ? NONE : new Parameters(raw);
  }

  /** The value before the first semicolon, comments removed, letter case kept. */
  String value() {
    return value;
  }

  /** A plain parameter as it was sent, unquoted; null when it is not there. */
  @Nullable String plain(String name) {
    for (Parameter p : parameters) {
      if (p.index == EXTENDED_ONLY && !p.extended && p.name.equals(name)) {
        return p.value;
      }
    }
    return continued(name, null);
  }

  /**
   * A parameter for display: RFC 2231 forms first, then the plain one with encoded-words (which RFC
   * 2047 §5 forbids there and everybody sends).
   *
   * @return null when it is not there
   */
  @Nullable String decoded(String name, @Nullable Charset ofText) {
    String continued = continued(name, ofText);
    if (continued != null) {
      return continued;
    }
    String plain = plain(name);
    return plain == null ? null : EncodedWords.decode(HeaderText.unicode(plain, ofText), 1024);
  }

  /** RFC 2231 §3 and §4: segments in the order of their numbers, up to the first gap. */
  private @Nullable String continued(String name, @Nullable Charset ofText) {
    List<Parameter> segments = new ArrayList<>(2);
    for (Parameter p : parameters) {
      if ((p.index != EXTENDED_ONLY || p.extended) && p.name.equals(name)) {
        segments.add(p);
      }
    }
    if (segments.isEmpty()) {
      return null;
    }
    segments.sort(Comparator.comparingInt(Parameter::index));
    BoundedBytes bytes = new BoundedBytes(64, 4096);
    String charset = "";
    boolean extended = false;
    boolean first = true;
    int expected = segments.get(0).index;
    for (Parameter p : segments) {
      if (p.index != expected) {
        break;
      }
      if (p.index == EXTENDED_ONLY) {
        // The unnumbered form stands alone.
        expected = Integer.MIN_VALUE;
      } else {
        expected++;
      }
      int from = 0;
      if (p.extended && first) {
        int quote = p.value.indexOf('\'');
        int second = quote < 0 ? -1 : p.value.indexOf('\'', quote + 1);
        if (second >= 0) {
          charset = p.value.substring(0, quote);
          from = second + 1;
        }
      }
      first = false;
      extended |= p.extended;
      addSegment(p, from, bytes);
    }
    if (extended) {
      String text = TextDecoder.decode(bytes.bytes, 0, bytes.length, charset, ofText);
      return text.startsWith("=?") ? EncodedWords.decode(text, 1024) : text;
    }
    String text = TextDecoder.decode(bytes.bytes, 0, bytes.length, "", ofText);
    return EncodedWords.decode(text, 1024);
  }

  private static void addSegment(Parameter p, int from, BoundedBytes bytes) {
    for (int i = from; i < p.value.length(); i++) {
      char c = p.value.charAt(i);
      int hex =
          p.extended && c == '%' && i + 2 < p.value.length()
              ? QuotedPrintable.hex(p.value.charAt(i + 1), p.value.charAt(i + 2))
              : -1;
      if (hex >= 0) {
        bytes.add((byte) hex);
        i += 2;
      } else {
        bytes.add((byte) c);
      }
    }
  }

  private void readFrom(int start) {
    int i = start;
    while (i < raw.length() && parameters.size() < MAX_PARAMETERS) {
      char c = raw.charAt(i);
      if (c == ';' || c == ' ' || c == '\t') {
        i++;
      } else if (c == '(') {
        i = afterComment(i);
      } else {
        i = readOne(i);
      }
    }
  }

  /** Reads {@code name = value} and returns the index after it. */
  private int readOne(int start) {
    int i = start;
    while (i < raw.length() && raw.charAt(i) != '=' && raw.charAt(i) != ';') {
      i++;
    }
    String name = raw.substring(start, i).strip().toLowerCase(Locale.ROOT);
    if (i == raw.length() || raw.charAt(i) == ';') {
      return i;
    }
    i++;
    while (i < raw.length() && FieldLine.isWhite(raw.charAt(i))) {
      i++;
    }
    if (i < raw.length() && raw.charAt(i) == '"') {
      return readQuoted(name, i + 1);
    }
    int end = raw.indexOf(';', i);
    end = end < 0 ? raw.length() : end;
    add(name, raw.substring(i, end).strip());
    return end;
  }

  private int readQuoted(String name, int start) {
    StringBuilder text = new StringBuilder();
    int i = start;
    for (; i < raw.length() && raw.charAt(i) != '"'; i++) {
      char c = raw.charAt(i);
      // Only quote and backslash are unescaped, so that C:\new\file.txt survives.
      if (c == '\\' && i + 1 < raw.length() && "\"\\".indexOf(raw.charAt(i + 1)) >= 0) {
        c = raw.charAt(++i);
      }
      text.append(c);
    }
    add(name, text.toString());
    return i + 1;
  }

  private void add(String name, String text) {
    int star = name.indexOf('*');
    if (star < 0) {
      parameters.add(new Parameter(name, EXTENDED_ONLY, false, text));
      return;
    }
    String base = name.substring(0, star).strip();
    String rest = name.substring(star + 1).strip();
    boolean extended = rest.isEmpty() || rest.endsWith("*");
    String digits = rest.endsWith("*") ? rest.substring(0, rest.length() - 1) : rest;
    if (digits.isEmpty()) {
      parameters.add(new Parameter(base, EXTENDED_ONLY, true, text));
    } else if (digits.length() <= 6 && digits.chars().allMatch(d -> d >= '0' && d <= '9')) {
      parameters.add(new Parameter(base, Integer.parseInt(digits), extended, text));
    }
  }

  private int afterComment(int open) {
    int close = raw.indexOf(')', open);
    return close < 0 ? raw.length() : close + 1;
  }

  private static String withoutComments(String text) {
    int open = text.indexOf('(');
    return open < 0 ? text : text.substring(0, open);
  }
}
