package dev.melme.examples;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The messages of one file, one after the other.
 *
 * <p>A {@code .eml} or {@code .msg} file is one message, whatever it begins with. Any other file is
 * an mbox when it begins with {@code From }, else one message; whether that has a header is the
 * engine's to say.
 */
final class MailPieces implements Closeable {

  private static final byte[] FROM = MboxSplitter.FROM.getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final Optional<MboxSplitter> mbox;
  private int count;

  private MailPieces(Path file, Optional<MboxSplitter> mbox) {
    this.file = file;
    this.mbox = mbox;
  }

  /** Opens a file; an mbox is read as it is walked through. */
  static MailPieces of(Path file) throws IOException {
    return new MailPieces(
        file,
        isMbox(file)
            ? Optional.of(new MboxSplitter(Files.newInputStream(file)))
            : Optional.empty());
  }

  private static boolean isMbox(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".eml") || name.endsWith(".msg")) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(FROM.length), FROM);
    }
  }

  /** The next message; empty after the last one. */
  Optional<MailPiece> next() throws IOException {
    count++;
    if (mbox.isEmpty()) {
      return count == 1 ? Optional.of(MailPiece.whole(file)) : Optional.empty();
    }
    return mbox.get().next().map(range -> MailPiece.ofMbox(file, count, range));
  }

  @Override
  public void close() throws IOException {
    if (mbox.isPresent()) {
      mbox.get().close();
    }
  }
}
