package dev.melme.core.mime;

/** UTF-7 (RFC 2152), which the JDK does not carry: {@code Hi Mom -+Jjo--!}. */
final class Utf7 {

  private Utf7() {}

  static String decode(byte[] b, int offset, int length) {
    StringBuilder out = new StringBuilder(length);
    int i = offset;
    int end = offset + length;
    while (i < end) {
      byte c = b[i++];
      if (c != '+') {
        out.append((char) (c & 0xff));
      } else if (i < end && b[i] == '-') {
        out.append('+');
        i++;
      } else {
        i = shifted(b, i, end, out);
      }
    }
    return out.toString();
  }

  /** Reads base64 of UTF-16BE up to the first byte outside the alphabet; '-' is absorbed. */
  private static int shifted(byte[] b, int from, int end, StringBuilder out) {
    int bits = 0;
    int count = 0;
    int i = from;
    for (; i < end; i++) {
      int value = Base64Decoder.value(b[i]);
      if (value < 0) {
        break;
      }
      bits = (bits << 6 | value) & 0x3fffff;
      count += 6;
      if (count >= 16) {
        count -= 16;
        out.append((char) (bits >>> count & 0xffff));
      }
    }
    return i < end && b[i] == '-' ? i + 1 : i;
  }
}
