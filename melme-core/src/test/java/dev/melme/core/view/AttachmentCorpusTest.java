package dev.melme.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Attachment;
import dev.melme.core.mime.Corpus;
import dev.melme.core.mime.MessageIndexer;
import dev.melme.core.mime.PartContent;
import dev.melme.core.mime.Score;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every attachment of every message of the corpora is opened; see docs/reading-messages.md. */
class AttachmentCorpusTest {

  private final MessageIndexer indexer = new MessageIndexer();

  @Test
  void every_attachment_opens_and_has_the_size_that_the_index_counted() throws IOException {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("attachments, size", Differences.SIZE);

    for (Corpus.Entry entry : corpus.all("msg")) {
      byte[] message = corpus.bytes(entry);
      Set<String> paths = new HashSet<>();
      for (Attachment attachment : attachments(message)) {
        String name = entry.key() + " " + attachment.partPath();
        assertThat(paths.add(attachment.partPath())).as(name).isTrue();
        byte[] content = content(message, attachment.partPath());
        score.compare(name, attachment.sizeBytes(), (long) content.length);
        assertThat(SafeFileName.of(attachment.name(), attachment.contentType()))
            .as(name)
            .isNotBlank()
            .doesNotContain("/", "\\", "\r", "\n", "\0");
      }
    }

    score.holds(2_106);
  }

  @Test
  void decoded_bytes_agree_with_angus_mail_where_it_reads_the_part() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("attachments, bytes as Angus Mail decodes them", Differences.BYTES);
    int unread = 0;

    for (Corpus.Entry entry : corpus.all("msg")) {
      byte[] message = corpus.bytes(entry);
      List<Attachment> attachments = attachments(message);
      Map<String, byte[]> theirs = attachments.isEmpty() ? Map.of() : angus(message);
      for (Attachment attachment : attachments) {
        byte[] their = theirs.get(attachment.partPath());
        if (their == null) {
          unread++;
        } else {
          byte[] ours = content(message, attachment.partPath());
          String difference = difference(their, ours);
          score.compare(entry.key() + " " + attachment.partPath(), "", difference);
        }
      }
    }

    System.out.println("attachments that Angus Mail does not reach: " + unread);
    score.holds(2_033);
  }

  private static String difference(byte[] their, byte[] ours) {
    int at = Arrays.mismatch(their, ours);
    return at < 0
        ? ""
        : "at "
            + at
            + " of "
            + their.length
            + " and "
            + ours.length
            + ": "
            + around(their, at)
            + " / "
            + around(ours, at);
  }

  private static String around(byte[] bytes, int at) {
    byte[] some = Arrays.copyOfRange(bytes, Math.max(0, at - 5), Math.min(bytes.length, at + 15));
    return new String(some, StandardCharsets.ISO_8859_1).replace("\r", "\\r").replace("\n", "\\n");
  }

  private List<Attachment> attachments(byte[] message) {
    return indexer.index(message, 0, message.length).attachments();
  }

  private static byte[] content(byte[] message, String path) {
    try (InputStream in = PartContent.open(new ByteArrayInputStream(message), path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Decoded leaves by path, those that can be read. */
  private static Map<String, byte[]> angus(byte[] message) {
    Map<String, byte[]> parts = new HashMap<>();
    try {
      Session session = Session.getInstance(new Properties());
      collect(new MimeMessage(session, new ByteArrayInputStream(message)), "", parts);
    } catch (MessagingException | IOException | RuntimeException e) {
      // What was read up to there counts.
    }
    return parts;
  }

  private static void collect(Part part, String path, Map<String, byte[]> parts)
      throws MessagingException, IOException {
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        BodyPart child = multipart.getBodyPart(i);
        collect(child, path.isEmpty() ? "" + (i + 1) : path + "." + (i + 1), parts);
      }
    } else if (!part.isMimeType("multipart/*")) {
      try {
        parts.put(path.isEmpty() ? "1" : path, part.getInputStream().readAllBytes());
      } catch (IOException | MessagingException | RuntimeException e) {
        // This one it does not decode.
      }
    }
  }

  /** Reasons by set; the case's name holds the key. */
  private static final class Differences {
    private static final String EMBEDDED =
        "the transfer encoding of an embedded message or report is undone, Angus leaves it";
    private static final String UU_DAMAGE =
        "damaged uuencoding: lines that are longer than they say are dropped";
    private static final String GLUED = "damaged base64: text is glued to the closing delimiter";

    static final Map<String, String> SIZE = Map.of("epilogue-sample.raw", GLUED);
    static final Map<String, String> BYTES =
        Map.ofEntries(
            Map.entry("rfc822_base64_attachment.eml", EMBEDDED),
            Map.entry("message-encoded", EMBEDDED),
            Map.entry("bad-newlines-multiple-parts-base64", EMBEDDED),
            Map.entry("base64encoded-rfc822message", EMBEDDED),
            Map.entry("[Netease DMARC Failure Report]", EMBEDDED),
            Map.entry("php-bounce-handler/5.1.1.eml", EMBEDDED),
            Map.entry("epilogue-sample.raw", GLUED),
            Map.entry("eml/alternative.eml", "a delimiter without a line end ends the part"),
            Map.entry("jwz/35", UU_DAMAGE),
            Map.entry("message.34.msg", UU_DAMAGE),
            Map.entry("jwz/20", "uuencoded with text above, Angus gives nothing"),
            Map.entry("malformed/017.eml", "a multipart inside that has no parts"));

    private Differences() {}
  }
}
