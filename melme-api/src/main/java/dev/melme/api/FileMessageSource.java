package dev.melme.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes of a file, opened late and closed once. */
final class FileMessageSource implements MessageSource {

  private final Path file;
  private InputStream in = InputStream.nullInputStream();

  FileMessageSource(Path file) {
    this.file = file;
  }

  @Override
  public InputStream openStream() throws IOException {
    in = Files.newInputStream(file);
    return in;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
