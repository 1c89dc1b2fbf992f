package dev.melme.api.mailbox;

import dev.melme.api.InvalidValueException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a team has done with a message.
 *
 * @param folder where it lies
 * @param seen whether it counts as read
 * @param flagged whether it carries the flag
 * @param labels its labels in their order, each once, at most {@link #MAX_LABELS}
 * @param filing how it came into its folder; empty while it lies where it came in
 */
public record MessageState(
    Folder folder, boolean seen, boolean flagged, List<Label> labels, Optional<Filing> filing) {

  /** The most labels on one message. */
  public static final int MAX_LABELS = 50;

  /** The state of a message that has just come in. */
  public static final MessageState NEW =
      new MessageState(Folder.INBOX, false, false, List.of(), Optional.empty());

  /** The state of a message that the team has just sent. */
  public static final MessageState SENT =
      new MessageState(Folder.SENT, true, false, List.of(), Optional.empty());

  /**
   * Orders the labels.
   *
   * @throws InvalidValueException when there are too many of them
   */
  public MessageState {
    Objects.requireNonNull(folder, "folder");
    SortedSet<Label> ordered = new TreeSet<>(labels);
    labels = List.copyOf(ordered);
    Objects.requireNonNull(filing, "filing");
    if (labels.size() > MAX_LABELS) {
      throw new InvalidValueException("A message has at most " + MAX_LABELS + " labels");
    }
  }

  /**
   * The state of a message that has just got its place.
   *
   * @param folder the folder that it begins in
   * @return the state: in {@link Folder#SENT} a message counts as read
   */
  public static MessageState beginning(Folder folder) {
    return switch (folder) {
      case INBOX -> NEW;
      case SENT -> SENT;
      default -> new MessageState(folder, false, false, List.of(), Optional.empty());
    };
  }
}
