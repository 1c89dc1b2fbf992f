package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.ReversePath;
import dev.melme.api.routing.Reason;
import dev.melme.inmemory.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports every message of a corpus: the folder that {@code MELME_CORPUS} names, else {@code
 * shared/corpus} beside the checkout. Its {@code INDEX.tsv} tells which files are messages.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportCorpusTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, byte[]> expected = new LinkedHashMap<>();
  private final Map<String, String[]> rows = new HashMap<>();

  private Path export = Path.of("export");
  private ImportTally tally = new ImportTally();
  private int exitCode = -1;

  @BeforeAll
  void importTheCorpus(@TempDir Path temp) throws IOException {
    Path corpus = corpus();
    Path index = corpus.resolve("INDEX.tsv");
    if (!Files.isReadable(index)) {
      return;
    }
    List<Path> messages = new ArrayList<>();
    for (String line : Files.readAllLines(index)) {
      String[] column = line.split("\t", -1);
      if (column.length > 2 && column[2].equals("msg")) {
        messages.add(corpus.resolve(column[0]).resolve(column[1]));
      }
    }
    for (Path message : messages) {
      expected.putAll(pieces(message));
    }
    export = temp.resolve("export");
    importAll(messages);
  }

  @BeforeEach
  void requireCorpus() {
    assumeTrue(
        exitCode >= 0,
        () -> "No corpus: set MELME_CORPUS to a folder of mail with an INDEX.tsv; not " + corpus());
  }

  private static Path corpus() {
    String named = System.getenv("MELME_CORPUS");
    return named == null || named.isBlank()
        ? Path.of(System.getProperty("melme.root", ".."), "..", "shared", "corpus").normalize()
        : Path.of(named);
  }

  /** What is expected to come out, by source; split by other code than the importer's. */
  private static Map<String, byte[]> pieces(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String name = file.toString().toLowerCase(Locale.ROOT);
    boolean mbox =
        !name.endsWith(".eml")
            && !name.endsWith(".msg")
            && new String(bytes, StandardCharsets.ISO_8859_1).startsWith("From ");
    if (!mbox) {
      return Map.of(file.toString(), bytes);
    }
    Map<String, byte[]> pieces = new LinkedHashMap<>();
    for (byte[] message : ReferenceMbox.split(bytes)) {
      pieces.put(file + "#" + (pieces.size() + 1), message);
    }
    return pieces;
  }

  private void importAll(List<Path> messages) throws IOException {
    try (MelMe melme = MelMe.builder().store(InMemoryStore.create()).build()) {
      DemoData.seed(melme.admin());
      ImportCommand command =
          new ImportCommand(
              melme.router(),
              melme.admin(),
              ProgramRun.printing(out),
              ProgramRun.printing(err),
              System::nanoTime);
      exitCode =
          command.run(
              new Command.Import(
                  EmailAddress.parse("support@acme.example"),
                  ReversePath.NULL,
                  Optional.of(export),
                  messages));
      tally = command.tally();
    }
    for (String line : Files.readAllLines(export.resolve("index.tsv"))) {
      String[] row = line.split("\t", -1);
      rows.put(row[2], row);
    }
    rows.remove("source");
  }

  @Test
  void every_message_gets_a_verdict_and_nothing_fails() {
    assertThat(exitCode).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(tally.messages()).isEqualTo(expected.size());
    assertThat(tally.failed()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("all byte-identical");
  }

  @Test
  void nothing_is_refused_but_what_has_no_header_or_too_much_of_it() {
    long refused = tally.count(Reason.NO_HEADER) + tally.count(Reason.HEADER_TOO_BIG);

    assertThat(tally.count(Reason.Outcome.REFUSED)).isEqualTo(refused);
    assertThat(tally.count(Reason.Outcome.DEFERRED)).isZero();
    assertThat(refused).isLessThan(1 + expected.size() / 100);
  }

  @Test
  void every_stored_message_comes_out_as_it_went_in() throws IOException {
    assertThat(rows).hasSize((int) tally.count(Reason.STORED));
    for (Map.Entry<String, String[]> row : rows.entrySet()) {
      String source = row.getKey();
      byte[] bytes = expected.getOrDefault(source, new byte[0]);
      Path file = export.resolve(row.getValue()[0] + ".eml");

      assertThat(expected).containsKey(source);
      assertThat(Files.readAllBytes(file)).as(source).isEqualTo(bytes);
      assertThat(row.getValue()[3]).as(source).isEqualTo(sha256(bytes));
    }
  }

  @Test
  void what_is_not_stored_was_stored_before_or_is_told() {
    Set<String> digests = new HashSet<>();
    rows.values().forEach(row -> digests.add(row[3]));
    Set<String> told = new HashSet<>();
    for (String line : err.toString(StandardCharsets.UTF_8).lines().toList()) {
      if (line.contains(": no message, left out: ") || line.contains(": refused: 554 5.6.0 ")) {
        told.add(line.substring(0, line.indexOf(": ")));
      }
    }

    assertThat(expected)
        .allSatisfy(
            (source, bytes) ->
                assertThat(digests.contains(sha256(bytes)) || told.contains(source))
                    .as(source)
                    .isTrue());
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Digests.sha256().digest(bytes));
  }
}
