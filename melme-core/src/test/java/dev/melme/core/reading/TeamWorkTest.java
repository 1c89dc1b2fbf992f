package dev.melme.core.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.Cursor;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Filing;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.ChangeListener;
import dev.melme.api.workspace.ChangeSubscription;
import dev.melme.api.workspace.ChangesSince;
import dev.melme.api.workspace.SearchQuery;
import dev.melme.api.workspace.Selection;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.TestClock;
import dev.melme.inmemory.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a team does in its workspace, on the in-memory store; the contract covers the others. */
class TeamWorkTest {

  private static final String PASSWORD = "correct horse battery";
  private static final PageRequest FIRST = PageRequest.first(50);

  private final TestClock clock = new TestClock();
  private final MelMe melme =
      MelMe.builder().store(InMemoryStore.create(clock)).clock(clock).build();
  private final MailboxId support = mailbox("support-team");
  private final Workspace workspace = melme.admin().workspace(support, "ann");

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void an_archived_message_leaves_the_inbox_and_says_who_archived_it() {
    MessageId id = deliver("Subject: one\r\n\r\n");

    int marked = workspace.mark(Selection.of(id), Marking.archive().andSeen(true));

    assertThat(marked).isEqualTo(1);
    assertThat(workspace.messages(FIRST).items()).isEmpty();
    MessageEntry entry = only(workspace.messages(EntryFilter.in(Folder.ARCHIVE), FIRST));
    assertThat(entry.state().seen()).isTrue();
    assertThat(entry.state().filing())
        .contains(new Filing(Folder.INBOX, clock.instant(), Optional.of("ann")));
    assertThat(workspace.unread(Folder.INBOX)).hasToString("0");
    assertThat(workspace.mark(Selection.of(id), Marking.archive().andSeen(true))).isZero();
  }

  @Test
  void what_a_session_does_carries_the_name_it_was_signed_in_with() {
    melme.admin().setPassword(support, PASSWORD);
    SignIn.Granted granted =
        (SignIn.Granted)
            melme
                .authenticator()
                .signIn(SignInRequest.of("support-team", PASSWORD).operator("Bea"));
    MessageId id = deliver("Subject: one\r\n\r\n");

    granted.workspace().mark(Selection.of(id), Marking.trash());

    assertThat(workspace.entry(id).orElseThrow().state().filing().flatMap(Filing::operator))
        .contains("Bea");
  }

  @Test
  void a_message_restored_from_the_trash_lies_where_it_lay() {
    MessageId archived = deliver("Subject: one\r\n\r\n");
    MessageId fresh = deliver("Subject: two\r\n\r\n");
    workspace.mark(Selection.of(archived), Marking.archive());
    workspace.mark(Selection.of(archived, fresh), Marking.trash());

    workspace.mark(Selection.of(archived, fresh), Marking.restore());

    assertThat(workspace.entry(archived).orElseThrow().state().folder()).isEqualTo(Folder.ARCHIVE);
    assertThat(workspace.entry(fresh).orElseThrow().state().folder()).isEqualTo(Folder.INBOX);
  }

  @Test
  void a_bulk_over_a_filter_meets_every_message_once() {
    for (int i = 0; i < 1203; i++) {
      deliver("Subject: number " + i + "\r\n\r\n");
    }

    int read = workspace.mark(Selection.all(EntryFilter.inbox().onlyUnread()), Marking.read());

    assertThat(read).isEqualTo(1203);
    assertThat(workspace.unread(Folder.INBOX)).hasToString("0");
    assertThat(workspace.delete(Selection.all(EntryFilter.everything()))).isEqualTo(1203);
    assertThat(workspace.messages(EntryFilter.everything(), FIRST).items()).isEmpty();
  }

  @Test
  void unread_is_exact_to_a_thousand() {
    for (int i = 0; i < 1000; i++) {
      deliver("Subject: number " + i + "\r\n\r\n");
    }
    assertThat(workspace.unread(Folder.INBOX)).hasToString("1000");

    deliver("Subject: one more\r\n\r\n");

    assertThat(workspace.unread(Folder.INBOX)).hasToString("1,000+");
  }

