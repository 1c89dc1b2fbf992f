package dev.melme.spi;

import dev.melme.api.mailbox.Change;
import java.util.List;

/**
 * Changes of a mailbox, as far as they are kept.
 *
 * @param changes the changes after the position asked for, ascending
 * @param lastPosition the last position that was given in this mailbox
 * @param forgottenTo the highest position of a change that was pruned, 0 when none was: whoever
 *     read on from a lower one may have missed some
 * @param behind whether messages wait for their places, or changes for their positions
 */
public record RecordedChanges(
    List<Change> changes, long lastPosition, long forgottenTo, boolean behind) {

  /** Nothing, in a mailbox in which nothing happened. */
  public static final RecordedChanges NONE = new RecordedChanges(List.of(), 0, 0, false);

  /** Copies the changes. */
  public RecordedChanges {
    changes = List.copyOf(changes);
  }
}
