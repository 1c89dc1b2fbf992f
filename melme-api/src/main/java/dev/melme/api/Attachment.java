package dev.melme.api;

import java.util.Objects;
import java.util.Optional;

/**
 * What the index knows about one attached or inline part of a message.
 *
 * @param partPath position in the part tree, counted from 1 and joined by dots as in IMAP ({@code
 *     2.1}, RFC 9051 §6.4.5.1); of a uuencoded file inside a text, that of the text, a hyphen and
 *     the number of the file in it ({@code 1-2}). No two attachments of a message have the same
 * @param name the suggested file name: decoded, without path and control characters, at most 255
 *     characters; empty when the sender gave none
 * @param contentType lower-case {@code type/subtype}, {@code application/octet-stream} when unknown
 * @param sizeBytes size of the decoded content in bytes; an estimate when the transfer encoding is
 *     damaged
 * @param contentId Content-ID without angle brackets (RFC 2392), empty when there was none
 * @param placement whether the sender meant it to be shown inside the text or beside it
 */
public record Attachment(
    String partPath,
    String name,
    String contentType,
    long sizeBytes,
    Optional<String> contentId,
    Placement placement) {

  /** Where the sender meant the part to be shown (RFC 2183 §2). */
  public enum Placement {
    /** Shown inside the text, for example an image that the HTML refers to. */
    INLINE,
    /** Offered beside the text. */
    ATTACHED
  }

  /** Checks that all parts are there and the size is not negative. */
  public Attachment {
    Objects.requireNonNull(partPath, "partPath");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(contentId, "contentId");
    Objects.requireNonNull(placement, "placement");
    if (sizeBytes < 0) {
      throw new InvalidValueException("sizeBytes must not be negative: " + sizeBytes);
    }
  }
}
