package dev.melme.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of one message: a whole file, or a range of an mbox file.
 *
 * @param source where it was found: the file, and {@code #1} and so on for messages of an mbox
 * @param file the file
 * @param offset the first byte
 * @param lengthBytes the number of bytes
 */
record MailPiece(String source, Path file, long offset, long lengthBytes) {

  /** A whole file. */
  static MailPiece whole(Path file) throws IOException {
    return new MailPiece(file.toString(), file, 0, Files.size(file));
  }

  /** A range of an mbox file; messages count from 1. */
  static MailPiece ofMbox(Path file, int number, MboxSplitter.Range range) {
    return new MailPiece(file + "#" + number, file, range.offset(), range.lengthBytes());
  }

  /** Opens the bytes; the stream fails when the file became shorter meanwhile. */
  InputStream open() throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(offset);
      return new RangeInputStream(in, lengthBytes);
    } catch (Throwable failure) {
      in.close();
      throw failure;
    }
  }
}
