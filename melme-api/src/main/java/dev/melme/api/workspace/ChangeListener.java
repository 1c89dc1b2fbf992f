package dev.melme.api.workspace;

import dev.melme.api.mailbox.Change;
import java.util.List;

/**
 * Hears of what happens in a mailbox, after it is committed, on the executor that it was given
 * with: one call at a time. What it throws is logged, and what it was told counts as heard.
 */
public interface ChangeListener {

  /**
   * Something happened.
   *
   * @param changes in their order, following those of the call before: none missing, none twice
   */
  void changed(List<Change> changes);

  /** What happened is not known any more: read everything anew. */
  default void expired() {}

  /** Nothing more will be told: the session or the mailbox is gone. Not called after a close. */
  default void ended() {}
}
