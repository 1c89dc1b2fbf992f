package dev.melme.core.compose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.melme.MelMe;
import dev.melme.MelMeBuilder;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.SendOutcome;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.RecordingStore;
import dev.melme.core.TestClock;
import dev.melme.core.wire.WrittenMessages;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A mailbox and its team, who receive and write in tests. */
final class WritingTeam implements AutoCloseable {

  final RecordingStore store = new RecordingStore();
  final TestClock clock = new TestClock();
  final MelMe melme;
  final MailboxId mailbox;
  final Workspace workspace;

  WritingTeam() {
    this(builder -> builder);
  }

  WritingTeam(UnaryOperator<MelMeBuilder> setUp) {
    this.melme = setUp.apply(MelMe.builder().store(store).clock(clock)).build();
    this.mailbox =
        melme
            .admin()
            .createMailbox(
                NewMailbox.of("blue-team-inbox", "Internal title").senderName("Acme Support"))
            .id();
    alias("support@acme.example");
    this.workspace = melme.admin().workspace(mailbox, "Zebulon Operator");
  }

  void alias(String pattern) {
    melme.admin().createAlias(pattern, Route.toMailbox(mailbox));
  }

  MessageId deliver(String message) {
    return deliver("jane@example.org", "support@acme.example", message.getBytes(ISO_8859_1));
  }

  MessageId deliver(String sender, String recipient, String message) {
    return deliver(sender, recipient, message.getBytes(ISO_8859_1));
  }

  MessageId deliver(String sender, String recipient, byte[] message) {
    Envelope envelope = Envelope.from(ReversePath.parse(sender)).to(EmailAddress.parse(recipient));
    Verdict verdict = melme.router().deliver(envelope, MessageSource.of(message)).verdicts().get(0);
    if (verdict instanceof Verdict.Stored stored) {
      return stored.messageId();
    }
    return ((Verdict.AlreadyStored) verdict).messageId();
  }

  /** What the outbox has of a message. */
  Outbound outbound(SendOutcome sent) {
    return store.real.outbox().find(mailbox, List.of(sent.messageId())).get(0);
  }

  /** The bytes that go out. */
  byte[] bytes(SendOutcome sent) {
    try (InputStream in = workspace.original(sent.messageId()).orElseThrow().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String wire(SendOutcome sent) {
    return new String(bytes(sent), ISO_8859_1);
  }

  MimeMessage read(SendOutcome sent) {
    try {
      return WrittenMessages.parse(bytes(sent));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  String header(SendOutcome sent, String name) {
    try {
      String[] values = read(sent).getHeader(name);
      return values == null ? "" : String.join(" | ", values).replaceAll("\r\n +", " ");
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  String text(SendOutcome sent) {
    return leaf(sent, "text/plain");
  }

  String html(SendOutcome sent) {
    return leaf(sent, "text/html");
  }

  private String leaf(SendOutcome sent, String type) {
    try {
      for (Part part : leaves(read(sent))) {
        if (part.isMimeType(type)) {
          return ((String) part.getContent()).replace("\r\n", "\n");
        }
      }
      return "";
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Part> leaves(Part part) throws MessagingException, IOException {
    List<Part> leaves = new ArrayList<>();
    if (part.isMimeType("multipart/*")) {
      Multipart several = (Multipart) part.getContent();
      for (int i = 0; i < several.getCount(); i++) {
        BodyPart each = several.getBodyPart(i);
        leaves.addAll(leaves(each));
      }
    } else {
      leaves.add(part);
    }
    return leaves;
  }

  @Override
  public void close() {
    melme.close();
  }
}
