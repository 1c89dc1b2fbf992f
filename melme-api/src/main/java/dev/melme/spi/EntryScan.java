package dev.melme.spi;

import dev.melme.api.MessageId;
import dev.melme.api.mailbox.MessageEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a bounded look through a mailbox has found.
 *
 * @param entries the entries, newest id first
 * @param resumeBefore where to go on: the last id that was looked at; empty when none is left
 * @param behind whether messages waited for their places, or changes for their positions, when the
 *     entries were read
 */
public record EntryScan(
    List<MessageEntry> entries, Optional<MessageId> resumeBefore, boolean behind) {

  /** Nothing found, and nothing left. */
  public static final EntryScan NOTHING = new EntryScan(List.of(), Optional.empty(), false);

  /** Copies the entries. */
  public EntryScan {
    entries = List.copyOf(entries);
    Objects.requireNonNull(resumeBefore, "resumeBefore");
  }
}
