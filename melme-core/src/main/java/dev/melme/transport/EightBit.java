package dev.melme.transport;

import dev.melme.api.StoredContent;
import java.io.IOException;
import java.io.InputStream;

/** Tells whether content holds other octets than ASCII (RFC 6152). */
final class EightBit {

  private static final int BUFFER_BYTES = 8 * 1024;

  private EightBit() {}

  static boolean isIn(StoredContent content) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = content.openStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (buffer[i] < 0) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
