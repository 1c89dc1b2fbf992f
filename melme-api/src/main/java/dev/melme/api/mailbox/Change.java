package dev.melme.api.mailbox;

import dev.melme.api.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened to messages of a mailbox.
 *
 * @param position where it stands in the order of changes, from 1
 * @param kind what happened
 * @param messageIds to which messages, 1 to {@link #MAX_MESSAGES}; some may be gone meanwhile: a
 *     later change tells so
 * @param at when it was done, by the clock of the store
 * @param operator who of the team did it, as the session named itself
 */
public record Change(
    long position, Kind kind, List<MessageId> messageIds, Instant at, Optional<String> operator) {

  /** What happened. */
  public enum Kind {
    /** They came in. */
    ADDED,
    /** Their state or their conversation is another one. */
    CHANGED,
    /** They were deleted for good. */
    REMOVED
  }

  /** The most messages of one change; what is done to more of them is several changes. */
  public static final int MAX_MESSAGES = 500;

  /** Copies the ids and checks that nothing is missing. */
  public Change {
    Objects.requireNonNull(kind, "kind");
    messageIds = List.copyOf(messageIds);
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(operator, "operator");
  }
}
