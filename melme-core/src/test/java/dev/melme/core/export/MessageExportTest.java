package dev.melme.core.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.ExportFormat;
import dev.melme.api.workspace.Exported;
import dev.melme.api.workspace.SessionEndedException;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.RecordingStore;
import dev.melme.core.TestClock;
import dev.melme.core.mime.Corpus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageExportTest {

  private static final ReversePath JOE = ReversePath.parse("joe@example.org");

  /** What lines, quotes and ends there are; each behind a header that makes it a message. */
  private static final List<String> ENDS =
      List.of(
          "\n",
          "",
          "\r",
          "\r\n",
          "\n\r",
          "\n\r\n",
          "\r\n\r\n",
          "\n\n\n",
          "\r\r\r",
          "no line end",
          "From",
          "From ",
          "From joe\n",
          "\nFrom joe\n",
          "\r\n\r\nFrom joe\r\n>From joe\r\n>>From \r\n",
          ">From joe\n>>>>>>>>From joe\n> From\n>F\n>Fr\n>Fro\n>From\n>Fromm\n",
          "\rFrom joe\r>From joe\r",
          "F\nFr\nFro\nFrom\nFrom\tx\nfrom joe\n From joe\n",
          "FFrom joe\nFroFrom joe\n>>\nFrom \n>",
          ">>",
          "\n>From ",
          "\0\u00ff\n\0\n");

  private final TestClock clock = new TestClock();
  private final RecordingStore store = new RecordingStore();
  private final MelMe melme = MelMe.builder().store(store).clock(clock).build();
  private final Mailbox mailbox =
      melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support"));
  private final Workspace workspace = melme.admin().workspace(mailbox.id(), "test");

  MessageExportTest() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
  }

  @AfterEach
  void close() {
    store.before = call -> {};
    melme.close();
  }

  private MessageId deliver(ReversePath sender, byte[] message) {
    DeliveryReport report =
        melme
            .router()
            .deliver(
                Envelope.from(sender).to(EmailAddress.parse("support@acme.example")),
                MessageSource.of(message));
    return ((Verdict.Stored) report.verdicts().get(0)).messageId();
  }

  private MessageId deliver(String body) {
    return deliver(JOE, ("Subject: x\n\n" + body).getBytes(ISO_8859_1));
  }

  private byte[] exported(ExportFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    workspace.export(format, out);
    return out.toByteArray();
  }

  private static List<byte[]> messages(ExportFormat format, byte[] file) throws IOException {
    if (format == ExportFormat.MBOX) {
      return new MboxrdReader(file).messages;
    }
    List<byte[]> messages = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        messages.add(zip.readAllBytes());
      }
    }
    return messages;
  }

  private static void assertSame(List<byte[]> read, List<byte[]> newestFirst) {
    assertThat(read).hasSameSizeAs(newestFirst);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i)).isEqualTo(newestFirst.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void bytes_come_back_as_they_are_whatever_their_lines(ExportFormat format) throws IOException {
    List<byte[]> newestFirst = new ArrayList<>();
    for (String begin : List.of("Subject: x\n\n", "From joe\nSubject: x\r\n\r\n", "\n>A: x\r\r")) {
      for (String end : ENDS) {
        byte[] message = (begin + end).getBytes(ISO_8859_1);
        deliver(JOE, message);
        newestFirst.add(0, message);
      }
    }
    byte[] large = new byte[900_000];
    new Random(7).nextBytes(large);
    System.arraycopy("A: x\n\n".getBytes(ISO_8859_1), 0, large, 0, 6);
    deliver(JOE, large);
    newestFirst.add(0, large);
    byte[] quotes = ("A: x\n\n" + ">".repeat(600_000) + "From x").getBytes(ISO_8859_1);
    deliver(JOE, quotes);
    newestFirst.add(0, quotes);

    assertSame(messages(format, exported(format)), newestFirst);
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void real_messages_come_back_as_they_are(ExportFormat format) throws IOException {
    Corpus corpus = Corpus.orSkip();
    List<byte[]> stored = new ArrayList<>();
    for (Corpus.Entry entry : corpus.all("msg")) {
      byte[] message = corpus.bytes(entry);
      DeliveryReport report =
          melme
              .router()
              .deliver(
                  Envelope.from(ReversePath.NULL).to(EmailAddress.parse("support@acme.example")),
                  MessageSource.of(message));
      if (report.verdicts().get(0) instanceof Verdict.Stored) {
        stored.add(message);
      }
    }
    Collections.reverse(stored);

    byte[] file = exported(format);

    assertThat(stored).hasSizeGreaterThan(1000);
    assertSame(messages(format, file), stored);
  }

  @Test
  void a_line_tells_sender_and_time_of_each_message() throws IOException {
    deliver(JOE, "A: 1\n\n".getBytes(ISO_8859_1));
    deliver(ReversePath.NULL, "A: 2\n\n".getBytes(ISO_8859_1));
    deliver(ReversePath.parse("\"a b\"@example.org"), "A: 3\n\n".getBytes(ISO_8859_1));

    MboxrdReader mbox = new MboxrdReader(exported(ExportFormat.MBOX));

    assertThat(mbox.fromLines)
        .containsExactly(
            "From \"a_b\"@example.org Wed Mar  4 05:06:07 2026",
            "From MAILER-DAEMON Wed Mar  4 05:06:07 2026",
            "From joe@example.org Wed Mar  4 05:06:07 2026");
  }

  @Test
  void what_is_quoted_does_not_depend_on_the_pieces_it_comes_in() throws IOException {
    byte[] text =
        "From a\n>From b\n>>>From c\nFro\nFrom\n>x From d\n\r\nFrom e\rFrom f\nFFrom g\n>>Fro"
            .getBytes(ISO_8859_1);
    String expected =
        ">From a\n>>From b\n>>>>From c\nFro\nFrom\n>x From d\n\r\n>From e\rFrom f\nFFrom g\n>>Fro";

    for (int piece = 1; piece <= text.length; piece++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      MboxrdQuoting quoting = new MboxrdQuoting(out);
      for (int at = 0; at < text.length; at += piece) {
        quoting.write(text, at, Math.min(piece, text.length - at));
      }
      quoting.finish();
      assertThat(out.toString(ISO_8859_1)).isEqualTo(expected);
    }
  }

  @Test
  void files_of_an_archive_are_named_by_message_and_dated_in_utc() throws IOException {
    MessageId id = deliver("x");

    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(exported(ExportFormat.ZIP)))) {
      ZipEntry entry = zip.getNextEntry();
      assertThat(entry).isNotNull();
      assertThat(entry.getName()).isEqualTo(id + ".eml");
      assertThat(entry.getTimeLocal()).hasToString("2026-03-04T05:06:06"); // every other second
    }
  }

  @Test
  void a_selection_is_written_once_each_in_its_order() throws IOException {
    MessageId first = deliver("one\n");
    MessageId second = deliver("two\n");
    deliver("three\n");
    Mailbox other = melme.admin().createMailbox(NewMailbox.of("other-inbox", "Other"));
    Workspace stranger = melme.admin().workspace(other.id(), "test");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Exported exported = workspace.export(ExportFormat.MBOX, List.of(first, second, first), out);
    Exported foreign =
        stranger.export(ExportFormat.MBOX, List.of(first, second), OutputStream.nullOutputStream());

    assertThat(exported).isEqualTo(new Exported(2, 32));
    assertThat(new MboxrdReader(out.toByteArray()).messages)
        .extracting(message -> new String(message, ISO_8859_1))
        .containsExactly("Subject: x\n\none\n", "Subject: x\n\ntwo\n");
    assertThat(foreign).isEqualTo(new Exported(0, 0));
  }

  @Test
  void an_empty_mailbox_is_an_empty_file_and_an_archive_of_nothing() throws IOException {
    assertThat(exported(ExportFormat.MBOX)).isEmpty();
    assertThat(messages(ExportFormat.ZIP, exported(ExportFormat.ZIP))).isEmpty();
  }

  @Test
  void a_mailbox_is_read_page_by_page() throws IOException {
    for (int i = 0; i < 450; i++) {
      deliver("message " + i);
    }
    workspace.changeCursor(); // catches up
    store.calls.clear();

    Exported exported = workspace.export(ExportFormat.ZIP, OutputStream.nullOutputStream());

    assertThat(exported.messages()).isEqualTo(450);
    assertThat(store.calls.stream().filter("entries.list"::equals)).hasSize(3);
  }

  @Test
  void a_message_that_is_erased_while_it_is_written_fails_the_export() {
    MessageId id = deliver("x".repeat(600_000));
    int[] reads = {0};
    store.before =
        call -> {
          if (call.equals("messages.content") && ++reads[0] == 2) {
            store.real.messages().erase(mailbox.id(), List.of(id));
          }
        };

    assertThatThrownBy(() -> workspace.export(ExportFormat.MBOX, OutputStream.nullOutputStream()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_message_that_is_erased_before_its_turn_is_left_out() throws IOException {
    deliver("kept\n");
    MessageId newest = deliver("erased\n");
    store.before =
        call -> {
          if (call.equals("messages.find")) {
            store.real.messages().erase(mailbox.id(), List.of(newest));
          }
        };

    assertThat(messages(ExportFormat.MBOX, exported(ExportFormat.MBOX))).hasSize(1);
  }

  @Test
  void a_session_that_ends_ends_the_export() {
    melme.admin().setPassword(mailbox.id(), "correct horse battery");
    SignIn.Granted granted =
        (SignIn.Granted)
            melme
                .authenticator()
                .signIn(SignInRequest.of("support-inbox", "correct horse battery"));
    deliver("one\n");
    deliver("two\n");
    OutputStream endsIt =
        new OutputStream() {
          @Override
          public void write(int b) {
            melme.admin().endSessions(mailbox.id());
          }
        };

    assertThatThrownBy(() -> granted.workspace().export(ExportFormat.ZIP, endsIt))
        .isInstanceOf(SessionEndedException.class);
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void the_stream_of_the_caller_is_flushed_and_stays_open(ExportFormat format) throws IOException {
    deliver("one\n");
    List<String> events = new ArrayList<>();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            events.add("write");
          }

          @Override
          public void flush() {
            events.add("flush");
          }

          @Override
          public void close() {
            events.add("close");
          }
        };

    workspace.export(format, out);

    assertThat(events).endsWith("flush").doesNotContain("close");
  }
}
