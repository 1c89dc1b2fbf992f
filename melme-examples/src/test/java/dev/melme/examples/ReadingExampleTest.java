package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.Attachment;
import dev.melme.api.Cursor;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.Session;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.ChangeListener;
import dev.melme.api.workspace.ChangeSubscription;
import dev.melme.api.workspace.ChangesSince;
import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.MessageView;
import dev.melme.api.workspace.SearchQuery;
import dev.melme.api.workspace.SearchQueryException;
import dev.melme.api.workspace.Selection;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.api.workspace.Workspace;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.testkit.MutableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code of docs/signing-in.md, from the workspace on, is this code, and it runs. */
class ReadingExampleTest {

  private static final String QUESTION =
      """
      From: Joe <joe@example.org>
      Message-ID: <1@example.org>
      Subject: My order
      Content-Type: multipart/mixed; boundary=b

      --b

      Where is it?
      --b
      Content-Disposition: attachment; filename=order.pdf

      %PDF
      --b--
      """;

  private static final String ANSWER =
      """
      From: Ann <ann@example.org>
      Message-ID: <2@example.org>
      In-Reply-To: <1@example.org>
      Subject: Re: My order

      I want a refund.
      """;

  /** Stands for what a team looks at. */
  private static final class Screen {
    private final List<String> lines = new ArrayList<>();
    private final Deque<Runnable> whenLeft = new ArrayDeque<>();

    void line(String text) {
      lines.add(text);
    }

    void older(Cursor cursor) {
      lines.add("older than " + cursor);
    }

    void pointAt(int position, String remedy) {
      lines.add(position + ": " + remedy);
    }

    void refresh(Collection<MessageId> ids) {
      lines.add("refresh " + ids.size());
    }

    void reload() {
      lines.add("reload");
    }

    void signInAgain() {
      lines.add("sign in again");
    }

    void whenLeft(Runnable action) {
      whenLeft.add(action);
    }
  }

  private final MutableClock clock = MutableClock.create();
  private final MelMe melme =
      MelMe.builder().store(InMemoryStore.create(clock)).clock(clock).build();
  private final Screen screen = new Screen();
  private final Mailbox team =
      melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support"));
  private Workspace workspace = melme.admin().workspace(team.id(), "anna");

