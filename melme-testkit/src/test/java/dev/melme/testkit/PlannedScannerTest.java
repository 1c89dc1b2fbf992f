package dev.melme.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.AttachmentState;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.Workspace;
import dev.melme.inmemory.InMemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlannedScannerTest {

  private static final String MAIL =
      """
      Subject: a file
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b

      Hello
      --b
      Content-Type: application/zip; name=%s
      Content-Disposition: attachment

      content
      --b--
      """;

  private final MutableClock clock = MutableClock.create();
  private final PlannedScanner scanner = new PlannedScanner();
  private final MelMe melme =
      MelMe.builder()
          .store(InMemoryStore.create(clock))
          .clock(clock)
          .attachmentScanner(scanner)
          .build();
  private final Workspace workspace = workspace();

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void it_says_no_to_the_files_it_is_told_to_refuse() {
    scanner.refuse("bad.zip");
    MessageId good = deliver("good.zip");
    MessageId bad = deliver("bad.zip");

    melme.housekeeping().runOnce();

    assertThat(workspace.attachmentStates(good)).containsValue(AttachmentState.READY);
    assertThat(workspace.attachmentStates(bad)).containsValue(AttachmentState.FAILED);
    assertThat(scanner.seen()).containsExactlyInAnyOrder("good.zip", "bad.zip");
  }

  @Test
  void while_it_is_down_nothing_is_ready_and_it_is_asked_again() {
    scanner.breakDown();
    MessageId id = deliver("good.zip");
    melme.housekeeping().runOnce();
    assertThat(workspace.attachmentStates(id)).containsValue(AttachmentState.PROCESSING);
    scanner.recover();
    melme.housekeeping().runOnce();
    assertThat(workspace.attachmentStates(id))
        .as("before a minute has passed")
        .containsValue(AttachmentState.PROCESSING);

    clock.advance(Duration.ofMinutes(1));
    melme.housekeeping().runOnce();

    assertThat(workspace.attachmentStates(id)).containsValue(AttachmentState.READY);
  }

  @Test
  void a_message_is_read_and_no_sender_waits_while_it_is_slow() {
    MessageId id = deliver("good.zip");
    scanner.slowly(
        () -> {
          assertThat(workspace.attachmentStates(id)).containsValue(AttachmentState.PROCESSING);
          assertThat(workspace.attachment(id, "2")).isEmpty();
          assertThat(workspace.view(id).orElseThrow().text().whole()).contains("Hello");
          scanner.slowly(() -> {});
          deliver("other.zip");
        });

    melme.housekeeping().runOnce();

    assertThat(scanner.seen()).contains("good.zip");
    assertThat(workspace.attachment(id, "2")).isPresent();
  }

  private Workspace workspace() {
    var mailbox = melme.admin().createMailbox(NewMailbox.of("support-box", "Support"));
    melme.admin().createAlias("support@acme.example", Route.toMailbox(mailbox.id()));
    return melme.admin().workspace(mailbox.id(), "test");
  }

  private MessageId deliver(String fileName) {
    byte[] mail = MAIL.formatted(fileName).replace("\n", "\r\n").getBytes(US_ASCII);
    Verdict verdict =
        melme
            .router()
            .deliver(
                Envelope.from(ReversePath.NULL).to(EmailAddress.parse("support@acme.example")),
                MessageSource.of(mail))
            .verdicts()
            .get(0);
    return ((Verdict.Stored) verdict).messageId();
  }
}