  @Test
  void a_conversation_lists_the_newest_activity_first_and_its_messages_oldest_first() {
    MessageId question = deliver("Message-ID: <q@x>\r\nSubject: help\r\nFrom: Ann <a@x>\r\n\r\n");
    MessageId other = deliver("Subject: other\r\nFrom: b@x\r\n\r\n");
    MessageId answer = deliver("In-Reply-To: <q@x>\r\nSubject: Re: help\r\nFrom: Cy <c@x>\r\n\r\n");

    List<Conversation> lines = workspace.conversations(Folder.INBOX, FIRST).items();

    assertThat(lines).extracting(Conversation::subject).containsExactly("Re: help", "other");
    assertThat(lines.get(0).messageCount()).isEqualTo(2);
    assertThat(lines.get(0).participants())
        .extracting(Object::toString)
        .containsExactly("Cy <c@x>", "Ann <a@x>");
    assertThat(workspace.conversation(lines.get(0).id()))
        .extracting(MessageEntry::id)
        .containsExactly(question, answer);
    workspace.mark(Selection.of(other), Marking.trash());
    assertThat(workspace.conversations(Folder.TRASH, FIRST).items()).hasSize(1);
  }

  @Test
  void two_conversations_that_turn_out_to_be_one_keep_their_flags_and_both_ids() {
    MessageId one = deliver("Message-ID: <1@x>\r\nSubject: a\r\n\r\n");
    MessageId two = deliver("Message-ID: <2@x>\r\nSubject: b\r\n\r\n");
    workspace.mark(Selection.of(one), Marking.flag().andSeen(true));
    workspace.mark(Selection.of(two), Marking.label(Label.of("Urgent")));
    var before = workspace.entry(two).orElseThrow().conversationId();
    Cursor cursor = workspace.changeCursor();

    deliver("References: <1@x> <2@x>\r\nSubject: c\r\n\r\n");

    Conversation line = only(workspace.conversations(Folder.INBOX, FIRST));
    assertThat(line.messageCount()).isEqualTo(3);
    assertThat(line.flaggedCount()).isEqualTo(1);
    assertThat(line.unreadCount()).isEqualTo(2);
    assertThat(workspace.conversation(before)).hasSize(3);
    assertThat(workspace.entry(two).orElseThrow().state().labels())
        .containsExactly(Label.of("urgent"));
    assertThat(changes(cursor))
        .extracting(Change::kind)
        .containsExactly(Change.Kind.ADDED, Change.Kind.CHANGED);
  }

  @Test
  void a_conversation_of_500_messages_is_closed_and_the_next_one_goes_on() {
    deliver("Message-ID: <root@x>\r\nSubject: long\r\n\r\n");
    for (int i = 0; i < 1100; i++) {
      deliver("In-Reply-To: <root@x>\r\nSubject: Re: long\r\n\r\n");
    }

    List<Conversation> lines = workspace.conversations(Folder.INBOX, FIRST).items();

    assertThat(lines).extracting(Conversation::messageCount).containsExactly(101, 500, 500);
  }

  @Test
  void an_answer_without_references_joins_by_subject_and_person_for_thirty_days() {
    deliver("Message-ID: <1@x>\r\nSubject: Broken printer\r\nFrom: ann@x.example\r\n\r\n");
    deliver("Subject: RE: broken  printer\r\nFrom: Ann <ANN@x.example>\r\n\r\n");
    deliver("Subject: Re: Broken printer\r\nFrom: stranger@y.example\r\n\r\n");
    deliver("Subject: Broken printer\r\nFrom: ann@x.example\r\n\r\n");
    assertThat(counts()).containsExactly(1, 1, 2);

    deliver("Subject: Re: Broken printer\r\nFrom: ann@x.example\r\n\r\n");
    assertThat(counts()).as("the latest one about the subject").containsExactly(2, 1, 2);

    clock.advance(Duration.ofDays(31));
    deliver("Subject: Re: Broken printer\r\nFrom: ann@x.example\r\n\r\n");
    assertThat(counts()).as("too long ago").containsExactly(1, 2, 1, 2);
    deliver("Subject: Re: Broken printer\r\nFrom: ann@x.example\r\n\r\n");
    assertThat(counts()).as("the new one").containsExactly(2, 2, 1, 2);
  }

