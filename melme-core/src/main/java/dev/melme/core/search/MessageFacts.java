package dev.melme.core.search;

import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageIndex;
import dev.melme.api.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What {@link QueryMatcher} asks about a message.
 *
 * @param index what was derived from its bytes
 * @param aliases through which aliases it came in, or was sent
 * @param receivedAt when it was taken or sent
 * @param marks what the team did with it
 * @param labels the names of its labels
 */
public record MessageFacts(
    MessageIndex index,
    List<MatchedAlias> aliases,
    Instant receivedAt,
    Set<Mark> marks,
    Set<String> labels) {

  /** What a team can do with a message. */
  public enum Mark {
    /** Nobody has read it. */
    UNREAD,
    /** Somebody flagged it. */
    FLAGGED,
    /** It was taken out of the inbox. */
    ARCHIVED,
    /** It is in the trash, whatever else. */
    TRASHED
  }

  /** Copies the collections and checks that nothing is missing. */
  public MessageFacts {
    Objects.requireNonNull(index, "index");
    aliases = List.copyOf(aliases);
    Objects.requireNonNull(receivedAt, "receivedAt");
    marks = Set.copyOf(marks);
    labels = Set.copyOf(labels);
  }

  /**
   * The facts of a stored message.
   *
   * @param message the message
   * @param marks what the team did with it
   * @param labels the names of its labels
   * @return the facts
   */
  public static MessageFacts of(StoredMessage message, Set<Mark> marks, Set<String> labels) {
    return new MessageFacts(
        message.index(), message.aliases(), message.reception().receivedAt(), marks, labels);
  }
}
