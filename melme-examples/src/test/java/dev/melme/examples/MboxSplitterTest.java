package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MboxSplitterTest {

  private static List<String> split(String file) throws IOException {
    return split(file, 64 * 1024);
  }

  private static List<String> split(String file, int bufferBytes) throws IOException {
    InputStream in = new ByteArrayInputStream(file.getBytes(StandardCharsets.ISO_8859_1));
    List<String> messages = new ArrayList<>();
    try (MboxSplitter mbox = new MboxSplitter(in, bufferBytes)) {
      for (Optional<MboxSplitter.Range> next = mbox.next(); next.isPresent(); next = mbox.next()) {
        int offset = (int) next.get().offset();
        messages.add(file.substring(offset, offset + (int) next.get().lengthBytes()));
      }
    }
    return messages;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void messages_lie_between_from_lines_without_the_empty_line_that_ends_them(String nl)
      throws IOException {
    String file = "From a$Subject: 1$$one$$From b$Subject: 2$$two$$From c$Subject: 3$$three$$";

    assertThat(split(file.replace("$", nl)))
        .containsExactly(
            "Subject: 1$$one$".replace("$", nl),
            "Subject: 2$$two$".replace("$", nl),
            "Subject: 3$$three$".replace("$", nl));
  }

  @Test
  void a_message_is_the_same_wherever_it_stands() throws IOException {
    assertThat(split("From a\nA: 1\n\nx\n\n")).containsExactly("A: 1\n\nx\n");
    assertThat(split("From a\nA: 1\n\nx\n\nFrom b\nB: 2\n")).startsWith("A: 1\n\nx\n");
  }

  @Test
  void only_one_empty_line_ends_a_message() throws IOException {
    assertThat(split("From a\nA: 1\n\nx\n\n\n\nFrom b\nB: 2\n\n\n"))
        .containsExactly("A: 1\n\nx\n\n\n", "B: 2\n\n");
  }

  @Test
  void from_within_a_paragraph_and_quoted_from_split_nothing() throws IOException {
    String message = "A: 1\n\nx\nFrom here on\n\n>From b\n\n From c\n\nfrom d\n\nFromage\n";

    assertThat(split("From a\n" + message)).containsExactly(message);
  }

  @Test
  void from_after_an_empty_line_splits_whatever_follows_it() throws IOException {
    assertThat(split("From a\nA: 1\n\nFrom here on\nmore\n")).containsExactly("A: 1\n", "more\n");
  }

  @Test
  void the_last_line_needs_no_end() throws IOException {
    assertThat(split("From a\nA: 1\n\nx")).containsExactly("A: 1\n\nx");
    assertThat(split("From a\nA: 1\n\nFrom b")).containsExactly("A: 1\n", "");
    assertThat(split("From a")).containsExactly("");
  }

  @Test
  void a_message_may_be_empty() throws IOException {
    assertThat(split("From a\n\nFrom b\n\n\nFrom c\n")).containsExactly("", "\n", "");
  }

  @Test
  void an_empty_file_and_one_that_begins_otherwise_hold_no_message() throws IOException {
    assertThat(split("")).isEmpty();
    assertThat(split("Subject: 1\n\nFrom a\nx\n")).isEmpty();
    assertThat(split("\uFEFFFrom a\nA: 1\n")).isEmpty();
  }

  @Test
  void stray_carriage_returns_are_no_empty_line() throws IOException {
    String message = "A: 1\n\nx\r\rFrom y\r\r\nFrom z\n";

    assertThat(split("From a\n" + message)).containsExactly(message);
  }

  @Test
  void line_ends_may_be_mixed() throws IOException {
    assertThat(split("From a\r\nA: 1\n\r\nx\n\r\nFrom b\nB: 2\r\n\nFrom c\r\nC: 3"))
        .containsExactly("A: 1\n\r\nx\n", "B: 2\r\n", "C: 3");
  }

  @Test
  void a_line_may_be_longer_than_any_buffer() throws IOException {
    InputStream line =
        new RangeInputStream(
            new InputStream() {
              @Override
              public int read() {
                return 'x';
              }
            },
            20_000_000L);
    InputStream file =
        new SequenceInputStream(
            new SequenceInputStream(bytes("From a\nA: 1\n\n"), line), bytes("\n\nFrom b\nB: 2\n"));

    try (MboxSplitter mbox = new MboxSplitter(file)) {
      assertThat(mbox.next()).contains(new MboxSplitter.Range(7, 20_000_007L));
      assertThat(mbox.next()).contains(new MboxSplitter.Range(20_000_022L, 5));
      assertThat(mbox.next()).isEmpty();
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void every_mix_of_line_ends_and_from_lines_is_split_as_line_by_line() throws IOException {
    String[] pieces = {"From ", "From", "\n", "\n", "\r\n", "\r\n", "\r", "x", ">", " "};
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder file = new StringBuilder("From ");
      for (int j = random.nextInt(16); j > 0; j--) {
        file.append(pieces[random.nextInt(pieces.length)]);
      }
      String text = file.toString();

      assertThat(split(text, 1 + random.nextInt(4)))
          .as("mbox %s", text.replace("\r", "\\r").replace("\n", "\\n"))
          .isEqualTo(ReferenceMbox.split(text));
    }
  }
}