  @Test
  void our_own_address_relates_nobody() {
    deliver("Subject: Question\r\nFrom: ann@x\r\nTo: support-team@acme.example\r\n\r\n");
    deliver("Subject: Re: Question\r\nFrom: bob@y\r\nTo: support-team@acme.example\r\n\r\n");

    assertThat(counts()).containsExactly(1, 1);
  }

  @Test
  void search_finds_words_phrases_and_states() {
    MessageId invoice =
        deliver("Subject: Invoice March\r\nFrom: billing@x.example\r\n\r\nPlease pay in time.\r\n");
    MessageId reminder =
        deliver("Subject: Reminder\r\nFrom: billing@x.example\r\n\r\nin March please\r\n");
    workspace.mark(Selection.of(reminder), Marking.flag());

    assertThat(found("march")).containsExactly(reminder, invoice);
    assertThat(found("\"please pay\"")).containsExactly(invoice);
    assertThat(found("from:billing is:flagged")).containsExactly(reminder);
    assertThat(found("march -is:flagged")).containsExactly(invoice);
    assertThat(found("subject:march")).containsExactly(invoice);
    assertThat(found("nothing-of-this")).isEmpty();
    workspace.mark(Selection.of(invoice), Marking.trash());
    assertThat(found("march")).containsExactly(reminder);
    assertThat(found("march in:trash")).containsExactly(invoice);
  }

