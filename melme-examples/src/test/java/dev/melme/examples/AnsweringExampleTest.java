package dev.melme.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.Dispatcher;
import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.api.outbound.Identity;
import dev.melme.api.outbound.Leak;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.api.outbound.OutboundRules.BounceSecret;
import dev.melme.api.outbound.OutboundState;
import dev.melme.api.outbound.SendOutcome;
import dev.melme.api.outbound.Warning;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.Workspace;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.MailTransport;
import dev.melme.spi.MelMeStore;
import dev.melme.testkit.MutableClock;
import dev.melme.transport.FolderTransport;
import dev.melme.transport.SmtpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/answering.md is this code, and it runs. */
class AnsweringExampleTest {

  private static final String QUESTION =
      """
      From: Joe <joe@example.org>
      To: support@acme.example
      Message-ID: <1@example.org>
      Date: Tue, 3 Nov 2026 10:00:00 +0000
      Subject: My order

      Where is it?
      """;

  /** Stands for what a team looks at. */
  private static final class Screen {
    private final List<String> lines = new ArrayList<>();

    void line(String text) {
      lines.add(text);
    }

    boolean confirm(List<Leak> leaks) {
      lines.add("really? " + leaks.get(0).kind());
      return true;
    }
  }

  @TempDir Path folder;

  private final MutableClock clock = MutableClock.create();
  private final Screen screen = new Screen();
  private MelMe melme = MelMe.builder().store(InMemoryStore.create(clock)).build();
  private Mailbox team = melme.admin().createMailbox(NewMailbox.of("unused", "Unused"));
  private Workspace workspace = melme.admin().workspace(team.id(), "anna");

  @BeforeEach
  void setUp() {
    melme.close();
    melme =
        MelMe.builder()
            .store(InMemoryStore.create(clock))
            .clock(clock)
            .transport(FolderTransport.in(folder))
            .build();
    team = melme.admin().createMailbox(NewMailbox.of("support-inbox", "Acme Support"));
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
    melme.admin().createAlias("sales@acme.example", Route.toMailbox("support-inbox"));
    workspace = melme.admin().workspace(team.id(), "anna");
  }

  @AfterEach
  void close() {
    melme.close();
  }

  private MessageId deliver(String message) {
    Envelope envelope =
        Envelope.from(ReversePath.parse("joe@example.org"))
            .to(EmailAddress.parse("support@acme.example"));
    byte[] bytes = message.getBytes(US_ASCII);
    Verdict verdict = melme.router().deliver(envelope, MessageSource.of(bytes)).verdicts().get(0);
    return ((Verdict.Stored) verdict).messageId();
  }