  @BeforeEach
  void setUp() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
  }

  @AfterEach
  void close() {
    melme.close();
  }

  private MessageId deliver(String message) {
    Envelope envelope =
        Envelope.from(ReversePath.parse("joe@example.org"))
            .to(EmailAddress.parse("support@acme.example"));
    byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
    Verdict verdict = melme.router().deliver(envelope, MessageSource.of(bytes)).verdicts().get(0);
    return ((Verdict.Stored) verdict).messageId();
  }

  private SignIn.Granted signIn(String operator) {
    return (SignIn.Granted)
        melme
            .authenticator()
            .signIn(SignInRequest.of("support-inbox", "correct horse battery").operator(operator));
  }

  @Test
  void a_team_sees_who_is_signed_in() {
    melme.admin().setPassword(team.id(), "correct horse battery");
    workspace = signIn("anna").workspace();
    signIn("ben");

    showSessions();

    assertThat(screen.lines).containsExactly("ben since " + clock.instant());
    assertThat(workspace.sessions()).hasSize(1);
  }

  private void showSessions() {
    Session mine = workspace.session().orElseThrow();
    // docs
    for (Session other : workspace.sessions()) {
      if (!other.id().equals(mine.id())) {
        screen.line(other.operator().orElse("somebody") + " since " + other.createdAt());
        workspace.endSession(other.id());
      }
    }
    // docs
  }

  @Test
  void a_team_lists_its_inbox() {
    deliver(QUESTION);
    MessageId read = deliver(ANSWER);
    workspace.mark(Selection.of(read), Marking.read());

    listInbox();

    assertThat(screen.lines).containsExactly("Inbox: 1 unread", "My order, 1 attachments");
  }

  private void listInbox() {
    // docs
    screen.line("Inbox: " + workspace.unread(Folder.INBOX) + " unread");
    EntryFilter wanted =
        EntryFilter.inbox().onlyUnread().onlyTo(EmailAddress.parse("support@acme.example"));
    Page<MessageEntry> page = workspace.messages(wanted, PageRequest.first(50));
    for (MessageEntry entry : page.items()) {
      screen.line(entry.subject() + ", " + entry.summary().attachmentCount() + " attachments");
    }
    page.next().ifPresent(screen::older); // PageRequest.first(50).after(cursor)
    // docs
  }

  @Test
  void a_team_sees_conversations() {
    deliver("From: Joe <joe@example.org>\nSubject: Another matter\n\nHello\n");
    deliver(QUESTION);
    deliver(ANSWER);

    listConversations();

    assertThat(screen.lines)
        .containsExactly(
            "Re: My order: 2 of 2 unread",
            "Another matter: 1 of 1 unread",
            "INBOX: Where is it?",
            "INBOX: I want a refund.");
  }

  private void listConversations() {
    // docs
    Page<Conversation> page = workspace.conversations(Folder.INBOX, PageRequest.first(50));
    for (Conversation line : page.items()) {
      String unread = line.unreadCount() + " of " + line.messageCount() + " unread";
      screen.line(line.subject() + ": " + unread);
    }
    Conversation opened = page.items().get(0);
    for (MessageEntry entry : workspace.conversation(opened.id())) {
      screen.line(entry.state().folder() + ": " + entry.snippet());
    }
    // docs
  }

  @Test
  void a_team_opens_a_message() {
    MessageId id = deliver(QUESTION);

    open(id);

    assertThat(screen.lines).hasSize(2);
    assertThat(screen.lines.get(0)).contains("Where is it?");
    assertThat(screen.lines.get(1)).isEqualTo("/messages/" + id + "/parts/2");
    assertThat(workspace.unread(Folder.INBOX)).hasToString("0");
  }

  private void open(MessageId id) {
    // docs
    MessageView view = workspace.view(id).orElseThrow();
    screen.line(view.safeHtml(HtmlOptions.defaults()).html());
    for (Attachment attachment : view.message().index().attachments()) {
      screen.line("/messages/" + id + "/parts/" + attachment.partPath());
    }
    workspace.mark(Selection.of(id), Marking.read());
    // docs
  }

  @Test
  void a_team_marks_and_moves() {
    MessageId first = deliver(QUESTION);
    MessageId second = deliver(ANSWER);
    MessageId third = deliver("Subject: Another matter\n\nHello\n");

    mark(first, second);

    assertThat(screen.lines).containsExactly("2 messages moved", "0 messages moved");
    assertThat(workspace.entry(first).orElseThrow().state().folder()).isEqualTo(Folder.ARCHIVE);
    assertThat(workspace.entry(second).orElseThrow().state().labels())
        .containsExactly(Label.of("refund"));
    assertThat(workspace.entry(third).orElseThrow().state().seen()).isTrue();
  }

  private void mark(MessageId first, MessageId second) {
    // docs
    MessageEntry entry = workspace.entry(second).orElseThrow();
    Selection whole = Selection.ofConversations(Folder.INBOX, List.of(entry.conversationId()));
    workspace.mark(whole, Marking.label(Label.of("Refund")));

    Selection two = Selection.of(first, second);
    Marking done = Marking.archive().andSeen(true);
    screen.line(workspace.mark(two, done) + " messages moved");
    screen.line(workspace.mark(two, done) + " messages moved"); // 0: that is done

    workspace.mark(Selection.all(EntryFilter.inbox().onlyUnread()), Marking.read());
    // docs
  }

  @Test
  void a_team_searches() {
    deliver(QUESTION);
    deliver(ANSWER);

    search("refund from:ann");
    search("refund form:ann");

    assertThat(screen.lines)
        .containsExactly(
            "Re: My order",
            "7: Did you mean from:? To search for the text itself, put it in quotes");
  }

  private void search(String typed) {
    // docs
    try {
      SearchQuery query = SearchQuery.parse(typed);
      for (MessageEntry found : workspace.search(query, PageRequest.first(50)).items()) {
        screen.line(found.subject());
      }
    } catch (SearchQueryException wrong) {
      screen.pointAt(wrong.position(), wrong.remedy());
    }
    // docs
  }

  @Test
  void a_script_asks_what_happened() {
    Cursor cursor = workspace.changeCursor();
    MessageId id = deliver(QUESTION);
    workspace.mark(Selection.of(id), Marking.flag());

    Cursor next = whatHappened(cursor);
    clock.advance(Duration.ofDays(31));
    melme.housekeeping().runOnce();
    whatHappened(cursor);

    assertThat(screen.lines).containsExactly("ADDED: 1", "CHANGED: 1, anna", "reload");
    assertThat(workspace.changesSince(next))
        .isEqualTo(new ChangesSince.Changes(List.of(), next, false));
  }

  private Cursor whatHappened(Cursor cursor) {
    Cursor next = cursor;
    // docs
    ChangesSince answer = workspace.changesSince(cursor);
    if (answer instanceof ChangesSince.Changes changes) {
      for (Change change : changes.changes()) {
        String who = change.operator().map(name -> ", " + name).orElse("");
        screen.line(change.kind() + ": " + change.messageIds().size() + who);
      }
      next = changes.next(); // changes.more() says to ask again at once
    } else if (answer instanceof ChangesSince.CursorExpired expired) {
      next = expired.now();
      screen.reload();
    }
    // docs
    return next;
  }

  @Test
  void a_screen_follows_its_mailbox_until_it_is_left_or_the_session_ends() {
    melme.admin().setPassword(team.id(), "correct horse battery");
    workspace = signIn("anna").workspace();
    Deque<Runnable> executor = new ArrayDeque<>();
    deliver(QUESTION);

    follow(executor::add);
    deliver(ANSWER);
    drain(executor);
    melme.admin().endSessions(team.id());
    melme.housekeeping().runOnce();
    drain(executor);

    assertThat(screen.lines).containsExactly("My order", "refresh 1", "sign in again");
    screen.whenLeft.forEach(Runnable::run);
  }

  private void follow(Executor executor) {
    // docs
    Cursor from = workspace.changeCursor(); // first the cursor, then what is shown
    workspace.messages(PageRequest.first(50)).items().forEach(e -> screen.line(e.subject()));
    ChangeSubscription subscription =
        workspace.follow(
            from,
            executor,
            new ChangeListener() {
              @Override
              public void changed(List<Change> changes) {
                changes.forEach(change -> screen.refresh(change.messageIds()));
              }

              @Override
              public void expired() {
                screen.reload();
              }

              @Override
              public void ended() {
                screen.signInAgain();
              }
            });
    screen.whenLeft(subscription::close);
    // docs
  }

  private static void drain(Deque<Runnable> executor) {
    while (!executor.isEmpty()) {
      executor.remove().run();
    }
  }

  /** As the page says: following keeps no session alive. */
  @Test
  void a_session_that_only_follows_ends_when_it_is_idle() {
    melme.admin().setPassword(team.id(), "correct horse battery");
    SignIn.Granted granted = signIn("anna");
    workspace = granted.workspace();
    follow(Runnable::run);

    for (int minutes = 0; minutes < 40; minutes += 10) {
      clock.advance(Duration.ofMinutes(10));
      melme.housekeeping().runOnce();
    }

    assertThat(melme.authenticator().resume(granted.token())).isEmpty();
    assertThat(screen.lines).containsExactly("sign in again");
  }

  @Test
  void the_page_shows_this_very_code_after_that_of_the_sign_in() throws IOException {
    Path root = Path.of(System.getProperty("melme.root", ".."));
    Path folder = root.resolve("melme-examples/src/test/java/dev/melme/examples");
    List<String> run = new ArrayList<>(examples(folder.resolve("SigningInExampleTest.java")));
    run.addAll(examples(folder.resolve("ReadingExampleTest.java")));

    List<String> shown =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(root.resolve("docs/signing-in.md")))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(shown).isEqualTo(run);
  }

  private static List<String> examples(Path source) throws IOException {
    String[] parts = Files.readString(source).split(" {4}// docs\n", -1);
    List<String> examples = new ArrayList<>();
    for (int part = 1; part < parts.length; part += 2) {
      examples.add(parts[part].replaceAll("(?m)^ {4}", ""));
    }
    return examples;
  }
}
