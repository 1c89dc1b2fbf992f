package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageSource;
import dev.melme.api.PageRequest;
import dev.melme.api.ReversePath;
import dev.melme.api.Slug;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.Workspace;
import dev.melme.inmemory.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageImporterTest {

  private static final EmailAddress SUPPORT = EmailAddress.parse("support@acme.example");

  @TempDir private Path temp;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final MelMe melme =
      MelMe.builder()
          .store(InMemoryStore.create())
          .limits(DeliveryLimits.DEFAULT.withMessageBytes(1_000))
          .build();

  @BeforeEach
  void seed() {
    DemoData.seed(melme.admin());
  }

  @AfterEach
  void close() {
    melme.close();
  }

  private ImportCommand command(Duration timePerLook) {
    return new ImportCommand(
        melme.router(),
        melme.admin(),
        ProgramRun.printing(out),
        ProgramRun.printing(err),
        () -> nanos.addAndGet(timePerLook.toNanos()));
  }

  private Command.Import everything(String to) {
    return new Command.Import(
        EmailAddress.parse(to), ReversePath.NULL, Optional.empty(), List.of(temp));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  @Test
  void a_deferred_message_makes_the_exit_code_1() throws IOException {
    file("1.eml", "A: 1\n\nx\n");
    AliasPattern off = AliasPattern.parse("off@acme.example");
    melme.admin().changeAlias(off, Alias.WhenUnavailable.DEFER);

    ImportCommand command = command(Duration.ZERO);

    assertThat(command.run(everything("off@acme.example"))).isEqualTo(1);
    assertThat(command.tally().count(Reason.ALIAS_PAUSED)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("deferred  450 4.2.1");
  }

  @Test
  void a_message_that_is_too_big_is_refused_and_the_rest_goes_on() throws IOException {
    Path big = file("1.eml", "A: 1\n\n" + "x".repeat(1_000));
    file("2.eml", "A: 1\n\nx\n");

    ImportCommand command = command(Duration.ZERO);

    assertThat(command.run(everything("support@acme.example"))).isZero();
    assertThat(command.tally().count(Reason.TOO_BIG)).isEqualTo(1);
    assertThat(command.tally().count(Reason.STORED)).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(big + ": refused: 552 5.3.4 Message too big\n");
  }

  @Test
  void the_envelope_sender_is_kept_beside_the_message() throws IOException {
    Path file = file("1.eml", "A: 1\n\nx\n");
    ReversePath from = ReversePath.parse("joe@sender.example");

    command(Duration.ZERO).run(new Command.Import(SUPPORT, from, Optional.empty(), List.of(file)));

    Workspace support =
        melme
            .admin()
            .workspace(melme.admin().mailbox(Slug.of("support-inbox")).orElseThrow().id(), "test");
    assertThat(support.messages(PageRequest.first(10)).items())
        .singleElement()
        .satisfies(
            summary ->
                assertThat(support.message(summary.id()).orElseThrow().reception().reversePath())
                    .isEqualTo(from));
  }

  @Test
  void a_long_import_says_how_far_it_is() throws IOException {
    for (int i = 1; i <= 3; i++) {
      file(i + ".eml", "A: " + i + "\n\nx\n");
    }

    command(Duration.ofMillis(500)).run(everything("support@acme.example"));

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "Importing 3 files for support@acme.example",
            "2 messages so far, at file 2 of 3, 1 messages/s");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Time per message: median 500.000 ms, worst 500.000 ms (" + temp + "/1.eml)");
  }

  @Test
  void other_bytes_than_went_in_are_noticed() throws IOException {
    Envelope envelope = Envelope.from(ReversePath.NULL).to(SUPPORT);
    Verdict verdict =
        melme
            .router()
            .deliver(envelope, MessageSource.of("A: 1\n\nx".getBytes(StandardCharsets.US_ASCII)))
            .verdicts()
            .get(0);
    Verdict.Stored stored = (Verdict.Stored) verdict;
    Workspace workspace = melme.admin().workspace(stored.mailboxId(), "test");

    try (MessageExport export = MessageExport.to(temp.resolve("out"))) {
      byte[] digestOfOtherBytes = Digests.sha256().digest();

      assertThat(export.add(workspace, stored.messageId(), "x", digestOfOtherBytes)).isFalse();
      assertThat(export.summary()).endsWith("1 NOT byte-identical");
    }
  }
}
