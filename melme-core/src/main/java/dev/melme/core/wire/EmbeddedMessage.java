package dev.melme.core.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * A message inside a message, without its trace fields: they name the systems that it came through,
 * ours among them.
 *
 * <p>RFC 2046 §5.2.1 allows no transfer encoding of a message/rfc822: one that is not lines of
 * 7-bit text can only go as an ordinary file.
 */
final class EmbeddedMessage {

  private static final Set<String> TRACE_FIELDS =
      Set.of(
          "received",
          "return-path",
          "delivered-to",
          "envelope-to",
          "melme-trace",
          "x-delivered-to",
          "x-envelope-from",
          "x-envelope-to",
          "x-original-to",
          "x-originating-ip",
          "x-received",
          "x-forwarded-to",
          "x-forwarded-for",
          "received-spf",
          "authentication-results",
          "bcc");

  /** Longer than the name of any trace field. */
  private static final int MAX_NAME = 64;

  private static final int MAX_LINE = 998;

  private EmbeddedMessage() {}

  /** Whether the message can stand inside another one as it is, lines ending in CRLF. */
  static boolean isSevenBit(ByteSource message) throws IOException {
    SevenBitCheck check = new SevenBitCheck();
    copy(message, new CrlfOutput(check));
    return check.passed;
  }

  /** Copies the message without its trace fields; other bytes stay as they are. */
  static void copy(ByteSource message, OutputStream out) throws IOException {
    try (InputStream in = new BufferedInputStream(message.openStream())) {
      copyHeader(in, out);
      in.transferTo(out);
    }
  }

  private static void copyHeader(InputStream in, OutputStream out) throws IOException {
    boolean dropping = false;
    boolean first = true;
    boolean inHeader = true;
    while (inHeader) {
      byte[] start = start(in);
      if (start.length == 0) {
        return;
      }
      boolean white = start[0] == ' ' || start[0] == '\t';
      boolean mboxLine =
          first && new String(start, StandardCharsets.ISO_8859_1).startsWith("From ");
      inHeader = start[0] != '\r' && start[0] != '\n';
      dropping = inHeader && (white ? dropping : mboxLine || isTrace(start));
      first = false;
      if (!dropping) {
        out.write(start);
      }
      if (!endsLine(start)) {
        copyLine(in, dropping ? OutputStream.nullOutputStream() : out);
      }
    }
  }

  /** The beginning of a line, with its line end when it is that short. */
  private static byte[] start(InputStream in) throws IOException {
    byte[] bytes = new byte[MAX_NAME + 1];
    int length = 0;
    while (length < MAX_NAME) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      bytes[length++] = (byte) b;
      if (b == '\n') {
        break;
      }
      if (b == '\r') {
        in.mark(1);
        if (in.read() == '\n') {
          bytes[length++] = '\n';
        } else {
          in.reset();
        }
        break;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static boolean endsLine(byte[] start) {
    byte last = start[start.length - 1];
    return last == '\n' || last == '\r';
  }

  private static void copyLine(InputStream in, OutputStream out) throws IOException {
    for (int b = in.read(); b >= 0; b = in.read()) {
      out.write(b);
      if (b == '\n') {
        return;
      }
      if (b == '\r') {
        in.mark(1);
        if (in.read() == '\n') {
          out.write('\n');
        } else {
          in.reset();
        }
        return;
      }
    }
  }

  private static boolean isTrace(byte[] start) {
    String line = new String(start, StandardCharsets.ISO_8859_1);
    int colon = line.indexOf(':');
    String name = line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
    return TRACE_FIELDS.contains(name)
        || name.startsWith("arc-")
        || name.startsWith("resent-")
        || name.startsWith("x-google-");
  }

  /** Looks for what 7bit does not allow (RFC 2045 §2.7). */
  private static final class SevenBitCheck extends OutputStream {
    private boolean passed = true;
    private int column;

    @Override
    public void write(int b) {
      column = b == '\n' ? 0 : column + 1;
      passed &= b > 0 && b < 0x80 && column <= MAX_LINE + 1;
    }
  }
}
