package dev.melme.transport;

import static dev.melme.transport.Letter.HELLO;
import static dev.melme.transport.Letter.JANE;
import static dev.melme.transport.Letter.JOE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.StoredContent;
import dev.melme.spi.TransportReply;
import dev.melme.spi.TransportReply.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTransportTest {

  private static final String ID = "0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11";

  @TempDir private Path folder;

  @Test
  void a_message_becomes_a_file_byte_for_byte_with_its_envelope_beside_it() throws IOException {
    Path fresh = folder.resolve("not/there/yet");
    try (FolderTransport transport = FolderTransport.in(fresh)) {
      List<TransportReply> replies = transport.send(Letter.of(HELLO + ".\r\nno end", JOE, JANE));

      assertThat(replies)
          .containsExactly(
              TransportReply.accepted("250 2.0.0 Written to " + ID + ".eml"),
              TransportReply.accepted("250 2.0.0 Written to " + ID + ".eml"));
    }

    assertThat(fresh.resolve(ID + ".eml"))
        .hasBinaryContent((HELLO + ".\r\nno end").getBytes(UTF_8));
    assertThat(fresh.resolve(ID + ".envelope"))
        .hasContent(
            """
            MAIL FROM:<support@acme.example>
            RCPT TO:<joe@example.org>
            RCPT TO:<jane@example.org>
            """);
    assertThat(names(fresh)).containsExactly(ID + ".eml", ID + ".envelope");
  }

  @Test
  void a_message_that_comes_again_replaces_nothing() throws IOException {
    try (FolderTransport transport = FolderTransport.in(folder)) {
      transport.send(Letter.to(JOE));
      transport.send(Letter.to(JANE));
    }

    assertThat(names(folder))
        .containsExactly(ID + "-2.eml", ID + "-2.envelope", ID + ".eml", ID + ".envelope");
    assertThat(folder.resolve(ID + "-2.envelope")).content().contains(JANE).doesNotContain(JOE);
  }

  @Test
  void the_null_path_is_written_as_such() throws IOException {
    try (FolderTransport transport = FolderTransport.in(folder)) {
      transport.send(Letter.of("", HELLO.getBytes(UTF_8), false, JOE));
    }

    assertThat(folder.resolve(ID + ".envelope")).content().startsWith("MAIL FROM:<>\n");
  }

  @Test
  void what_cannot_be_written_is_deferred_and_leaves_nothing() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (FolderTransport nowhere = FolderTransport.in(file);
        FolderTransport transport = FolderTransport.in(folder.resolve("out"))) {
      assertThat(nowhere.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.DEFERRED);

      StoredContent torn = Letter.content(new byte[1000], 10);
      torn.openStream().close();
      assertThat(transport.send(Letter.of("support@acme.example", torn, false, JOE)).get(0).kind())
          .isEqualTo(Kind.DEFERRED);
    }

    assertThat(names(folder.resolve("out"))).isEmpty();
  }

  private static List<String> names(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
