package dev.melme.core.mime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The mail corpora beside the project, when they are there: {@code MELME_CORPUS} names their
 * folder, else it is looked for beside the checkout.
 */
public final class Corpus {

  /** One line of INDEX.tsv. */
  public record Entry(String source, String path, String kind) {
    String key() {
      return source + "/" + path;
    }
  }

  private final Path root;

  private Corpus(Path root) {
    this.root = root;
  }

  /** Skips the test with a clear message when there are no corpora. */
  public static Corpus orSkip() {
    String named = System.getenv("MELME_CORPUS");
    String checkout = System.getProperty("melme.root", "");
    Path root =
        named != null
            ? Path.of(named)
            : Path.of(checkout.isEmpty() ? "." : checkout).resolve("../shared/corpus");
    assumeTrue(
        Files.isRegularFile(root.resolve("INDEX.tsv")),
        "no mail corpora at " + root + ": set MELME_CORPUS to the folder that holds INDEX.tsv");
    return new Corpus(root);
  }

  public List<Entry> all(String kind) {
    return lines(root.resolve("INDEX.tsv")).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(cells -> new Entry(cells[0], cells[1], cells[2]))
        .filter(entry -> entry.kind().equals(kind))
        .toList();
  }

  List<Entry> all(String kind, String source) {
    return all(kind).stream().filter(entry -> entry.source().equals(source)).toList();
  }

  public byte[] bytes(Entry entry) {
    return bytes(entry.key());
  }

  byte[] bytes(String key) {
    try {
      return Files.readAllBytes(root.resolve(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String key) {
    return Files.isRegularFile(root.resolve(key));
  }

  String text(String key) {
    return new String(bytes(key), StandardCharsets.UTF_8);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
