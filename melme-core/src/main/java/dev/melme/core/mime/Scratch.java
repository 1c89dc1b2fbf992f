package dev.melme.core.mime;

import dev.melme.core.search.SearchAnalyzer;

/** The buffers of one index run, lent by a {@link ScratchPool} and used by one thread at a time. */
final class Scratch {

  private static final int FIRST_FIELD = 2 * 1024;
  private static final int FIRST_TEXT = 8 * 1024;
  private static final int RETAINED = 64 * 1024;

  BoundedBytes field = new BoundedBytes(FIRST_FIELD, HeaderReader.MAX_FIELD);
  LeafBody body = new LeafBody(new BoundedBytes(FIRST_TEXT, 0));
  final TextAssembly text = new TextAssembly();
  final EntityHeader header = new EntityHeader();
  final SearchAnalyzer analyzer = new SearchAnalyzer();
  private byte[] window = new byte[0];

  /** Buffer for reading a stream. */
  byte[] window() {
    if (window.length == 0) {
      window = new byte[LineReader.WINDOW];
    }
    return window;
  }

  /** Lets go of what one large message made grow, and of the message's values. */
  void shrink() {
    if (field.bytes.length > RETAINED) {
      field = new BoundedBytes(FIRST_FIELD, HeaderReader.MAX_FIELD);
    }
    if (body.kept.bytes.length > RETAINED) {
      body = new LeafBody(new BoundedBytes(FIRST_TEXT, 0));
    }
    text.clear();
    header.clear();
    analyzer.clear();
  }
}
