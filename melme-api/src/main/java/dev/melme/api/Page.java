package dev.melme.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items the entries, in the order of the list
 * @param next where the next page begins; empty when this is the last one
 * @param complete false when the scan budget (5,000 rows) ended the page early, so that it holds
 *     fewer entries than asked for although more follow
 * @param <T> type of the entries
 */
public record Page<T>(List<T> items, Optional<Cursor> next, boolean complete) {

  /** Copies the entries and checks that nothing is missing. */
  public Page {
    items = List.copyOf(items);
    Objects.requireNonNull(next, "next");
  }

  /**
   * Makes a page of rows that were read with one row more than asked for: the extra row tells that
   * more follow.
   *
   * @param rows at most {@code limit + 1} rows
   * @param limit the number of entries asked for
   * @param cursorOf the cursor that continues after an entry
   * @param <T> type of the entries
   * @return the page
   */
  public static <T> Page<T> ofRows(List<T> rows, int limit, Function<? super T, Cursor> cursorOf) {
    if (rows.size() <= limit) {
      return new Page<>(rows, Optional.empty(), true);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, Optional.of(cursorOf.apply(items.get(limit - 1))), true);
  }
}
