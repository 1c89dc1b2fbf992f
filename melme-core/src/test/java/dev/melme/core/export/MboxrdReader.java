package dev.melme.core.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads an mbox by the description of {@code ExportFormat.MBOX} alone, in memory. */
final class MboxrdReader {

  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

  private final byte[] file;

  /** The From lines, without their ends. */
  final List<String> fromLines = new ArrayList<>();

  final List<byte[]> messages = new ArrayList<>();

  MboxrdReader(byte[] file) {
    this.file = file;
    ByteArrayOutputStream message = null;
    for (int start = 0; start < file.length; ) {
      int end = lineEnd(start);
      if (startsWith(FROM, start)) {
        end(message);
        message = new ByteArrayOutputStream();
        fromLines.add(new String(file, start, end - 1 - start, StandardCharsets.UTF_8));
      } else if (message == null) {
        throw new AssertionError("An mbox begins with a From line");
      } else {
        int from = quoted(start) ? start + 1 : start;
        message.write(file, from, end - from);
      }
      start = end;
    }
    end(message);
  }

  private int lineEnd(int start) {
    int end = start;
    while (end < file.length && file[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, file.length);
  }

  private boolean quoted(int start) {
    int at = start;
    while (at < file.length && file[at] == '>') {
      at++;
    }
    return at > start && startsWith(FROM, at);
  }

  private boolean startsWith(byte[] prefix, int at) {
    return at + prefix.length <= file.length
        && Arrays.equals(file, at, at + prefix.length, prefix, 0, prefix.length);
  }

  private void end(@org.jspecify.annotations.Nullable ByteArrayOutputStream message) {
    if (message != null) {
      byte[] all = message.toByteArray();
      int length = all.length;
      boolean added =
          length >= 3
              && all[length - 3] == '\n'
              && all[length - 2] == '\r'
              && all[length - 1] == '\n';
      messages.add(Arrays.copyOf(all, length - (added ? 3 : 1)));
    }
  }
}
