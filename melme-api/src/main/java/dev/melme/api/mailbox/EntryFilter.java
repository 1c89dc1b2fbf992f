package dev.melme.api.mailbox;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which messages are wanted: those that meet all conditions.
 *
 * @param folders in which folders they may lie; at least one
 * @param unread only those that count as unread
 * @param flagged only those that carry the flag
 * @param attachments only those that have attachments
 * @param alias only those that came in on this address: the recipient of the envelope or the alias
 *     that decided, case ignored
 * @param labels only those that have all of these labels
 * @param from only those taken at this time or later
 * @param before only those taken before this time
 */
public record EntryFilter(
    Set<Folder> folders,
    boolean unread,
    boolean flagged,
    boolean attachments,
    Optional<EmailAddress> alias,
    List<Label> labels,
    Optional<Instant> from,
    Optional<Instant> before) {

  private static final int MAX_LABELS = 10;

  /**
   * Copies the collections.
   *
   * @throws InvalidValueException when no folder or more than 10 labels are named
   */
  public EntryFilter {
    folders = Set.copyOf(folders);
    Objects.requireNonNull(alias, "alias");
    labels = labels.stream().distinct().sorted().toList();
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(before, "before");
    if (folders.isEmpty()) {
      throw new InvalidValueException("Name at least one folder to look in");
    }
    if (labels.size() > MAX_LABELS) {
      throw new InvalidValueException("Name at most " + MAX_LABELS + " labels");
    }
  }

  /**
   * Everything in one folder.
   *
   * @param folder the folder
   * @return the filter
   */
  public static EntryFilter in(Folder folder) {
    return inFolders(Set.of(folder));
  }

  /**
   * Everything in the inbox.
   *
   * @return the filter
   */
  public static EntryFilter inbox() {
    return in(Folder.INBOX);
  }

  /**
   * Everything in the mailbox, the trash included.
   *
   * @return the filter
   */
  public static EntryFilter everything() {
    return inFolders(EnumSet.allOf(Folder.class));
  }

  private static EntryFilter inFolders(Set<Folder> folders) {
    return new EntryFilter(
        folders,
        false,
        false,
        false,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Only those that count as unread.
   *
   * @return a changed copy
   */
  public EntryFilter onlyUnread() {
    return new EntryFilter(folders, true, flagged, attachments, alias, labels, from, before);
  }

  /**
   * Only those that carry the flag.
   *
   * @return a changed copy
   */
  public EntryFilter onlyFlagged() {
    return new EntryFilter(folders, unread, true, attachments, alias, labels, from, before);
  }

  /**
   * Only those that have attachments.
   *
   * @return a changed copy
   */
  public EntryFilter onlyWithAttachments() {
    return new EntryFilter(folders, unread, flagged, true, alias, labels, from, before);
  }

  /**
   * Only those that came in on an address.
   *
   * @param address the recipient of the envelope or the alias that decided
   * @return a changed copy
   */
  public EntryFilter onlyTo(EmailAddress address) {
    return new EntryFilter(
        folders, unread, flagged, attachments, Optional.of(address), labels, from, before);
  }

  /**
   * Only those that have a label.
   *
   * @param label the label
   * @return a changed copy
   */
  public EntryFilter onlyLabelled(Label label) {
    List<Label> more = new ArrayList<>(labels);
    more.add(label);
    return new EntryFilter(folders, unread, flagged, attachments, alias, more, from, before);
  }

  /**
   * Only those that were taken within a time.
   *
   * @param first from this time on, or empty for any
   * @param end before this time, or empty for any
   * @return a changed copy
   */
  public EntryFilter within(Optional<Instant> first, Optional<Instant> end) {
    return new EntryFilter(folders, unread, flagged, attachments, alias, labels, first, end);
  }

  /**
   * Tells whether an entry meets all conditions: the one rule for all stores.
   *
   * @param entry the entry
   * @return true when it does
   */
  public boolean matches(MessageEntry entry) {
    MessageState state = entry.state();
    return folders.contains(state.folder())
        && (!unread || !state.seen())
        && (!flagged || state.flagged())
        && (!attachments || entry.summary().attachmentCount() > 0)
        && state.labels().containsAll(labels)
        && from.map(time -> !entry.receivedAt().isBefore(time)).orElse(true)
        && before.map(time -> entry.receivedAt().isBefore(time)).orElse(true)
        && alias.map(address -> cameInOn(entry, address)).orElse(true);
  }

  private static boolean cameInOn(MessageEntry entry, EmailAddress address) {
    return entry.aliases().stream()
        .anyMatch(
            matched ->
                matched.recipient().toString().equalsIgnoreCase(address.toString())
                    || matched.alias().toString().equalsIgnoreCase(address.toString()));
  }
}
