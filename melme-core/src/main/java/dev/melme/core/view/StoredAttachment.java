package dev.melme.core.view;

import dev.melme.api.Attachment;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import dev.melme.api.workspace.AttachmentContent;
import dev.melme.core.mime.PartContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** An attachment of a stored message, decoded out of the original each time it is opened. */
public final class StoredAttachment implements AttachmentContent {

  private final StoredMessage message;
  private final Attachment attachment;
  private final Supplier<Optional<StoredContent>> original;

  private StoredAttachment(
      StoredMessage message, Attachment attachment, Supplier<Optional<StoredContent>> original) {
    this.message = message;
    this.attachment = attachment;
    this.original = original;
  }

  /**
   * The first attachment that is meant.
   *
   * @param message the message
   * @param meant tells which one
   * @param gate asked whether it may be handed out
   * @param original gives the bytes of the message; empty once it was erased
   * @return the attachment, or empty when there is none or it may not be handed out
   */
  public static Optional<AttachmentContent> find(
      StoredMessage message,
      Predicate<Attachment> meant,
      AttachmentGate gate,
      Supplier<Optional<StoredContent>> original) {
    return message.index().attachments().stream()
        .filter(meant)
        .findFirst()
        .filter(found -> gate.lets(message, found))
        .map(found -> new StoredAttachment(message, found, original));
  }

  @Override
  public Attachment attachment() {
    return attachment;
  }

  @Override
  public String fileName() {
    return SafeFileName.of(attachment.name(), attachment.contentType());
  }

  @Override
  public String contentType() {
    return attachment.contentType();
  }

  @Override
  public long sizeBytes() {
    return attachment.sizeBytes();
  }

  @Override
  public InputStream openStream() throws IOException {
    StoredContent content =
        original
            .get()
            .orElseThrow(
                () -> new IOException("Message " + message.id() + " was erased meanwhile"));
    return PartContent.open(content.openStream(), attachment.partPath());
  }
}
