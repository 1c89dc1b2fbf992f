package dev.melme.core.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.AttachmentState;
import dev.melme.api.mailbox.Change;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.AttachmentContent;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.TestClock;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AttachmentScanner;
import dev.melme.spi.AttachmentScanner.Opinion;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScanningTest {

  private static final String MAIL =
      """
      Subject: two files
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain

      Hello
      --b
      Content-Type: application/pdf; name=good.pdf
      Content-Disposition: attachment

      good
      --b
      Content-Type: application/zip; name=bad.zip
      Content-Disposition: attachment

      bad
      --b--
      """
          .replace("\n", "\r\n");

  private final TestClock clock = new TestClock();
  private final InMemoryStore store = InMemoryStore.create(clock);
  private boolean down;
  private final List<String> seen = new ArrayList<>();
  private final MelMe melme = melme(this::scan);
  private final MailboxId support = mailbox();
  private final Workspace workspace = melme.admin().workspace(support, "test");

  private Opinion scan(AttachmentContent attachment) throws IOException {
    if (down) {
      throw new IOException("planted: the scanner is down");
    }
    try (InputStream content = attachment.openStream()) {
      String text = new String(content.readAllBytes(), US_ASCII).strip();
      seen.add(text);
      return text.equals("bad") ? Opinion.REFUSED : Opinion.CLEAN;
    }
  }

  private MelMe melme(AttachmentScanner scanner) {
    return MelMe.builder().store(store).clock(clock).attachmentScanner(scanner).build();
  }

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void attachments_are_closed_until_the_scanner_has_seen_them() throws IOException {
    MessageId id = deliver();

    assertThat(workspace.attachmentStates(id).values())
        .containsExactly(AttachmentState.PROCESSING, AttachmentState.PROCESSING);
    assertThat(workspace.attachment(id, "2")).isEmpty();
    assertThat(workspace.view(id).orElseThrow().text().whole()).contains("Hello");

    melme.housekeeping().runOnce();

    assertThat(workspace.attachmentStates(id))
        .isEqualTo(Map.of("2", AttachmentState.READY, "3", AttachmentState.FAILED));
    try (InputStream content = workspace.attachment(id, "2").orElseThrow().openStream()) {
      assertThat(new String(content.readAllBytes(), US_ASCII)).isEqualTo("good");
    }
    assertThat(workspace.attachment(id, "3")).isEmpty();
    assertThat(seen).containsExactly("good", "bad");
  }

  @Test
  void a_scanner_that_is_down_is_asked_again_and_opens_nothing_meanwhile() {
    down = true;
    MessageId id = deliver();
    for (int round = 0; round < 5; round++) {
      melme.housekeeping().runOnce();
      assertThat(workspace.attachmentStates(id).values()).containsOnly(AttachmentState.PROCESSING);
      assertThat(workspace.attachment(id, "2")).isEmpty();
      clock.advance(Duration.ofHours(1));
    }
    down = false;

    melme.housekeeping().runOnce();

    assertThat(workspace.attachment(id, "2")).isPresent();
  }

  @Test
  void pauses_between_attempts_grow_to_an_hour() {
    assertThat(List.of(1, 2, 3, 7, 8, 100))
        .extracting(ScanWork::pause)
        .extracting(Duration::toMinutes)
        .containsExactly(1L, 2L, 4L, 60L, 60L, 60L);
  }

  @Test
  void a_message_before_its_place_is_closed_too() {
    MessageId id = deliver();
    ScanGate gate = new ScanGate(store, true);

    assertThat(gate.states(store.messages().find(support, id).orElseThrow()).values())
        .containsOnly(AttachmentState.PROCESSING);
  }

  @Test
  void a_scan_that_is_done_is_a_change() {
    MessageId id = deliver();
    var cursor = workspace.changeCursor();
    List<Change> heard = new ArrayList<>();
    workspace.follow(cursor, Runnable::run, heard::addAll);

    melme.housekeeping().runOnce();

    assertThat(heard).extracting(Change::kind).containsExactly(Change.Kind.CHANGED);
    assertThat(heard.get(0).messageIds()).containsExactly(id);
  }

  @Test
  void a_slow_scan_that_another_node_has_done_meanwhile_changes_nothing() {
    List<Runnable> meanwhile = new ArrayList<>();
    AttachmentScanner slow =
        attachment -> {
          meanwhile.forEach(Runnable::run);
          meanwhile.clear();
          return Opinion.CLEAN;
        };
    MelMe other = melme(slow);
    MessageId id = deliver();
    workspace.changeCursor();
    meanwhile.add(
        () -> {
          clock.advance(Duration.ofMinutes(11));
          melme.housekeeping().runOnce();
        });

    other.housekeeping().runOnce();

    assertThat(workspace.attachmentStates(id)).containsEntry("3", AttachmentState.FAILED);
  }

  @Test
  void without_a_scanner_everything_is_ready_at_once() {
    MelMe plain = MelMe.builder().store(InMemoryStore.create()).build();
    MailboxId box = plain.admin().createMailbox(NewMailbox.of("plain-box", "Plain")).id();
    plain.admin().createAlias("a@acme.example", Route.toMailbox(box));
    MessageId id = deliver(plain, "a@acme.example");

    Workspace own = plain.admin().workspace(box, "test");

    assertThat(own.attachmentStates(id).values()).containsOnly(AttachmentState.READY);
    assertThat(own.attachment(id, "2")).isPresent();
    plain.close();
  }

  private MailboxId mailbox() {
    MailboxId id = melme.admin().createMailbox(NewMailbox.of("support-box", "Support")).id();
    melme.admin().createAlias("support@acme.example", Route.toMailbox(id));
    return id;
  }

  private MessageId deliver() {
    return deliver(melme, "support@acme.example");
  }

  private static MessageId deliver(MelMe to, String recipient) {
    Verdict verdict =
        to.router()
            .deliver(
                Envelope.from(ReversePath.NULL).to(EmailAddress.parse(recipient)),
                MessageSource.of(MAIL.getBytes(US_ASCII)))
            .verdicts()
            .get(0);
    return ((Verdict.Stored) verdict).messageId();
  }
}
