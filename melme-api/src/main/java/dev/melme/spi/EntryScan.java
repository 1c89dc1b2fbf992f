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
 */
public record EntryScan(List<MessageEntry> entries, Optional<MessageId> resumeBefore) {

  /** Nothing found, and nothing left. */
  public static final EntryScan NOTHING = new EntryScan(List.of(), Optional.empty());

  /** Copies the entries. */
  public EntryScan {
    entries = List.copyOf(entries);
    Objects.requireNonNull(resumeBefore, "resumeBefore");
  }
}
