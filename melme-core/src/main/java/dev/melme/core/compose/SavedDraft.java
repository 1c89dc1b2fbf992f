package dev.melme.core.compose;

import dev.melme.api.ConflictException;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.NotFoundException;
import dev.melme.api.StoreException;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.MessageContent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The draft of one composition as it is stored, if it is. Used by one thread.
 *
 * <p>When the store does not say whether a change was committed, the draft itself tells: nobody
 * else has made a version of the same time and text.
 */
final class SavedDraft {

  private final DraftRepository drafts;
  private final MailboxId mailboxId;
  private final DraftId id;
  private long version;
  private @Nullable Draft doubtful;

  SavedDraft(DraftRepository drafts, Draft draft) {
    this.drafts = drafts;
    this.mailboxId = draft.mailboxId();
    this.id = draft.id();
    this.version = draft.version();
  }

  /** What enqueueing compares; empty while nothing was saved. */
  Optional<DraftVersion> seen() {
    return version == 0 ? Optional.empty() : Optional.of(new DraftVersion(id, version));
  }

  /** The version that this composition made or found, 0 for none. */
  long version() {
    return version;
  }

  /**
   * Saves the next version.
   *
   * @throws ConflictException when somebody else changed, sent or deleted the draft
   */
  void save(Draft next) {
    try {
      write(next);
    } catch (StoreException e) {
      if (!e.commitUnknown()) {
        throw e;
      }
      doubtful = next;
      settle();
      if (version != next.version()) {
        throw e;
      }
    }
    version = next.version();
    doubtful = null;
  }

  private void write(Draft next) {
    if (version == 0) {
      if (!drafts.create(next.withAttachments(List.of()))) {
        throw new NotFoundException("Mailbox " + mailboxId + " does not exist");
      }
    } else if (!drafts.update(next)) {
      throw conflict();
    }
  }

  /** Finds out whether a change was committed after all; asked before another one is made. */
  void settle() {
    Draft attempt = doubtful;
    if (attempt == null) {
      return;
    }
    Optional<Draft> found = drafts.find(mailboxId, id);
    if (found.filter(each -> isSame(each, attempt)).isPresent()) {
      version = attempt.version();
      doubtful = null;
    }
  }

  private static boolean isSame(Draft found, Draft attempt) {
    return found.withAttachments(List.of()).equals(attempt.withAttachments(List.of()));
  }

  /**
   * The files of the draft as they are now.
   *
   * @throws ConflictException when somebody else changed, sent or deleted the draft
   */
  List<DraftAttachment> files() {
    settle();
    if (version == 0) {
      return List.of();
    }
    return drafts
        .find(mailboxId, id)
        .filter(found -> found.version() == version)
        .map(Draft::attachments)
        .orElseThrow(this::conflict);
  }

  /**
   * Adds a file.
   *
   * @param before the files that there were
   */
  DraftAttachment attach(
      DraftAttachment file, MessageContent content, List<DraftAttachment> before) {
    Optional<DraftAttachment> attached;
    try {
      attached = drafts.attach(mailboxId, id, file, content);
    } catch (StoreException e) {
      if (!e.commitUnknown()) {
        throw e;
      }
      return added(file, before).orElseThrow(() -> e);
    }
    return attached.orElseThrow(this::notAttached);
  }

  private Optional<DraftAttachment> added(DraftAttachment file, List<DraftAttachment> before) {
    Set<Integer> old = before.stream().map(DraftAttachment::number).collect(Collectors.toSet());
    return files().stream()
        .filter(each -> !old.contains(each.number()))
        .filter(
            each ->
                each.equals(
                    new DraftAttachment(
                        each.number(),
                        file.name(),
                        file.contentType(),
                        file.contentId(),
                        file.sizeBytes())))
        .findFirst();
  }

  private RuntimeException notAttached() {
    return files().size() >= Draft.MAX_ATTACHMENTS
        ? new InvalidValueException(
            "A message has at most " + Draft.MAX_ATTACHMENTS + " files. Take one away first")
        : conflict();
  }

  /** Takes a file away; false when the draft has none of that number. */
  boolean detach(int number) {
    Set<Integer> before = new HashSet<>();
    files().forEach(file -> before.add(file.number()));
    if (!before.contains(number)) {
      return false;
    }
    try {
      return drafts.detach(mailboxId, id, number);
    } catch (StoreException e) {
      boolean gone =
          e.commitUnknown() && files().stream().noneMatch(file -> file.number() == number);
      if (!gone) {
        throw e;
      }
      return true;
    }
  }

  ConflictException conflict() {
    return new ConflictException(
        "Somebody else changed, sent or deleted draft " + id + ". Open it again, if it is there");
  }
}
