package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.ExportFormat;
import dev.melme.api.workspace.Exported;
import dev.melme.api.workspace.Workspace;
import dev.melme.inmemory.InMemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/export.md is this code, and it runs. */
class ExportExampleTest {

  @TempDir private Path folder;

  /** Stands for where a team reads. */
  private static final class Desk {
    private final List<String> lines = new ArrayList<>();

    void print(String line) {
      lines.add(line);
    }
  }

  @Test
  void a_team_takes_its_mail_along() throws IOException {
    Desk desk = new Desk();
    try (MelMe melme = MelMe.builder().store(InMemoryStore.create()).build()) {
      Mailbox team = melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support"));
      melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
      MessageId first = deliver(melme, "Subject: One\n\nFrom here on\n");
      MessageId second = deliver(melme, "Subject: Two\r\n\r\nNo line end");
      deliver(melme, "Subject: Three\n\n\n\n");

      export(melme.admin().workspace(team.id(), "anna"), first, second, desk);
    }

    assertThat(desk.lines).containsExactly("Exported 3 messages");
    try (MboxSplitter mbox =
        new MboxSplitter(Files.newInputStream(folder.resolve("support.mbox")))) {
      assertThat(mbox.next()).isPresent();
      assertThat(mbox.next()).isPresent();
      assertThat(mbox.next()).isPresent();
      assertThat(mbox.next()).isEmpty();
    }
    try (ZipFile zip = new ZipFile(folder.resolve("selection.zip").toFile())) {
      assertThat(zip.size()).isEqualTo(2);
    }
  }

  private static MessageId deliver(MelMe melme, String message) {
    Envelope envelope =
        Envelope.from(ReversePath.parse("joe@example.org"))
            .to(EmailAddress.parse("support@acme.example"));
    byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
    Verdict verdict = melme.router().deliver(envelope, MessageSource.of(bytes)).verdicts().get(0);
    return ((Verdict.Stored) verdict).messageId();
  }

  private void export(Workspace workspace, MessageId first, MessageId second, Desk desk)
      throws IOException {
    // docs
    try (OutputStream file = Files.newOutputStream(folder.resolve("support.mbox"))) {
      Exported all = workspace.export(ExportFormat.MBOX, file);
      desk.print("Exported " + all.messages() + " messages");
    }
    try (OutputStream file = Files.newOutputStream(folder.resolve("selection.zip"))) {
      workspace.export(ExportFormat.ZIP, List.of(first, second), file);
    }
    // docs
  }

  @Test
  void the_page_shows_this_very_code() throws IOException {
    Path root = Path.of(System.getProperty("melme.root", ".."));
    String page = Files.readString(root.resolve("docs/export.md"));
    String source =
        Files.readString(
            root.resolve("melme-examples/src/test/java/dev/melme/examples/ExportExampleTest.java"));

    assertThat(page.split("```java\n", -1)[1].split("```", -1)[0])
        .isEqualTo(source.split(" {4}// docs\n", -1)[1].replaceAll("(?m)^ {4}", ""));
  }
}
