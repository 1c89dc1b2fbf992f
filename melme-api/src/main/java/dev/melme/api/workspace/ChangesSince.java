package dev.melme.api.workspace;

import dev.melme.api.Cursor;
import dev.melme.api.mailbox.Change;
import java.util.List;
import java.util.Objects;

/** What happened in a mailbox since a cursor was taken. */
public sealed interface ChangesSince {

  /**
   * Hands this outcome to the method for it.
   *
   * @param visitor the methods
   * @param <R> what they return
   * @return what the method returned
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * What happened, in its order; nothing of it is missing or told twice.
   *
   * @param changes the changes, at most 100; empty when nothing happened
   * @param next the cursor to ask with the next time
   * @param more whether there are more changes already
   */
  record Changes(List<Change> changes, Cursor next, boolean more) implements ChangesSince {

    /** Copies the changes. */
    public Changes {
      changes = List.copyOf(changes);
      Objects.requireNonNull(next, "next");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.changes(this);
    }
  }

  /**
   * The cursor is older than what is remembered, 30 days, or of another mailbox: read everything
   * anew and go on from here.
   *
   * @param now a cursor of now; take it before reading
   */
  record CursorExpired(Cursor now) implements ChangesSince {

    /** Checks that nothing is missing. */
    public CursorExpired {
      Objects.requireNonNull(now, "now");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.expired(this);
    }
  }

  /**
   * Handles each outcome.
   *
   * @param <R> what is returned
   */
  interface Visitor<R> {

    /**
     * Changes, or none.
     *
     * @param outcome the outcome
     * @return the answer
     */
    default R changes(Changes outcome) {
      return other(outcome);
    }

    /**
     * The cursor is too old.
     *
     * @param outcome the outcome
     * @return the answer
     */
    default R expired(CursorExpired outcome) {
      return other(outcome);
    }

    /**
     * An outcome that this visitor does not handle.
     *
     * @param outcome the outcome
     * @return the answer
     */
    R other(ChangesSince outcome);
  }
}
