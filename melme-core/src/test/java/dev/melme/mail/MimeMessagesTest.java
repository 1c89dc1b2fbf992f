package dev.melme.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.StoredContent;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.inmemory.InMemoryStore;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MimeMessagesTest {

  private static final Session SESSION = Session.getInstance(new Properties());
  private static final String MULTIPART =
      String.join(
          "\r\n",
          "From: joe@example.org",
          "Subject: two parts",
          "MIME-Version: 1.0",
          "Content-Type: multipart/mixed; boundary=b",
          "",
          "--b",
          "Content-Type: text/plain",
          "",
          "first",
          "--b",
          "Content-Type: application/octet-stream",
          "Content-Disposition: attachment; filename=x.bin",
          "",
          "y".repeat(700_000),
          "--b--",
          "");

  private final MelMe melme = MelMe.builder().store(InMemoryStore.create()).build();
  private final MailboxId support =
      melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support")).id();

  MimeMessagesTest() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
  }

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void a_mime_message_is_delivered_as_it_writes_itself() throws Exception {
    MimeMessage message = new MimeMessage(SESSION);
    message.setSubject("Grüße", "UTF-8");
    message.setText("x".repeat(500_000));
    message.saveChanges();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    message.writeTo(written);

    StoredContent content = deliver(MimeMessages.source(message));

    assertThat(content.openStream().readAllBytes()).isEqualTo(written.toByteArray());
  }

  @Test
  void a_stored_message_opens_as_a_mime_message_with_all_its_parts() throws Exception {
    StoredContent content = deliver(MessageSource.of(MULTIPART.getBytes(US_ASCII)));

    MimeMessage message = MimeMessages.open(content, SESSION);
    MimeMultipart parts = (MimeMultipart) message.getContent();

    assertThat(message.getSubject()).isEqualTo("two parts");
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo("first");
    try (InputStream in = parts.getBodyPart(1).getInputStream()) {
      assertThat(in.readAllBytes()).hasSize(700_000).containsOnly((byte) 'y');
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    message.writeTo(written);
    assertThat(written.toString(US_ASCII)).isEqualTo(MULTIPART);
  }

  @Test
  void opening_reads_the_header_and_holds_no_copy_of_the_body() throws Exception {
    RecordingContent content =
        new RecordingContent(deliver(MessageSource.of(MULTIPART.getBytes(US_ASCII))));

    MimeMessage message = MimeMessages.open(content, SESSION);

    assertThat(message.getSubject()).isEqualTo("two parts");
    assertThat(content.bytesRead()).isLessThanOrEqualTo(16 * 1024);
    assertThat(message.getRawInputStream().readNBytes(3)).isEqualTo(new byte[] {'-', '-', 'b'});
    assertThat(content.bytesRead()).isLessThanOrEqualTo(32 * 1024);
  }

  @Test
  void marks_and_positions_hold_across_buffers() throws Exception {
    StoredContent content = deliver(MessageSource.of(MULTIPART.getBytes(US_ASCII)));
    SharedContentStream stream = new SharedContentStream(content, 10, 50_010);

    stream.skipNBytes(100);
    stream.mark(1);
    byte[] once = stream.readNBytes(20_000);
    stream.reset();
    byte[] twice = stream.readNBytes(20_000);

    assertThat(twice).isEqualTo(once);
    assertThat(stream.getPosition()).isEqualTo(20_100);
    assertThat(stream.readAllBytes()).hasSize(50_000 - 20_100);
    assertThat(stream.newStream(5, 9).readAllBytes())
        .isEqualTo(MULTIPART.substring(15, 19).getBytes(US_ASCII));
    assertThat(stream.newStream(49_990, -1).readAllBytes()).hasSize(10);
  }

  private StoredContent deliver(MessageSource source) {
    Envelope envelope =
        Envelope.from(ReversePath.NULL).to(EmailAddress.parse("support@acme.example"));
    Verdict verdict = melme.router().deliver(envelope, source).verdicts().get(0);
    return melme
        .admin()
        .workspace(support, "test")
        .original(((Verdict.Stored) verdict).messageId())
        .orElseThrow();
  }

  /** Counts the bytes that are really read. */
  private static final class RecordingContent implements StoredContent {

    private final StoredContent content;
    private final List<Integer> reads = new ArrayList<>();

    RecordingContent(StoredContent content) {
      this.content = content;
    }

    int bytesRead() {
      return reads.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public long sizeBytes() {
      return content.sizeBytes();
    }

    @Override
    public InputStream openStream() throws IOException {
      return openRange(0, sizeBytes());
    }

    @Override
    public InputStream openRange(long offset, long length) throws IOException {
      InputStream in = content.openRange(offset, length);
      return new InputStream() {
        @Override
        public int read() throws IOException {
          reads.add(1);
          return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
          int read = in.read(bytes, from, count);
          reads.add(Math.max(0, read));
          return read;
        }
      };
    }
  }
}
