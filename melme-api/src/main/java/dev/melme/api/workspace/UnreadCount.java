package dev.melme.api.workspace;

/**
 * How many messages are unread: exact up to {@link #EXACT}, so that counting costs the same however
 * many there are.
 *
 * @param count the number, at most {@link #EXACT}
 * @param more whether there are more than that
 */
public record UnreadCount(int count, boolean more) {

  /** Up to so many are counted. */
  public static final int EXACT = 1000;

  /** What to show: {@code 7}, or {@code 1,000+}. */
  @Override
  public String toString() {
    return more ? "1,000+" : Integer.toString(count);
  }
}
