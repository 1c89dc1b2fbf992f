package dev.melme.spi;

import dev.melme.api.workspace.AttachmentContent;
import java.io.IOException;

/**
 * Looks at attachments before a team may download them: a virus scanner, say. Called by
 * housekeeping, by one or many threads, one attachment at a time; never by a delivery.
 *
 * <p>Whatever it throws means that it cannot tell now: the attachments of the message stay closed,
 * and the scan is tried again later, ever more rarely. Nothing is opened because a scanner is down.
 */
@FunctionalInterface
public interface AttachmentScanner {

  /** What a scanner says of an attachment. */
  enum Opinion {
    /** It may be downloaded. */
    CLEAN,
    /** It may not. */
    REFUSED
  }

  /**
   * Looks at one attachment. It may take its time: nobody waits for it but housekeeping.
   *
   * @param attachment the attachment; the scanner opens and closes its content
   * @return what it thinks
   * @throws IOException when the content cannot be read or the scanner cannot be reached
   */
  Opinion scan(AttachmentContent attachment) throws IOException;
}
