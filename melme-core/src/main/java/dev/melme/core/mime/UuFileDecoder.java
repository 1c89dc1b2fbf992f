package dev.melme.core.mime;

/** Decodes one of the uuencoded files inside a plain text: the one of this number, from 1. */
final class UuFileDecoder extends LineDecoder {

  private final UuBlocks blocks = new UuBlocks();
  private final LeafBody around = new LeafBody(new BoundedBytes(16, 0));
  private final int number;

  UuFileDecoder(int number) {
    this.number = number;
    around.begin(LeafBody.Encoding.IDENTITY, 0, false);
  }

  @Override
  void line(LineReader lines, BoundedBytes out) {
    if (lines.fresh
        && blocks.take(lines.buffer, lines.start, lines.end, around)
        && blocks.inside()
        && blocks.found().size() == number - 1) {
      UuBlocks.decode(lines.buffer, lines.start, lines.end, out);
    }
  }

  @Override
  boolean done() {
    return blocks.found().size() >= number;
  }
}
