package dev.melme.core.compose;

import dev.melme.api.Attachment;
import dev.melme.api.InvalidValueException;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.AttachmentState;
import dev.melme.api.outbound.Draft;
import dev.melme.api.workspace.AttachmentContent;
import dev.melme.core.view.AttachmentGate;
import dev.melme.core.view.StoredAttachment;
import dev.melme.core.wire.WirePart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a message that is handed on, read out of the stored original while the new message
 * is written. What the scanner refused is left out. Used by one thread.
 */
final class ForwardedFiles {

  private static final String TYPE = "[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}";

  private final Answered answered;
  private final List<Attachment> files = new ArrayList<>();

  /** Content ids of our own, by those of the original. */
  private final Map<String, String> shown = new HashMap<>();

  /**
   * Looks the files up.
   *
   * @throws InvalidValueException while they wait for the scanner, or when there are too many
   */
  ForwardedFiles(Answered answered, MailboxWriting writing) {
    this.answered = answered;
    StoredMessage message = answered.message();
    if (message.index().attachments().size() > Draft.MAX_ATTACHMENTS) {
      // Each file is found anew in the original: many small ones in a large one would take minutes.
      throw new InvalidValueException(
          "Message "
              + message.id()
              + " has more than "
              + Draft.MAX_ATTACHMENTS
              + " files. Attach those that are wanted to a message of its own");
    }
    Map<String, AttachmentState> states = writing.attachments().states(message);
    if (states.containsValue(AttachmentState.PROCESSING)) {
      throw new InvalidValueException(
          "The attachments of message " + message.id() + " were not scanned yet. Try again soon");
    }
    for (Attachment file : message.index().attachments()) {
      if (states.get(file.partPath()) == AttachmentState.READY) {
        files.add(file);
      }
    }
  }

  /** The URL of a picture that the HTML of the original shows; an empty text without one. */
  String imageUrl(String contentId) {
    boolean there =
        files.stream().anyMatch(file -> file.contentId().equals(Optional.of(contentId)));
    return there
        ? "cid:" + shown.computeIfAbsent(contentId, id -> RandomText.next() + "@inline")
        : "";
  }

  /** The pictures that were asked for so far. */
  List<WirePart.File> pictures() {
    List<WirePart.File> pictures = new ArrayList<>();
    List<String> done = new ArrayList<>();
    for (Attachment file : files) {
      Optional<String> id = file.contentId().map(shown::get);
      if (id.isPresent() && !done.contains(id.get())) {
        pictures.add(part(file, id));
        done.add(id.get());
      }
    }
    return pictures;
  }

  /** All other files. */
  List<WirePart.File> attached() {
    List<WirePart.File> attached = new ArrayList<>();
    List<String> done = new ArrayList<>();
    for (Attachment file : files) {
      Optional<String> id = file.contentId().map(shown::get);
      if (id.isPresent() && !done.contains(id.get())) {
        done.add(id.get());
      } else {
        attached.add(part(file, Optional.empty()));
      }
    }
    return attached;
  }

  private WirePart.File part(Attachment file, Optional<String> contentId) {
    AttachmentContent content =
        StoredAttachment.find(
                answered.message(),
                each -> each.partPath().equals(file.partPath()),
                AttachmentGate.OPEN,
                answered::original)
            .orElseThrow();
    String type =
        file.contentType().matches(TYPE) ? file.contentType() : "application/octet-stream";
    return new WirePart.File(content.fileName(), type, contentId, content::openStream);
  }
}
