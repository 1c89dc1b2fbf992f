package dev.melme.core.view;

import dev.melme.api.Attachment;
import dev.melme.api.StoredMessage;

/**
 * Decides whether the content of an attachment may be handed out: the place for what scans
 * attachments. It is asked each time one is opened for download.
 */
public interface AttachmentGate {

  /** Hands out everything. */
  AttachmentGate OPEN = (message, attachment) -> true;

  /**
   * Whether the content may be handed out now.
   *
   * @param message the message
   * @param attachment one of its attachments
   * @return false when it is as if the attachment were not there
   */
  boolean lets(StoredMessage message, Attachment attachment);
}
