package dev.melme.jdbc.kit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a condition on one value of a column and many of another is written, or on many pairs of
 * values, to be found by index.
 */
public enum PairForm {
  /** {@code a = ? AND b IN (?, ?)}, {@code (a = ? AND b = ? OR a = ? AND b = ?)}. */
  ONE_AND_MANY {
    @Override
    String condition(String one, String many, int count) {
      return one + " = ? AND " + many + " IN (?" + ", ?".repeat(count - 1) + ")";
    }

    @Override
    String keys(String first, String second, int count) {
      String key = first + " = ? AND " + second + " = ?";
      return "(" + key + (" OR " + key).repeat(count - 1) + ")";
    }
  },

  /**
   * {@code (a, b) IN ((?, ?), (?, ?))}, for H2: it looks rows up by IN for the first column of an
   * index only, and would walk over all rows that have the one value.
   */
  ROWS {
    @Override
    String condition(String one, String many, int count) {
      return keys(one, many, count);
    }

    @Override
    String keys(String first, String second, int count) {
      return "(" + first + ", " + second + ") IN ((?, ?)" + ", (?, ?)".repeat(count - 1) + ")";
    }
  };

  private static final Pattern PAIRS = Pattern.compile("\\{pairs ([a-z_]+) ([a-z_]+)}");
  private static final Pattern KEYS = Pattern.compile("\\{keys ([a-z_]+) ([a-z_]+)}");

  abstract String condition(String one, String many, int count);

  abstract String keys(String first, String second, int count);

  /** Puts the condition in place of {@code {pairs one many}}. */
  String expand(String sql, int count) {
    Matcher pairs = PAIRS.matcher(sql);
    if (!pairs.find()) {
      throw new IllegalArgumentException("No {pairs one many} in " + sql);
    }
    return pairs.replaceFirst(condition(pairs.group(1), pairs.group(2), count));
  }

  /** Puts the condition in place of {@code {keys first second}}. */
  String expandKeys(String sql, int count) {
    Matcher keys = KEYS.matcher(sql);
    if (!keys.find()) {
      throw new IllegalArgumentException("No {keys first second} in " + sql);
    }
    return keys.replaceFirst(keys(keys.group(1), keys.group(2), count));
  }
}
