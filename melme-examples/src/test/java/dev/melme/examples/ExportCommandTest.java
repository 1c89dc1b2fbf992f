package dev.melme.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Slug;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.inmemory.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

  private static final String ODD = "From x\nSubject: \0\u00ff\r\r\n\n.\r\nno end";

  @TempDir private Path temp;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final MelMe melme = MelMe.builder().store(InMemoryStore.create()).build();

  @BeforeEach
  void seed() {
    DemoData.seed(melme.admin());
  }

  @AfterEach
  void close() {
    melme.close();
  }

  private MessageId deliver(String recipient, String message) {
    Envelope envelope = Envelope.from(ReversePath.NULL).to(EmailAddress.parse(recipient));
    return melme
        .router()
        .deliver(envelope, MessageSource.of(message.getBytes(ISO_8859_1)))
        .verdicts()
        .get(0)
        .accept(
            new Verdict.Visitor<>() {
              @Override
              public MessageId stored(Verdict.Stored stored) {
                return stored.messageId();
              }

              @Override
              public MessageId other(Verdict verdict) {
                throw new AssertionError(verdict);
              }
            });
  }

  private int export(String slug, Path directory) {
    return new ExportCommand(melme.admin(), ProgramRun.printing(out))
        .run(new Command.Export(Slug.of(slug), directory));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void each_message_of_the_mailbox_comes_out_as_it_went_in_and_no_other() throws IOException {
    MessageId odd = deliver("support@acme.example", ODD);
    MessageId plain = deliver("sales@acme.example", "A: 1\n\nx\n");
    deliver("billing@acme.example", "A: 2\n\nx\n");
    Path export = temp.resolve("new/folder");

    int exitCode = export("support-inbox", export);

    assertThat(exitCode).isZero();
    assertThat(names(export)).containsExactlyInAnyOrder(odd + ".eml", plain + ".eml");
    assertThat(export.resolve(odd + ".eml")).hasBinaryContent(ODD.getBytes(ISO_8859_1));
    assertThat(export.resolve(plain + ".eml")).hasBinaryContent("A: 1\n\nx\n".getBytes(ISO_8859_1));
    assertThat(said()).isEqualTo("Exported 2 messages (39 B) of support-inbox to " + export);
  }

  @Test
  void more_messages_than_a_page_holds_all_come_out() throws IOException {
    for (int number = 0; number < 501; number++) {
      deliver("support@acme.example", "A: " + number + "\n\nx\n");
    }

    export("support-inbox", temp);

    assertThat(names(temp)).hasSize(501);
    assertThat(said()).startsWith("Exported 501 messages (");
  }

  @Test
  void a_file_of_the_same_name_is_replaced_and_others_are_left_alone() throws IOException {
    MessageId id = deliver("support@acme.example", ODD);
    Files.writeString(temp.resolve(id + ".eml"), "an older and much longer export of that message");
    Files.writeString(temp.resolve(id + ".eml.part"), "left by an export that was killed");
    Files.writeString(temp.resolve("index.tsv"), "theirs");

    export("support-inbox", temp);

    assertThat(names(temp)).containsExactlyInAnyOrder(id + ".eml", "index.tsv");
    assertThat(temp.resolve(id + ".eml")).hasBinaryContent(ODD.getBytes(ISO_8859_1));
    assertThat(temp.resolve("index.tsv")).hasContent("theirs");
  }

  @Test
  void an_empty_mailbox_gives_an_empty_folder() {
    export("billing-inbox", temp.resolve("out"));

    assertThat(temp.resolve("out")).isEmptyDirectory();
    assertThat(said()).startsWith("Exported 0 messages (0 B) of billing-inbox");
  }

  @Test
  void a_mailbox_that_is_not_there_is_answered_with_the_nearest() {
    assertThatThrownBy(() -> export("suport-inbox", temp.resolve("out")))
        .isInstanceOfSatisfying(
            CommandException.class,
            wrong -> {
              assertThat(wrong.exitCode()).isEqualTo(2);
              assertThat(wrong.line())
                  .isEqualTo(
                      "There is no mailbox suport-inbox. The nearest known one is support-inbox");
            });
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @Test
  void a_file_in_place_of_the_folder_is_refused() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "theirs");

    assertThatThrownBy(() -> export("support-inbox", file))
        .isInstanceOfSatisfying(
            CommandException.class,
            wrong -> {
              assertThat(wrong.exitCode()).isEqualTo(2);
              assertThat(wrong.line()).isEqualTo(file + " is no folder. Name a folder");
            });
    assertThat(file).hasContent("theirs");
  }

  @Test
  void without_a_data_folder_nothing_is_made() {
    Path data = temp.resolve("data");

    ProgramRun run =
        ProgramRun.with(
            Map.of(Settings.DATA, data.toString()),
            "export",
            "--mailbox=support-inbox",
            temp.resolve("out").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errLines())
        .containsExactly(
            "my-mailbox: There is no mail in "
                + data
                + ". Set MELME_DATA to the folder that serve keeps its mail in");
    assertThat(temp).isEmptyDirectory();
  }
}
