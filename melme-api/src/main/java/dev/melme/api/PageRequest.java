package dev.melme.api;

import java.util.Objects;
import java.util.Optional;

/**
 * Which part of a list is wanted. Pages are found by key, not by counting, so a page costs the same
 * wherever it is, and stays where it is while entries are added.
 *
 * @param limit the most entries to return, 1 to 500
 * @param after the cursor of the page before, or empty for the first page
 */
public record PageRequest(int limit, Optional<Cursor> after) {

  /** The most entries that one page may hold. */
  public static final int MAX_LIMIT = 500;

  /**
   * Checks the limit.
   *
   * @throws InvalidValueException when the limit is not between 1 and 500
   */
  public PageRequest {
    Objects.requireNonNull(after, "after");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidValueException("A page holds 1 to 500 entries, not " + limit);
    }
  }

  /**
   * The first page.
   *
   * @param limit the most entries to return, 1 to 500
   * @return the request
   */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }

  /**
   * The page that follows.
   *
   * @param cursor the cursor of the page before
   * @return the request
   */
  public PageRequest after(Cursor cursor) {
    return new PageRequest(limit, Optional.of(cursor));
  }
}
