package dev.melme.core.compose;

import dev.melme.api.outbound.DraftAttachment;
import java.util.List;

/** How large files are on the wire: base64 in lines of 76 characters and CRLF. */
final class Base64Size {

  private static final int LINE_BYTES = 57;
  private static final int LINE_LENGTH = 78;

  private Base64Size() {}

  static long of(List<DraftAttachment> files) {
    return files.stream().mapToLong(file -> of(file.sizeBytes())).sum();
  }

  static long of(long bytes) {
    return (bytes + LINE_BYTES - 1) / LINE_BYTES * LINE_LENGTH;
  }

  /** How many bytes may be in so much room; not negative. */
  static long bytesIn(long room) {
    return Math.max(0, room / LINE_LENGTH * LINE_BYTES);
  }
}
