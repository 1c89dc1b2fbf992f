package dev.melme.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A message that is handed to another process. */
record TemporaryFile(Path path) implements AutoCloseable {

  /** Writes a message. */
  @FunctionalInterface
  interface Writer {
    void write(OutputStream out) throws IOException;
  }

  static TemporaryFile written(Writer writer) throws IOException {
    TemporaryFile file = new TemporaryFile(Files.createTempFile("melme-benchmark", ".eml"));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file.path))) {
      writer.write(out);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
