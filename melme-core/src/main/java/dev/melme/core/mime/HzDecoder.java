package dev.melme.core.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** HZ-GB-2312 (RFC 1843), which the JDK does not carry: GB 2312 bytes between {@code ~{ ~}}. */
final class HzDecoder {

  private HzDecoder() {}

  static String decode(byte[] b, int offset, int length) {
    byte[] gb = new byte[length];
    int used = 0;
    boolean shifted = false;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      byte c = b[i];
      byte after = i + 1 < end ? b[i + 1] : 0;
      if (c == '~' && (after == '{' || after == '}')) {
        shifted = after == '{';
        i++;
      } else if (c == '~' && after == '~' && !shifted) {
        gb[used++] = c;
        i++;
      } else if (c == '~' && after == '\n') {
        i++;
      } else {
        // A line end always returns to ASCII.
        shifted &= c != '\n';
        gb[used++] = shifted && c > ' ' ? (byte) (c | 0x80) : c;
      }
    }
    @Nullable Charset charset = Charsets.named("gb2312");
    return new String(gb, 0, used, charset == null ? StandardCharsets.US_ASCII : charset);
  }
}
