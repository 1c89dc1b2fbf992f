package dev.melme.core.mime;

import java.util.Locale;

/**
 * The body of one leaf part as its lines go by: counts the decoded size of all of it, keeps the
 * beginning of its decoded bytes when somebody wants to read it.
 *
 * <p>The line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1), so each line end
 * is held back until the next line comes.
 */
final class LeafBody {

  /** How the bytes travel (RFC 2045 §6). */
  enum Encoding {
    IDENTITY,
    BASE64,
    QUOTED_PRINTABLE,
    UUENCODE;

    /** Unknown encodings are taken as they are. */
    static Encoding of(String raw) {
      if (raw.isEmpty()) {
        return IDENTITY;
      }
      String name = raw.strip().toLowerCase(Locale.ROOT);
      if (name.startsWith("base64") || name.startsWith("\"base64")) {
        return BASE64;
      }
      if (name.startsWith("quoted-printable") || name.startsWith("\"quoted-printable")) {
        return QUOTED_PRINTABLE;
      }
      boolean uu = name.startsWith("x-uue") || name.startsWith("uue") || name.startsWith("x-uu");
      return uu ? UUENCODE : IDENTITY;
    }
  }

  /** Decoded bytes, line ends of text encodings as LF. */
  final BoundedBytes kept;

  /** uuencoded files inside plain text. */
  final UuBlocks blocks = new UuBlocks();

  private final Base64Decoder base64 = new Base64Decoder();
  private Encoding encoding = Encoding.IDENTITY;
  private boolean keep;
  private boolean splitBlocks;
  private boolean ignored;
  private long size;
  private long significant;
  private int heldLineEnd;

  LeafBody(BoundedBytes kept) {
    this.kept = kept;
  }

  /**
   * Begins a body.
   *
   * @param keepBytes how many decoded bytes to keep, 0 to count only
   * @param findBlocks whether uuencoded files are to be taken out of the text
   */
  void begin(Encoding how, int keepBytes, boolean findBlocks) {
    encoding = how;
    ignored = false;
    keep = keepBytes > 0;
    kept.clear(keepBytes);
    splitBlocks = findBlocks && how != Encoding.BASE64;
    blocks.clear();
    base64.reset();
    size = 0;
    significant = 0;
    heldLineEnd = 0;
  }

  /** Begins a body that nobody reads and whose size nobody asks for. */
  void ignore() {
    begin(Encoding.IDENTITY, 0, false);
    ignored = true;
  }

  /** Takes the current piece of the reader. */
  void line(LineReader lines) {
    if (ignored) {
      return;
    }
    byte[] b = lines.buffer;
    int start = lines.start;
    int end = lines.end;
    if (encoding == Encoding.BASE64) {
      significant += Base64Decoder.significant(b, start, end);
      if (keep && !kept.overflowed) {
        base64.decodeLine(b, start, end, kept);
      }
      return;
    }
    if (splitBlocks && lines.fresh && blocks.take(b, start, end, this)) {
      return;
    }
    if (encoding == Encoding.UUENCODE) {
      int count = UuBlocks.decode(b, start, end, kept);
      size += Math.max(0, count);
      return;
    }
    text(b, start, end, lines.next, lines.complete());
  }

  private void text(byte[] b, int start, int end, int next, boolean complete) {
    releaseLineEnd();
    if (encoding == Encoding.QUOTED_PRINTABLE) {
      heldLineEnd = quotedPrintable(b, start, end, complete) ? 0 : next - end;
    } else {
      size += end - start;
      if (keep) {
        kept.add(b, start, end);
      }
      heldLineEnd = next - end;
    }
  }

  /** Takes one line, and tells whether it goes on in the next. */
  private boolean quotedPrintable(byte[] b, int start, int end, boolean complete) {
    if (keep && !kept.overflowed) {
      int before = kept.length;
      boolean soft = QuotedPrintable.decodeLine(b, start, end, complete, kept);
      if (!kept.overflowed) {
        size += kept.length - before;
        return soft;
      }
    }
    boolean soft = complete && QuotedPrintable.softBreak(b, start, end);
    size += QuotedPrintable.decodedSize(b, start, end) - (soft ? 1 : 0);
    return soft;
  }

  /** A line that turned out not to begin a uuencoded file. */
  void giveBack(byte[] b, int length, int lineEndLength) {
    text(b, 0, length, length + lineEndLength, true);
  }

  private void releaseLineEnd() {
    if (heldLineEnd > 0) {
      size += heldLineEnd;
      if (keep) {
        kept.add((byte) '\n');
      }
      heldLineEnd = 0;
    }
  }

  /**
   * Ends the body.
   *
   * @return its decoded size in bytes
   */
  long end(boolean atDelimiter) {
    if (splitBlocks) {
      blocks.end(this);
    }
    if (!atDelimiter) {
      releaseLineEnd();
    }
    return encoding == Encoding.BASE64 ? significant * 3 / 4 : size;
  }
}
