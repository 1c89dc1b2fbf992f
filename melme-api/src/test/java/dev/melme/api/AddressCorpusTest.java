package dev.melme.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.melme.api.AddressDifference.Deliberate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scores the parser against every address table of the shared corpus. */
class AddressCorpusTest {

  private AddressScores scores;

  @BeforeEach
  void readTheTables() throws IOException {
    Optional<AddressCorpus> corpus = AddressCorpus.find();
    assumeTrue(
        corpus.isPresent(),
        "No corpus of address tables: set MELME_CORPUS to the folder that holds INDEX.tsv");
    scores = new AddressScores(corpus.get().tables());
  }

  @Test
  void every_difference_is_deliberate_and_every_deliberate_one_is_there() throws IOException {
    System.out.println(scores.table());

    assertThat(scores.differences())
        .containsExactlyInAnyOrderElementsOf(
            AddressDifference.deliberate().stream().map(Deliberate::difference).toList());
  }

  @Test
  void the_page_of_scores_is_current() throws IOException {
    Path page = Path.of(System.getProperty("melme.root", "..")).resolve("docs/address-scores.md");
    assumeTrue(
        Files.exists(page), "No docs/address-scores.md: run in the project, or set melme.root");

    String current = scores.page(AddressDifference.deliberate());

    if (!Files.readString(page).equals(current) && Files.isDirectory(Path.of("target"))) {
      Files.writeString(Path.of("target", "address-scores.md"), current);
    }
    assertThat(Files.readString(page))
        .as("docs/address-scores.md; copy target/address-scores.md over it")
        .isEqualTo(current);
  }
}
