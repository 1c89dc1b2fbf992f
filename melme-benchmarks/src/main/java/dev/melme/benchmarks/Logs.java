package dev.melme.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where whatever the measuring JVMs print goes: one file for each. */
record Logs(Path directory) {

  Logs {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path of(String key, String side, int round) {
    return directory.resolve(key + "-" + side + "-" + round + ".log");
  }
}
