package dev.melme.api.admin;

import dev.melme.api.Alias;
import java.util.List;
import java.util.Objects;

/**
 * An alias as it was saved, and what its administrator should know about it.
 *
 * @param alias the alias
 * @param warnings what may be unintended; empty when all is well
 */
public record SavedAlias(Alias alias, List<Warning> warnings) {

  /** Copies the warnings. */
  public SavedAlias {
    Objects.requireNonNull(alias, "alias");
    warnings = List.copyOf(warnings);
  }

  /** What may be unintended about a saved alias. More may be added. */
  public enum Warning {
    /** The mailbox is inactive: mail to this alias is refused until it is activated. */
    MAILBOX_INACTIVE,
    /** The mailbox was deleted: mail to this alias is refused until it is re-routed. */
    MAILBOX_DELETED
  }
}
