package dev.melme.core.mime;

/**
 * Decodes the body of one part, line by line (RFC 2045 §6). The line end in front of what comes
 * next is held back until it is known not to belong to a delimiter.
 */
abstract class LineDecoder {

  private final byte[] lineEnd = new byte[4];
  private int lineEndLength;

  /** The decoder for a transfer encoding; unknown ones are taken as they are. */
  static LineDecoder of(LeafBody.Encoding encoding) {
    return switch (encoding) {
      case BASE64 -> new Base64();
      case QUOTED_PRINTABLE -> new Quoted();
      case UUENCODE -> new UuEncoded();
      case IDENTITY -> new Identity();
    };
  }

  /** Decodes the current piece of the reader onto the end of {@code out}. */
  abstract void line(LineReader lines, BoundedBytes out);

  /** Gives what was held back: the content is over without a delimiter. */
  void end(BoundedBytes out) {
    release(out);
  }

  /** Whether no later line can add anything. */
  boolean done() {
    return false;
  }

  final void release(BoundedBytes out) {
    out.add(lineEnd, 0, lineEndLength);
    lineEndLength = 0;
  }

  final void hold(LineReader lines) {
    lineEndLength = lines.next - lines.end;
    System.arraycopy(lines.buffer, lines.end, lineEnd, 0, lineEndLength);
  }

  private static final class Identity extends LineDecoder {
    @Override
    void line(LineReader lines, BoundedBytes out) {
      release(out);
      out.add(lines.buffer, lines.start, lines.end);
      hold(lines);
    }
  }

  private static final class Quoted extends LineDecoder {
    @Override
    void line(LineReader lines, BoundedBytes out) {
      release(out);
      boolean soft =
          QuotedPrintable.decodeLine(lines.buffer, lines.start, lines.end, lines.complete(), out);
      if (!soft) {
        hold(lines);
      }
    }
  }

  private static final class Base64 extends LineDecoder {
    private final Base64Decoder decoder = new Base64Decoder();

    @Override
    void line(LineReader lines, BoundedBytes out) {
      decoder.decodeLine(lines.buffer, lines.start, lines.end, out);
    }
  }

  private static final class UuEncoded extends LineDecoder {
    @Override
    void line(LineReader lines, BoundedBytes out) {
      UuBlocks.decode(lines.buffer, lines.start, lines.end, out);
    }
  }
}
