package dev.melme.api.mailbox;

import dev.melme.api.InvalidValueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be done with messages. Doing it twice is doing it once.
 *
 * @param seen whether they are to count as read, or empty to leave that
 * @param flagged whether they are to carry the flag, or empty to leave that
 * @param move where they are to lie, or empty to leave them
 * @param addLabels labels to put on
 * @param removeLabels labels to take off, before others are put on
 */
public record Marking(
    Optional<Boolean> seen,
    Optional<Boolean> flagged,
    Optional<Move> move,
    List<Label> addLabels,
    List<Label> removeLabels) {

  /** Where to. */
  public enum Move {
    /** To the inbox. */
    TO_INBOX,
    /** To the archive. */
    TO_ARCHIVE,
    /** To the trash. */
    TO_TRASH,
    /** Out of the trash to where it lay before; what lies elsewhere stays there. */
    OUT_OF_TRASH
  }

  private static final Marking NOTHING =
      new Marking(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

  /**
   * Copies the labels.
   *
   * @throws InvalidValueException when more labels are to be put on than a message may have
   */
  public Marking {
    Objects.requireNonNull(seen, "seen");
    Objects.requireNonNull(flagged, "flagged");
    Objects.requireNonNull(move, "move");
    addLabels = List.copyOf(addLabels);
    removeLabels = List.copyOf(removeLabels);
    if (addLabels.size() > MessageState.MAX_LABELS) {
      throw new InvalidValueException(
          "A message has at most " + MessageState.MAX_LABELS + " labels");
    }
  }

  /**
   * Marks as read.
   *
   * @return the marking
   */
  public static Marking read() {
    return NOTHING.andSeen(true);
  }

  /**
   * Marks as unread.
   *
   * @return the marking
   */
  public static Marking unread() {
    return NOTHING.andSeen(false);
  }

  /**
   * Puts the flag on.
   *
   * @return the marking
   */
  public static Marking flag() {
    return NOTHING.andFlagged(true);
  }

  /**
   * Takes the flag off.
   *
   * @return the marking
   */
  public static Marking unflag() {
    return NOTHING.andFlagged(false);
  }

  /**
   * Moves to the archive.
   *
   * @return the marking
   */
  public static Marking archive() {
    return NOTHING.andMove(Move.TO_ARCHIVE);
  }

  /**
   * Moves to the trash.
   *
   * @return the marking
   */
  public static Marking trash() {
    return NOTHING.andMove(Move.TO_TRASH);
  }

  /**
   * Moves to the inbox.
   *
   * @return the marking
   */
  public static Marking toInbox() {
    return NOTHING.andMove(Move.TO_INBOX);
  }

  /**
   * Takes out of the trash, to where it lay before.
   *
   * @return the marking
   */
  public static Marking restore() {
    return NOTHING.andMove(Move.OUT_OF_TRASH);
  }

  /**
   * Puts labels on.
   *
   * @param labels which
   * @return the marking
   */
  public static Marking label(Label... labels) {
    return new Marking(
        Optional.empty(), Optional.empty(), Optional.empty(), List.of(labels), List.of());
  }

  /**
   * Takes labels off.
   *
   * @param labels which
   * @return the marking
   */
  public static Marking unlabel(Label... labels) {
    return new Marking(
        Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(labels));
  }

  /**
   * Also marks as read or unread.
   *
   * @param value true for read
   * @return a changed copy
   */
  public Marking andSeen(boolean value) {
    return new Marking(Optional.of(value), flagged, move, addLabels, removeLabels);
  }

  /**
   * Also puts the flag on or takes it off.
   *
   * @param value true for on
   * @return a changed copy
   */
  public Marking andFlagged(boolean value) {
    return new Marking(seen, Optional.of(value), move, addLabels, removeLabels);
  }

  /**
   * Also moves.
   *
   * @param where where to
   * @return a changed copy
   */
  public Marking andMove(Move where) {
    return new Marking(seen, flagged, Optional.of(where), addLabels, removeLabels);
  }

  /**
   * The state after this marking: the one rule for all stores.
   *
   * @param before the state before it
   * @param at the time
   * @param operator who does it
   * @return the state after it; equal to the one before when nothing is to be changed, also when a
   *     message would get more labels than it may have
   */
  public MessageState apply(MessageState before, Instant at, Optional<String> operator) {
    Folder folder = move.map(where -> target(where, before)).orElse(before.folder());
    Optional<Filing> filing =
        folder == before.folder()
            ? before.filing()
            : Optional.of(new Filing(before.folder(), at, operator));
    return new MessageState(
        folder,
        seen.orElse(before.seen()),
        flagged.orElse(before.flagged()),
        labels(before.labels()),
        filing);
  }

  private static Folder target(Move where, MessageState before) {
    return switch (where) {
      case TO_INBOX -> Folder.INBOX;
      case TO_ARCHIVE -> Folder.ARCHIVE;
      case TO_TRASH -> Folder.TRASH;
      case OUT_OF_TRASH ->
          before.folder() == Folder.TRASH
              ? before.filing().map(Filing::from).orElse(Folder.INBOX)
              : before.folder();
    };
  }

  private List<Label> labels(List<Label> before) {
    if (addLabels.isEmpty() && removeLabels.isEmpty()) {
      return before;
    }
    List<Label> after = new ArrayList<>(before);
    after.removeAll(removeLabels);
    for (Label label : addLabels) {
      if (!after.contains(label)) {
        after.add(label);
      }
    }
    return after.size() > MessageState.MAX_LABELS ? before : after;
  }
}
