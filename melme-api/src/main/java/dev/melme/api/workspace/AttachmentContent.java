package dev.melme.api.workspace;

import dev.melme.api.Attachment;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of one part of a message, ready to be downloaded. It can be opened as often as
 * wanted, by many threads.
 *
 * <p>Nothing about it is trustworthy: offer it as a download ({@link #contentDisposition()}, {@code
 * X-Content-Type-Options: nosniff}), and show inline only raster images.
 */
public interface AttachmentContent {

  /**
   * What the index says about the part.
   *
   * @return the attachment
   */
  Attachment attachment();

  /**
   * A name under which the content can be saved on any system: one component of a path, no
   * controls, no reserved device name, no dot in front, at most 200 bytes of UTF-8. Made up where
   * the sender gave none.
   *
   * @return the name, not blank
   */
  String fileName();

  /**
   * The media type that the sender declared.
   *
   * @return lower-case {@code type/subtype}
   */
  String contentType();

  /**
   * The size that the index counted; exact unless the transfer encoding is damaged.
   *
   * @return bytes, not negative
   */
  long sizeBytes();

  /**
   * Opens the decoded content. It is decoded as it is read, from the beginning of the message on,
   * in memory that does not grow with its size. The caller closes the stream.
   *
   * @return the content
   * @throws IOException when it cannot be read, or the message was erased meanwhile
   */
  InputStream openStream() throws IOException;

  /**
   * The value of the field {@code Content-Disposition} for a download under {@link #fileName()}.
   *
   * @return the value, ASCII without line ends
   */
  default String contentDisposition() {
    return ContentDisposition.attachment(fileName());
  }
}
