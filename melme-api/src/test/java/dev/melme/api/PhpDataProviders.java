package dev.melme.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the rows of PHPUnit data providers as data, without running PHP.
 *
 * <p>It knows arrays, both kinds of strings, integers, concatenation, {@code chr}, {@code
 * str_repeat} and {@code sprintf} with {@code %s}; a value made by {@code new} or by a constant is
 * read past. The source is held as one char a byte, so that {@code chr(226)} is the byte it is in
 * PHP; finished strings are decoded as UTF-8.
 */
final class PhpDataProviders {

  private static final Pattern PROVIDER =
      Pattern.compile("static function (\\w+)\\(\\)[^{]*\\{\\s*return (?=array\\(|\\[)");
  private static final String NOT_DATA = "\u0000not data";

  private final String source;
  private int next;

  private PhpDataProviders(String source) {
    this.source = source;
  }

  /** The rows of each provider by its name; values that are no strings are left out. */
  static Map<String, List<List<String>>> read(byte[] file) {
    PhpDataProviders reader = new PhpDataProviders(new String(file, StandardCharsets.ISO_8859_1));
    Map<String, List<List<String>>> providers = new LinkedHashMap<>();
    Matcher provider = PROVIDER.matcher(reader.source);
    while (provider.find()) {
      reader.next = provider.end();
      providers.put(provider.group(1), reader.rows());
    }
    return providers;
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    String end = openArray();
    while (!accept(end)) {
      List<String> row = new ArrayList<>();
      String rowEnd = openArray();
      while (!accept(rowEnd)) {
        String value = value();
        if (!value.equals(NOT_DATA)) {
          byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
          row.add(new String(bytes, StandardCharsets.UTF_8));
        }
        accept(",");
      }
      rows.add(Collections.unmodifiableList(row));
      accept(",");
    }
    return rows;
  }

  private String openArray() {
    if (accept("array(")) {
      return ")";
    }
    expect("[");
    return "]";
  }

  private String value() {
    String value = operand();
    while (accept(".")) {
      value += operand();
    }
    return value;
  }

  private String operand() {
    skipSpace();
    char c = source.charAt(next);
    if (c == '\'' || c == '"') {
      return string();
    }
    if (accept("chr(")) {
      String code = value();
      expect(")");
      return Character.toString(Integer.parseInt(code));
    }
    if (accept("str_repeat(")) {
      String text = value();
      expect(",");
      String times = value();
      expect(")");
      return text.repeat(Integer.parseInt(times));
    }
    if (accept("sprintf(")) {
      String format = value();
      expect(",");
      String argument = value();
      expect(")");
      return format.replace("%s", argument);
    }
    if (Character.isDigit(c)) {
      int start = next;
      while (Character.isDigit(source.charAt(next))) {
        next++;
      }
      return source.substring(start, next);
    }
    return skipExpression();
  }

  /** Past {@code new A(new B(), '')}, {@code A::B} or a nested array. */
  private String skipExpression() {
    int depth = 0;
    while (true) {
      skipSpace();
      char c = source.charAt(next);
      if (c == '\'' || c == '"') {
        string();
        continue;
      }
      if (depth == 0 && (c == ',' || c == ')' || c == ']')) {
        return NOT_DATA;
      }
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      next++;
    }
  }

  private String string() {
    char quote = source.charAt(next++);
    StringBuilder text = new StringBuilder();
    for (char c = source.charAt(next); c != quote; c = source.charAt(next)) {
      next++;
      text.append(c == '\\' ? escaped(quote) : Character.toString(c));
    }
    next++;
    return text.toString();
  }

  /** In single quotes PHP escapes the quote and the backslash only. */
  private String escaped(char quote) {
    char c = source.charAt(next++);
    if (c == quote || c == '\\') {
      return Character.toString(c);
    }
    if (quote == '"' && c == 'x') {
      next += 2;
      return Character.toString(Integer.parseInt(source, next - 2, next, 16));
    }
    int control = quote == '"' ? "rnt".indexOf(c) : -1;
    return control < 0 ? "\\" + c : Character.toString("\r\n\t".charAt(control));
  }

  private boolean accept(String token) {
    skipSpace();
    boolean there = source.startsWith(token, next);
    next += there ? token.length() : 0;
    return there;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw new IllegalStateException("No " + token + " at offset " + next);
    }
  }

  private void skipSpace() {
    while (true) {
      if (Character.isWhitespace(source.charAt(next))) {
        next++;
      } else if (source.startsWith("//", next)) {
        next = source.indexOf('\n', next);
      } else if (source.startsWith("/*", next)) {
        next = source.indexOf("*/", next) + 2;
      } else {
        return;
      }
    }
  }
}