  private List<String> sent() throws IOException {
    try (var files = Files.list(folder)) {
      List<String> messages = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".eml")).toList()) {
        messages.add(Files.readString(file, UTF_8));
      }
      return messages;
    }
  }

  @Test
  void an_answer_is_sent_under_the_brand() throws IOException {
    MessageId question = deliver(QUESTION);

    MessageId answer = answer(question);
    dispatch();

    assertThat(sent()).hasSize(1);
    assertThat(sent().get(0))
        .contains("From: Acme Support <support@acme.example>", "To: Joe <joe@example.org>")
        .contains("Subject: Re: My order", "In-Reply-To: <1@example.org>", "On its way!");
    assertThat(workspace.outbound(answer).orElseThrow().state()).isEqualTo(OutboundState.SENT);
  }

  private MessageId answer(MessageId question) {
    // docs
    SendOutcome outcome = workspace.reply(question).text("On its way!").send();
    MessageId answer = outcome.messageId();
    // docs
    return answer;
  }

  private void dispatch() {
    // docs
    boolean more = melme.dispatcher().runOnce();
    // docs
    assertThat(more).isFalse();
  }

  @Test
  void a_host_says_where_mail_goes_out() throws Exception {
    try (MelMe configured =
            configured(InMemoryStore.create(), "secret", "key of sixteen b".getBytes(UTF_8));
        AutoCloseable running = started(configured)) {
      assertThat(configured.dispatcher()).isNotNull();
      assertThat(running).isNotNull();
    }
  }

  private static Dispatcher.Running started(MelMe melme) {
    // docs
    Dispatcher.Running running = melme.dispatcher().start(4);
    // docs
    return running;
  }

  private MelMe configured(MelMeStore store, String password, byte[] key) {
    Executor executor = Runnable::run;
    // docs
    MailTransport transport =
        SmtpTransport.to("smtp.provider.example").credentials("acme", password).build();
    MelMe melme =
        MelMe.builder()
            .store(store)
            .transport(transport)
            .outbound(OutboundRules.DEFAULT.matchingBounces(BounceSecret.of(key)))
            .outboundListener(sent -> screen.line(sent.state().toString()), executor)
            .build();
    // docs
    return melme;
  }

  @Test
  void a_team_writes_to_several_people() {
    writeToSeveral("<p>Prices of <b>2027</b></p>", "%PDF".getBytes(US_ASCII));
    dispatch();

    assertThat(screen.lines)
        .containsExactly("sales@acme.example, Acme Support", "support@acme.example, Acme Support");
    assertThat(workspace.messages(EntryFilter.in(Folder.SENT), PageRequest.first(10)).items())
        .extracting(MessageEntry::subject)
        .containsExactly("Prices");
  }

  private void writeToSeveral(String html, byte[] pdf) {
    // docs
    for (Identity identity : workspace.identities()) {
      screen.line(identity.address() + ", " + identity.senderName());
    }
    Composition letter = workspace.compose();
    letter
        .from(EmailAddress.parse("sales@acme.example"))
        .to("Joe <joe@example.org>, ann@example.org")
        .bcc("files@example.org")
        .subject("Prices")
        .html(html);
    letter.attach("prices.pdf", "application/pdf", MessageSource.of(pdf));
    letter.send();
    // docs
  }

  @Test
  void a_team_is_warned_and_mistakes_say_what_to_do() {
    MessageId question =
        deliver(QUESTION.replace("Subject:", "Auto-Submitted: auto-replied\nSubject:"));

    warn(question, "joe@");

    assertThat(screen.lines.get(0)).isEqualTo("AUTOMATIC_SENDER");
    assertThat(screen.lines.get(1)).contains("joe@");
  }

  private void warn(MessageId question, String typed) {
    // docs
    Composition reply = workspace.replyAll(question).cc(typed).text("Thanks!");
    for (Warning warning : reply.warnings()) {
      screen.line(warning.toString());
    }
    try {
      reply.send();
    } catch (InvalidValueException wrong) {
      screen.line("" + wrong.getMessage());
    }
    // docs
  }

  @Test
  void a_message_that_shows_something_of_the_house_is_held() {
    MessageId question = deliver(QUESTION);

    sendCarefully(workspace.reply(question).text("Write to sales@acme.example instead"));

    assertThat(screen.lines).containsExactly("really? SIBLING_ALIAS");
    MessageEntry sent =
        workspace.messages(EntryFilter.in(Folder.SENT), PageRequest.first(1)).items().get(0);
    assertThat(workspace.outbound(sent.id()).orElseThrow().sentAnyway())
        .contains("SIBLING_ALIAS in text");
  }

  private void sendCarefully(Composition reply) {
    // docs
    if (reply.send() instanceof SendOutcome.Held held && screen.confirm(held.leaks())) {
      reply.sendAnyway();
    }
    // docs
  }

  @Test
  void a_draft_survives_and_is_sent_later() {
    MessageId question = deliver(QUESTION);

    DraftId draft = begin(question);
    goOn(draft);

    assertThat(screen.lines).containsExactly("Re: My order: notes.txt, 5 bytes");
    assertThat(workspace.drafts(PageRequest.first(10)).items()).isEmpty();
    assertThat(workspace.messages(EntryFilter.in(Folder.SENT), PageRequest.first(10)).items())
        .hasSize(1);
  }

  private DraftId begin(MessageId question) {
    // docs
    Composition reply = workspace.reply(question).text("I will look at it and");
    reply.attach("notes.txt", "text/plain", MessageSource.of("notes".getBytes(US_ASCII)));
    DraftId draft = reply.save().id();
    // docs
    return draft;
  }

  private void goOn(DraftId draft) {
    // docs
    Page<Draft> drafts = workspace.drafts(PageRequest.first(50));
    for (Draft each : drafts.items()) {
      for (DraftAttachment file : each.attachments()) {
        screen.line(each.subject() + ": " + file.name() + ", " + file.sizeBytes() + " bytes");
      }
    }
    Composition reply = workspace.draft(draft).orElseThrow();
    reply.text("I looked at it. All is well.").send();
    // docs
  }

  @Test
  void a_team_sees_what_became_of_it() {
    MessageId answer = answer(deliver(QUESTION));
    dispatch();

    follow(answer);

    assertThat(screen.lines).containsExactly("SENT, by anna", "joe@example.org: SENT");
  }

  private void follow(MessageId answer) {
    // docs
    Outbound sent = workspace.outbound(answer).orElseThrow();
    screen.line(sent.state() + ", by " + sent.operator().orElse("somebody"));
    for (OutboundRecipient recipient : sent.recipients()) {
      screen.line(recipient.address() + ": " + recipient.state());
    }
    if (sent.state() == OutboundState.QUEUED) {
      workspace.cancel(answer);
    } else if (sent.state() == OutboundState.FAILED) {
      workspace.resend(answer);
    }
    // docs
  }

  @Test
  void the_page_shows_this_very_code() throws IOException {
    Path root = Path.of(System.getProperty("melme.root", ".."));
    String source =
        Files.readString(
            root.resolve(
                "melme-examples/src/test/java/dev/melme/examples/AnsweringExampleTest.java"));
    String[] parts = source.split(" {4}// docs\n", -1);
    List<String> run = new ArrayList<>();
    for (int part = 1; part < parts.length; part += 2) {
      run.add(parts[part].replaceAll("(?m)^ {4}", ""));
    }

    List<String> shown =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(root.resolve("docs/answering.md")))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(shown).isEqualTo(run);
  }
}
