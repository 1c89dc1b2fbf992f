package dev.melme.core.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts agreement with one set of expected results and holds it to what was measured. */
public final class Score {

  private final String set;
  private final Map<String, String> reasons;
  private final Map<String, String> differences = new TreeMap<>();
  private final List<String> surprises = new ArrayList<>();
  private int cases;
  private int agreements;

  /**
   * Begins a set.
   *
   * @param reasons the deliberate differences: a part of the case's name, and why
   */
  public Score(String set, Map<String, String> reasons) {
    this.set = set;
    this.reasons = reasons;
  }

  public void compare(String name, @Nullable Object expected, @Nullable Object found) {
    cases++;
    if (Objects.equals(expected, found)) {
      agreements++;
      return;
    }
    String reason =
        reasons.entrySet().stream()
            .filter(entry -> name.contains(entry.getKey()))
            .max(Comparator.comparingInt(entry -> entry.getKey().length()))
            .map(Map.Entry::getValue)
            .orElse("");
    if (reason.isEmpty()) {
      surprises.add(name + "\n  expected " + cut(expected) + "\n  found    " + cut(found));
    } else {
      differences.put(name, reason);
    }
  }

  private static String cut(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() > 300 ? text.substring(0, 300) + "..." : text;
  }

  /** Fails on a difference without a reason and on less agreement than was measured. */
  public void holds(int measured) {
    System.out.printf("%s: %d of %d agree; %s%n", set, agreements, cases, differences);
    assertThat(surprises).as(set + ": differences without a reason").isEmpty();
    assertThat(agreements).as(set + ": agreements").isGreaterThanOrEqualTo(measured);
  }
}
