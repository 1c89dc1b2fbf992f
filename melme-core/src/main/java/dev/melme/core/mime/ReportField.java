package dev.melme.core.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A field of a report that programs read (RFC 3464 §2.1.1), which looks like one of a header.
 *
 * @param name its name in lower case
 * @param value its value, unfolded, cleaned, at most {@value #MAX_VALUE} characters
 */
public record ReportField(String name, String value) {

  private static final int MAX_VALUE = 2_000;

  /**
   * Reads fields. Lines that are neither field nor continuation are passed over.
   *
   * @param bytes the content of the part
   * @return the fields, grouped as empty lines part them; no group is empty
   */
  static List<List<ReportField>> groups(BoundedBytes bytes) {
    List<List<ReportField>> groups = new ArrayList<>();
    Reader reader = new Reader();
    LineReader lines = new LineReader(bytes.bytes, 0, bytes.length);
    try {
      while (lines.advance()) {
        if (FieldLine.isBlank(lines.buffer, lines.start, lines.end)) {
          reader.endGroup(groups);
        } else {
          reader.line(lines.buffer, lines.start, lines.end);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    reader.endGroup(groups);
    return groups;
  }

  /** The group that is being read. */
  private static final class Reader {
    private List<ReportField> group = new ArrayList<>();
    private String name = "";
    private final StringBuilder raw = new StringBuilder();

    void line(byte[] b, int start, int end) {
      if (FieldLine.isWhite(b[start])) {
        append(b, start, end);
        return;
      }
      endField();
      int colon = FieldLine.colon(b, start, end);
      if (colon > 0) {
        int nameEnd = FieldLine.nameEnd(b, start, colon);
        name =
            new String(b, start, nameEnd - start, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        append(b, colon + 1, end);
      }
    }

    private void append(byte[] b, int start, int end) {
      if (!name.isEmpty() && raw.length() < MAX_VALUE) {
        int from = start;
        while (from < end && FieldLine.isWhite(b[from])) {
          from++;
        }
        if (raw.length() > 0) {
          raw.append(' ');
        }
        int length = Math.min(end - from, MAX_VALUE);
        raw.append(new String(b, from, length, StandardCharsets.ISO_8859_1));
      }
    }

    private void endField() {
      if (!name.isEmpty()) {
        group.add(new ReportField(name, HeaderText.display(raw.toString(), null, MAX_VALUE)));
      }
      name = "";
      raw.setLength(0);
    }

    void endGroup(List<List<ReportField>> groups) {
      endField();
      if (!group.isEmpty()) {
        groups.add(group);
        group = new ArrayList<>();
      }
    }
  }
}
