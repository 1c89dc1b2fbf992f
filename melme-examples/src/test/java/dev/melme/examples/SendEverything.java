package dev.melme.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.api.workspace.Workspace;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.transport.SmtpTransport;
import dev.melme.transport.TlsMode;
import java.util.Optional;

/** A program that sends a message of every kind to a port, from a house full of secrets. */
final class SendEverything {

  static final int MESSAGES = 9;

  private static final String QUESTION =
      """
      From: =?utf-8?q?J=C3=B6e?= <joe@example.org>
      To: support@acme.example, canary-sibling@acme.example
      Cc: Ann <ann@example.org>
      Message-ID: <%d@example.org>
      Date: Tue, 3 Nov 2026 10:00:00 +0100
      Subject: =?utf-8?q?Wo_bleibt_meine_Bestellung=3F?=
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/html; charset=utf-8

      <p>Where is <b>it</b>?</p>
      --b
      Content-Type: application/pdf; name="order.pdf"
      Content-Disposition: attachment; filename="order.pdf"

      %%PDF
      --b--
      """;

  private SendEverything() {}

  /**
   * Sends.
   *
   * @param arguments the port
   */
  public static void main(String[] arguments) {
    SmtpTransport transport =
        SmtpTransport.to("127.0.0.1")
            .port(Integer.parseInt(arguments[0]))
            .tls(TlsMode.NEVER)
            .build();
    try (MelMe melme = MelMe.builder().store(InMemoryStore.create()).transport(transport).build()) {
      Workspace workspace = house(melme);
      send(melme, workspace);
      while (melme.dispatcher().runOnce()) {
        // until nothing is due
      }
    }
  }

  private static Workspace house(MelMe melme) {
    NewMailbox wanted =
        NewMailbox.of("canary-slug", "Canary internal title")
            .senderName("Acme Support")
            .description("canary-description")
            .recoveryAddress(EmailAddress.parse("canary-recovery@private.example"));
    Mailbox mailbox = melme.admin().createMailbox(wanted);
    melme.admin().createAlias("support@acme.example", Route.toMailbox("canary-slug"));
    melme.admin().createAlias("canary-sibling@acme.example", Route.toMailbox("canary-slug"));
    melme.admin().setPassword(mailbox.id(), "correct horse battery");
    SignInRequest request =
        SignInRequest.of("canary-slug", "correct horse battery")
            .userAgent("canary-browser")
            .operator("canary-operator");
    return ((SignIn.Granted) melme.authenticator().signIn(request)).workspace();
  }

  private static void send(MelMe melme, Workspace workspace) {
    MessageId question = deliver(melme, 1);
    workspace.reply(question).text("On its way.").send().messageId();
    workspace.reply(question).html("<p>On its <i>way</i>.</p>").send().messageId();
    MessageId all = workspace.replyAll(question).text("To all of you.").send().messageId();
    workspace.reply(all).text("And once more.").send().messageId();
    workspace
        .forward(deliver(melme, 2))
        .to("third@example.net")
        .text("See below.")
        .send()
        .messageId();
    workspace
        .compose()
        .from(EmailAddress.parse("support@acme.example"))
        .to("\"Dürr, Jörg\" <joerg@example.net>")
        .cc("ann@example.org")
        .bcc("hidden@example.org")
        .subject("Grüße, 日本語")
        .text("A line\n.\n..\nFrom here on\n" + "long ".repeat(400))
        .send()
        .messageId();
    Composition picture =
        workspace.compose().from(EmailAddress.parse("support@acme.example")).to("joe@example.org");
    DraftAttachment logo =
        picture.embed("/home/canary-home/logo.png", "image/png", source("\u0089PNG"));
    picture.attach("C:\\canary-folder\\Übersicht.txt", "text/plain", source("a file"));
    picture
        .subject("A picture")
        .html("<img src=\"cid:" + logo.contentId().orElseThrow() + "\">")
        .save();
    workspace.draft(picture.draft().id()).orElseThrow().send().messageId();
    workspace
        .compose()
        .from(EmailAddress.parse("support@acme.example"))
        .to("jörg@example.net")
        .subject("Addresses with umlauts")
        .text("Hello")
        .send()
        .messageId();
    MessageId again =
        workspace.reply(question).quoting(false).text("Called back, sent again").send().messageId();
    workspace.cancel(again);
    workspace.resend(again);
  }

  private static MessageSource source(String text) {
    return MessageSource.of(text.getBytes(UTF_8));
  }

  private static MessageId deliver(MelMe melme, int number) {
    Envelope envelope =
        Envelope.from(ReversePath.parse("joe@example.org"))
            .to(EmailAddress.parse("support@acme.example"));
    Verdict verdict =
        melme.router().deliver(envelope, source(QUESTION.formatted(number))).verdicts().get(0);
    return Optional.of(verdict)
        .filter(Verdict.Stored.class::isInstance)
        .map(stored -> ((Verdict.Stored) stored).messageId())
        .orElseThrow();
  }
}
