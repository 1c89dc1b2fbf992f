package dev.melme.jdbc.kit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a condition on one value of a column and many of another is written, to be found by index.
 */
public enum PairForm {
  /** {@code a = ? AND b IN (?, ?)}. */
  ONE_AND_MANY {
    @Override
    String condition(String one, String many, int count) {
      return one + " = ? AND " + many + " IN (?" + ", ?".repeat(count - 1) + ")";
    }
  },

  /**
   * {@code (a, b) IN ((?, ?), (?, ?))}, for H2: it looks rows up by IN for the first column of an
   * index only, and would walk over all rows that have the one value.
   */
  ROWS {
    @Override
    String condition(String one, String many, int count) {
      return "(" + one + ", " + many + ") IN ((?, ?)" + ", (?, ?)".repeat(count - 1) + ")";
    }
  };

  private static final Pattern PAIRS = Pattern.compile("\\{pairs ([a-z_]+) ([a-z_]+)}");

  abstract String condition(String one, String many, int count);

  /** Puts the condition in place of {@code {pairs one many}}. */
  String expand(String sql, int count) {
    Matcher pairs = PAIRS.matcher(sql);
    if (!pairs.find()) {
      throw new IllegalArgumentException("No {pairs one many} in " + sql);
    }
    return pairs.replaceFirst(condition(pairs.group(1), pairs.group(2), count));
  }
}