  @Test
  void search_pages_hold_every_match_once() {
    for (int i = 0; i < 120; i++) {
      deliver("Subject: " + (i % 3 == 0 ? "apple pie " : "pie of apple ") + i + "\r\n\r\n");
    }

    List<MessageId> all = new ArrayList<>();
    PageRequest request = PageRequest.first(7);
    Optional<PageRequest> next = Optional.of(request);
    while (next.isPresent()) {
      Page<MessageEntry> page = workspace.search(SearchQuery.parse("\"apple pie\""), next.get());
      page.items().forEach(entry -> all.add(entry.id()));
      next = page.next().map(request::after);
    }

    assertThat(all).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void changes_tell_what_came_in_what_was_done_and_what_was_removed() {
    Cursor cursor = workspace.changeCursor();
    MessageId id = deliver("Subject: one\r\n\r\n");
    workspace.mark(Selection.of(id), Marking.read());
    workspace.mark(Selection.of(id), Marking.read());
    workspace.delete(Selection.of(id));

    List<Change> changes = changes(cursor);

    assertThat(changes)
        .extracting(Change::kind)
        .containsExactly(Change.Kind.ADDED, Change.Kind.CHANGED, Change.Kind.REMOVED);
    assertThat(changes).allSatisfy(change -> assertThat(change.messageIds()).containsExactly(id));
    assertThat(changes.get(1).operator()).contains("ann");
    assertThat(changes(workspace.changeCursor())).isEmpty();
  }

  @Test
  void a_cursor_older_than_thirty_days_has_expired() {
    Cursor cursor = workspace.changeCursor();
    deliver("Subject: one\r\n\r\n");
    workspace.messages(FIRST);
    assertThat(changes(cursor)).hasSize(1);

    clock.advance(Duration.ofDays(31));
    melme.housekeeping().runOnce();

    ChangesSince answer = workspace.changesSince(cursor);
    assertThat(answer).isInstanceOf(ChangesSince.CursorExpired.class);
    Cursor now = ((ChangesSince.CursorExpired) answer).now();
    deliver("Subject: two\r\n\r\n");
    assertThat(changes(now)).hasSize(1);
  }

  @Test
  void a_cursor_that_was_never_given_is_refused_or_expired() {
    assertThatThrownBy(() -> workspace.changesSince(new Cursor("x7")))
        .isInstanceOf(InvalidValueException.class);
    assertThat(workspace.changesSince(new Cursor("c999." + support)))
        .isInstanceOf(ChangesSince.CursorExpired.class);
    MailboxId other = mailbox("other-team");
    assertThat(workspace.changesSince(melme.admin().workspace(other, "ann").changeCursor()))
        .as("of another mailbox")
        .isInstanceOf(ChangesSince.CursorExpired.class);
    assertThatThrownBy(() -> workspace.follow(new Cursor("x"), Runnable::run, changes -> {}))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_listener_hears_of_everything_once_and_in_order() {
    List<Change> heard = new ArrayList<>();
    Deque<Runnable> executor = new ArrayDeque<>();
    Cursor cursor = workspace.changeCursor();
    try (ChangeSubscription subscription = workspace.follow(cursor, executor::add, heard::addAll)) {
      MessageId id = deliver("Subject: one\r\n\r\n");
      workspace.mark(Selection.of(id), Marking.read());
      assertThat(heard).isEmpty();

      drain(executor);
      deliver("Subject: two\r\n\r\n");
      drain(executor);

      assertThat(heard).isEqualTo(changes(cursor));
      assertThat(heard).hasSize(3);
      assertThat(subscription).isNotNull();
    }
    deliver("Subject: three\r\n\r\n");
    drain(executor);
    assertThat(heard).as("after it was closed").hasSize(3);
  }

  @Test
  void a_listener_that_fails_hears_of_the_next_change() {
    List<Change> heard = new ArrayList<>();
    ChangeSubscription subscription =
        workspace.follow(
            workspace.changeCursor(),
            Runnable::run,
            changes -> {
              heard.addAll(changes);
              throw new IllegalStateException("planted");
            });

    deliver("Subject: one\r\n\r\n");
    deliver("Subject: two\r\n\r\n");

    assertThat(heard).hasSize(2);
    subscription.close();
  }

  @Test
  void a_listener_that_ends_a_thread_of_its_executor_is_looked_for_again() {
    List<Change> heard = new ArrayList<>();
    Deque<Runnable> executor = new ArrayDeque<>();
    workspace.follow(
        workspace.changeCursor(),
        executor::add,
        changes -> {
          heard.addAll(changes);
          throw new AssertionError("planted");
        });
    drain(executor);
    deliver("Subject: one\r\n\r\n");
    assertThatThrownBy(() -> drain(executor)).hasMessage("planted");
    deliver("Subject: two\r\n\r\n");

    assertThatThrownBy(() -> drain(executor)).hasMessage("planted");

    assertThat(heard).hasSize(2);
  }

  @Test
  void a_listener_hears_of_the_end_of_its_session() {
    melme.admin().setPassword(support, PASSWORD);
    SignIn.Granted granted =
        (SignIn.Granted) melme.authenticator().signIn(SignInRequest.of("support-team", PASSWORD));
    List<String> heard = new ArrayList<>();
    granted
        .workspace()
        .follow(
            workspace.changeCursor(),
            Runnable::run,
            new ChangeListener() {
              @Override
              public void changed(List<Change> changes) {
                heard.add("changed");
              }

              @Override
              public void ended() {
                heard.add("ended");
              }
            });

    melme.admin().endSessions(support);
    deliver("Subject: one\r\n\r\n");
    deliver("Subject: two\r\n\r\n");

    assertThat(heard).containsExactly("ended");
  }

  @Test
  void labels_in_use_are_listed_and_found_by() {
    MessageId id = deliver("Subject: one\r\n\r\n");
    deliver("Subject: two\r\n\r\n");

    workspace.mark(Selection.of(id), Marking.label(Label.of("Zoll"), Label.of("amt")));

    assertThat(workspace.labels()).containsExactly(Label.of("amt"), Label.of("zoll"));
    assertThat(
            only(workspace.messages(EntryFilter.inbox().onlyLabelled(Label.of("ZOLL")), FIRST))
                .id())
        .isEqualTo(id);
    workspace.mark(Selection.of(id), Marking.unlabel(Label.of("zoll")));
    assertThat(workspace.labels()).containsExactly(Label.of("amt"));
  }

  @Test
  void filters_find_the_alias_and_the_day() {
    melme.admin().createAlias("*@catch.example", Route.toMailbox(support));
    MessageId first = deliverTo("support-team@acme.example", "Subject: one\r\n\r\n");
    clock.advance(Duration.ofDays(1));
    Instant second = clock.instant();
    MessageId caught = deliverTo("Anyone@catch.example", "Subject: two\r\n\r\n");

    EntryFilter inbox = EntryFilter.inbox();
    assertThat(ids(inbox.onlyTo(EmailAddress.parse("anyone@catch.example"))))
        .containsExactly(caught);
    assertThat(ids(inbox.within(Optional.of(second), Optional.empty()))).containsExactly(caught);
    assertThat(ids(inbox.within(Optional.empty(), Optional.of(second)))).containsExactly(first);
    assertThat(ids(inbox.onlyWithAttachments())).isEmpty();
  }

  @Test
  void a_selection_of_conversations_stays_in_its_folder() {
    MessageId one = deliver("Message-ID: <1@x>\r\nSubject: a\r\n\r\n");
    MessageId two = deliver("In-Reply-To: <1@x>\r\nSubject: a\r\n\r\n");
    workspace.mark(Selection.of(one), Marking.trash());
    Set<dev.melme.api.ConversationId> both =
        Set.of(workspace.entry(two).orElseThrow().conversationId());

    workspace.mark(Selection.ofConversations(Folder.INBOX, both), Marking.archive());

    assertThat(workspace.entry(one).orElseThrow().state().folder()).isEqualTo(Folder.TRASH);
    assertThat(workspace.entry(two).orElseThrow().state().folder()).isEqualTo(Folder.ARCHIVE);
  }

  @Test
  void nothing_answers_once_the_mailbox_is_deleted() {
    deliver("Subject: one\r\n\r\n");
    Cursor cursor = workspace.changeCursor();

    melme.admin().deleteMailbox(support);

    for (Runnable call :
        List.<Runnable>of(
            () -> workspace.messages(FIRST),
            () -> workspace.conversations(Folder.INBOX, FIRST),
            () -> workspace.unread(Folder.INBOX),
            () -> workspace.labels(),
            () -> workspace.search(SearchQuery.parse("one"), FIRST),
            () -> workspace.mark(Selection.all(EntryFilter.inbox()), Marking.read()),
            () -> workspace.delete(Selection.all(EntryFilter.inbox())),
            () -> workspace.changesSince(cursor),
            () -> workspace.changeCursor())) {
      assertThatThrownBy(call::run).isInstanceOf(NotFoundException.class);
    }
  }

  private List<Integer> counts() {
    return workspace.conversations(Folder.INBOX, FIRST).items().stream()
        .map(Conversation::messageCount)
        .toList();
  }

  private List<MessageId> found(String query) {
    return workspace.search(SearchQuery.parse(query), FIRST).items().stream()
        .map(MessageEntry::id)
        .toList();
  }

  private List<MessageId> ids(EntryFilter filter) {
    return workspace.messages(filter, FIRST).items().stream().map(MessageEntry::id).toList();
  }

  private List<Change> changes(Cursor cursor) {
    List<Change> all = new ArrayList<>();
    Cursor next = cursor;
    boolean more = true;
    while (more) {
      ChangesSince.Changes page = (ChangesSince.Changes) workspace.changesSince(next);
      all.addAll(page.changes());
      next = page.next();
      more = page.more();
    }
    return all;
  }

  private static void drain(Deque<Runnable> executor) {
    while (!executor.isEmpty()) {
      executor.remove().run();
    }
  }

  private static <T> T only(Page<T> page) {
    assertThat(page.items()).hasSize(1);
    return page.items().get(0);
  }

  private MailboxId mailbox(String slug) {
    MailboxId id = melme.admin().createMailbox(NewMailbox.of(slug, slug)).id();
    melme.admin().createAlias(slug + "@acme.example", Route.toMailbox(id));
    return id;
  }

  private MessageId deliver(String message) {
    return deliverTo("support-team@acme.example", message);
  }

  private int delivered;

  private MessageId deliverTo(String recipient, String message) {
    byte[] bytes = ("X-Number: " + ++delivered + "\r\n" + message).getBytes(UTF_8);
    Verdict verdict =
        melme
            .router()
            .deliver(
                Envelope.from(ReversePath.NULL).to(EmailAddress.parse(recipient)),
                MessageSource.of(bytes))
            .verdicts()
            .get(0);
    return ((Verdict.Stored) verdict).messageId();
  }
}
