package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.AliasPattern;
import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.mailbox.MessageState;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.EntryScan;
import dev.melme.spi.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** The rules of looking at entries, ENT-01 to ENT-10; part of {@link EntryRepositoryContract}. */
public interface EntryContract extends StoreContract {

  /**
   * {@link StoreRule#ENT_01}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_01)
  default void ent01_a_placed_message_has_an_entry(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageIndex> indexes = new ArrayList<>();
    indexes.add(MessageIndex.nothing());
    indexes.add(Specimens.fullIndex());
    Specimens.poison().forEach(poison -> indexes.add(Specimens.poisoned(poison)));
    List<Placement> places = new ArrayList<>();
    for (MessageIndex index : indexes) {
      Instant receivedAt = subject.store().now().plusMillis(places.size());
      MessageId id =
          desk.deliver(
              index,
              receivedAt,
              Specimens.tagged("sales+Tag@Acme.example", "sales@acme.example", "Tag"),
              Specimens.alias("team@acme.example"));
      places.add(Specimens.place(3L * places.size() + 2, id));
    }
    List<MessageId> ids = places.stream().map(Placement::messageId).toList();
    assertThat(subject.entries().find(desk.id(), ids)).as("entries of pending messages").isEmpty();

    desk.apply(Specimens.batch(0, places));

    for (Placement place : places) {
      StoredMessage message =
          subject.messages().find(desk.id(), place.messageId()).orElseThrow(AssertionError::new);
      assertThat(subject.entries().find(desk.id(), List.of(place.messageId())))
          .as("the entry of a placed message, made of its own summary")
          .containsExactly(
              new MessageEntry(
                  message.summary(), place.position(), place.conversationId(), MessageState.NEW));
    }
    assertThat(desk.list(EntryFilter.inbox()))
        .as("entries listed, compared with those found")
        .containsExactlyInAnyOrderElementsOf(desk.everything());
  }

  /**
   * {@link StoreRule#ENT_02}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_02)
  default void ent02_entries_are_found_by_id(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    MessageId foreign = new Desk(subject).placed();
    List<MessageId> placed = desk.placed(6);
    MessageId pending = desk.deliver(1).get(0);
    desk.erase(placed.get(2));
    List<MessageId> asked = new ArrayList<>(placed);
    asked.add(placed.get(3)); // named twice
    asked.addAll(List.of(foreign, pending));
    while (asked.size() < EntryRepository.MAX_MESSAGES) {
      asked.add(Specimens.newMessageId());
    }
    Collections.shuffle(asked, new Random(1));
    List<MessageId> expected = new ArrayList<>(placed);
    expected.remove(2);

    List<MessageEntry> found = subject.entries().find(desk.id(), asked);

    assertThat(Desk.ids(found))
        .as(
            "entries found of 500 ids: 5 that are placed, others pending, erased, foreign or"
                + " unknown")
        .containsExactlyElementsOf(expected);
    assertThat(subject.entries().find(desk.id(), Set.of(expected.get(1))))
        .as("one entry, compared with the same among others")
        .containsExactly(found.get(1));
  }

  /**
   * {@link StoreRule#ENT_03}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_03)
  default void ent03_an_added_alias_shows_up_in_the_entry(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    Mailbox mailbox = desk.mailbox();
    DeliveryKey early = Specimens.newKey();
    DeliveryKey late = Specimens.newKey();
    MatchedAlias added = Specimens.tagged("late+x@acme.example", "late@acme.example", "x");
    MessageId first = subject.deliver(mailbox, early);
    MessageId second = subject.deliver(mailbox, late);
    addAlias(subject, mailbox, early, added); // before it has its place
    ConversationId conversation = Specimens.newConversationId();
    desk.place(conversation, first, second);
    desk.mark(Marking.flag().andMove(Marking.Move.TO_ARCHIVE), first, second);
    List<MessageState> states = List.of(desk.entry(first).state(), desk.entry(second).state());

    addAlias(subject, mailbox, late, added);

    List<MatchedAlias> all = List.of(Specimens.alias("team@acme.example"), added);
    List<MessageEntry> found = subject.entries().find(desk.id(), List.of(first, second));
    assertThat(found.stream().map(MessageEntry::aliases))
        .as("aliases of entries to which redeliveries added one before and after their places")
        .containsExactly(all, all);
    assertThat(found.stream().map(MessageEntry::state))
        .as("states after an alias was added")
        .isEqualTo(states);
    assertThat(desk.list(EntryFilter.everything()))
        .as("entries listed with added aliases")
        .containsExactly(found.get(1), found.get(0));
    assertThat(desk.list(EntryFilter.everything().onlyTo(EmailAddress.parse("late@acme.example"))))
        .as("entries that came in on the added alias")
        .hasSize(2);
    assertThat(subject.entries().conversation(desk.id(), conversation))
        .as("the conversation with added aliases")
        .isEqualTo(found);
    assertThat(desk.lines(Folder.ARCHIVE).stream().map(Conversation::newest))
        .as("the newest message of the line with an added alias")
        .containsExactly(found.get(1));
  }

  private static void addAlias(
      StoreUnderTest subject, Mailbox mailbox, DeliveryKey key, MatchedAlias alias) {
    subject.append(Specimens.delivery(Specimens.target(mailbox.id(), key, alias), "again"));
  }

  /**
   * {@link StoreRule#ENT_04}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_04)
  default void ent04_entries_are_listed_in_pages(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> ids = desk.deliver(8);
    MessageId never = Specimens.newMessageId();
    ids = new ArrayList<>(ids);
    ids.addAll(desk.deliver(2));
    List<MessageId> newestFirst = new ArrayList<>(ids);
    Collections.reverse(newestFirst);
    List<MessageId> places = new ArrayList<>(ids);
    Collections.rotate(places, 3); // positions in another order than ids
    desk.place(places);

    List<List<MessageId>> pages = new ArrayList<>();
    Optional<MessageId> before = Optional.empty();
    do {
      EntryScan scan = desk.page(before, 4);
      pages.add(Desk.ids(scan.entries()));
      before = scan.resumeBefore();
    } while (before.isPresent() && pages.size() < 5);

    assertThat(pages)
        .as("pages of 4 of 10 entries, each beginning where the one before said")
        .containsExactly(
            newestFirst.subList(0, 4), newestFirst.subList(4, 8), newestFirst.subList(8, 10));
    assertThat(Desk.ids(desk.page(Optional.of(newestFirst.get(5)), 2).entries()))
        .as("2 entries below one in the middle")
        .isEqualTo(newestFirst.subList(6, 8));
    assertThat(Desk.ids(desk.page(Optional.of(never), 3).entries()))
        .as("3 entries below an id that no message has")
        .isEqualTo(newestFirst.subList(2, 5));
    desk.erase(newestFirst.get(5));
    assertThat(Desk.ids(desk.page(Optional.of(newestFirst.get(5)), 1).entries()))
        .as("the entry below one that was erased")
        .containsExactly(newestFirst.get(6));
    assertThat(desk.page(Optional.of(newestFirst.get(9)), 5))
        .as("entries below the oldest one, while the erasure of another waits")
        .isEqualTo(new EntryScan(List.of(), Optional.empty(), true));
  }

  /**
   * {@link StoreRule#ENT_05}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_05)
  default void ent05_pages_are_stable_while_messages_are_placed(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> early = desk.deliver(4); // placed late, among the others or after them
    List<MessageId> there = new ArrayList<>();
    List<MessageId> between = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      there.addAll(desk.deliver(2));
      between.addAll(desk.deliver(1));
    }
    desk.place(there);
    List<MessageId> newestFirst = new ArrayList<>(there);
    Collections.reverse(newestFirst);

    List<MessageId> seen = new ArrayList<>();
    Optional<MessageId> before = Optional.empty();
    int page = 0;
    do {
      EntryScan scan = desk.page(before, 3);
      seen.addAll(Desk.ids(scan.entries()));
      before = scan.resumeBefore();
      if (page < 4) {
        desk.place(List.of(early.get(page), between.get(4 - page)));
        desk.placed();
      }
      page++;
    } while (before.isPresent() && page < 12);

    assertThat(seen).as("entries of all pages, each once").doesNotHaveDuplicates();
    assertThat(seen.stream().filter(there::contains))
        .as("entries of all pages that were there at the start")
        .containsExactlyElementsOf(newestFirst);
  }

  /**
   * {@link StoreRule#ENT_06}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_06)
  default void ent06_a_list_answers_what_the_filter_lets_through(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    Instant start = subject.store().now();
    List<MatchedAlias> aliases =
        List.of(
            Specimens.alias("team@acme.example"),
            Specimens.tagged("Sales+Tag@ACME.example", "sales@acme.example", "tag"),
            new MatchedAlias(
                EmailAddress.parse("anyone@other.example"),
                AliasPattern.parse("*@other.example"),
                Optional.empty()));
    List<MessageId> ids = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      MatchedAlias[] through =
          i % 5 == 0
              ? new MatchedAlias[] {aliases.get(0), aliases.get(1)}
              : new MatchedAlias[] {aliases.get(i % 3)};
      MessageIndex index = EntrySpecimens.index("message", List.of(), i % 7 == 0 ? 2 : 0, "");
      ids.add(desk.deliver(index, start.plus(Duration.ofMinutes(i % 40 - 20)), through));
    }
    desk.place(ids.subList(0, 38));
    desk.placeIn(Folder.SENT, ids.subList(38, 48));
    Random random = new Random(42);
    for (Marking marking :
        List.of(
            Marking.read(),
            Marking.flag(),
            Marking.archive(),
            Marking.trash(),
            Marking.label(EntrySpecimens.URGENT),
            Marking.label(EntrySpecimens.BILLING))) {
      desk.mark(marking, ids.stream().filter(id -> random.nextInt(5) < 2).toList());
    }
    List<MessageEntry> newestFirst = new ArrayList<>(desk.everything());
    Collections.reverse(newestFirst);
    List<EntryFilter> filters =
        EntrySpecimens.filters(
            start,
            EmailAddress.parse("TEAM@acme.example"),
            EmailAddress.parse("sales@acme.example"),
            EmailAddress.parse("sales+tag@acme.example"),
            EmailAddress.parse("anyone@OTHER.example"),
            EmailAddress.parse("nobody@other.example"));

    for (EntryFilter filter : filters) {
      assertThat(desk.list(filter))
          .as("entries listed by %s", filter)
          .isEqualTo(newestFirst.stream().filter(filter::matches).toList());
    }
  }

  /**
   * {@link StoreRule#ENT_07}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_07)
  default void ent07_a_budget_ends_a_list_and_nothing_is_missed(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.add(desk.deliver(EntrySpecimens.withTerms("common " + (i % 2 == 0 ? "even" : "odd"))));
    }
    desk.place(ids);
    List<MessageId> even = ids.stream().filter(id -> ids.indexOf(id) % 2 == 0).toList();
    desk.mark(Marking.flag().andSeen(true), even); // none is both flagged and unread
    List<MessageId> rare = List.of(ids.get(3), ids.get(17), ids.get(29));
    desk.mark(Marking.label(EntrySpecimens.URGENT), rare);
    EntryFilter nothing = EntryFilter.inbox().onlyUnread().onlyFlagged();

    for (int limit : new int[] {1, 3, 5}) {
      for (boolean search : new boolean[] {false, true}) {
        String what = search ? "match()" : "list()";
        assertThat(walk(subject, desk, nothing, search, limit, 5))
            .as("ids of %s that finds nothing among 30 entries, budget 5, in 3 to 7 steps", what)
            .isEmpty();
        for (EntryFilter filter :
            List.of(
                EntryFilter.inbox(),
                EntryFilter.inbox().onlyUnread(),
                EntryFilter.everything().onlyUnread(),
                EntryFilter.inbox().onlyUnread().onlyLabelled(EntrySpecimens.URGENT),
                EntryFilter.everything())) {
          List<MessageId> expected = new ArrayList<>(Desk.ids(desk.list(filter)));
          assertThat(walk(subject, desk, filter, search, limit, 5))
              .as("ids of all pages of %s, limit %s and budget 5, by %s", what, limit, filter)
              .isEqualTo(expected);
        }
      }
    }
    for (int limit : new int[] {30, 31}) {
      EntryScan list =
          subject.entries().list(desk.id(), EntryFilter.everything(), Optional.empty(), limit, 31);
      EntryScan match =
          subject
              .entries()
              .match(
                  desk.id(),
                  List.of("common"),
                  EntryFilter.everything(),
                  Optional.empty(),
                  limit,
                  31);
      assertThat(List.of(list.entries().size(), match.entries().size()))
          .as("entries of pages that hold all 30")
          .containsExactly(30, 30);
      assertThat(List.of(list.resumeBefore(), match.resumeBefore()))
          .as("where to go on after pages that hold all 30, limit %s", limit)
          .containsExactly(Optional.empty(), Optional.empty());
    }
  }

  /** Goes from page to page; each must be within its limit and get on. */
  private static List<MessageId> walk(
      StoreUnderTest subject,
      Desk desk,
      EntryFilter filter,
      boolean search,
      int limit,
      int budget) {
    List<MessageId> seen = new ArrayList<>();
    Optional<MessageId> before = Optional.empty();
    int steps = 0;
    do {
      EntryScan scan =
          search
              ? subject.entries().match(desk.id(), List.of("common"), filter, before, limit, budget)
              : subject.entries().list(desk.id(), filter, before, limit, budget);
      assertThat(scan.entries().size())
          .as("entries of a page with the limit %s", limit)
          .isLessThanOrEqualTo(limit);
      Optional<MessageId> last = before;
      assertThat(scan.resumeBefore())
          .as("where to go on, which is below where the page began")
          .matches(
              next -> next.isEmpty() || last.isEmpty() || next.get().compareTo(last.get()) < 0);
      seen.addAll(Desk.ids(scan.entries()));
      before = scan.resumeBefore();
      steps++;
    } while (before.isPresent() && steps < 50);
    if (seen.isEmpty()) {
      assertThat(steps)
          .as("steps through 30 entries of which the filter lets none through, budget %s", budget)
          .isBetween(3, 7);
    }
    return seen;
  }

  /**
   * {@link StoreRule#ENT_08}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_08)
  default void ent08_unread_counts_up_to_a_number(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> ids = desk.placed(12);
    desk.deliver(3); // pending ones do not count
    desk.mark(Marking.read(), ids.subList(0, 2));
    desk.mark(Marking.archive(), ids.subList(1, 6));
    desk.mark(Marking.trash(), ids.subList(11, 12));
    desk.mark(Marking.read().andMove(Marking.Move.TO_TRASH), ids.get(10));
    desk.erase(ids.get(9), ids.get(5));

    assertThat(unread(subject, desk, 1000))
        .as("unread entries in inbox, archive, sent and trash")
        .containsExactly(3, 3, 0, 1);
    assertThat(unread(subject, desk, 2))
        .as("unread entries, counted up to 2")
        .containsExactly(2, 2, 0, 1);
    assertThat(unread(subject, desk, 3))
        .as("unread entries, counted up to 3")
        .containsExactly(3, 3, 0, 1);
    desk.mark(Marking.unread(), ids.get(0), ids.get(6));
    assertThat(unread(subject, desk, 1000))
        .as("unread entries after one that was read and one that was not were marked as unread")
        .containsExactly(4, 3, 0, 1);
  }

  private static List<Integer> unread(StoreUnderTest subject, Desk desk, int atMost) {
    return List.of(Folder.values()).stream()
        .map(folder -> subject.entries().unread(desk.id(), folder, atMost))
        .toList();
  }

  /**
   * {@link StoreRule#ENT_09}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_09)
  default void ent09_labels_in_use_are_listed(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> ids = desk.placed(4);
    Label[] labels = {
      Label.of("c"), Label.of("a"), Label.of("d"), Label.of("b"), Label.of("ab"), Label.of("e")
    };
    assertThat(subject.entries().labels(desk.id(), 10)).as("labels when none is used").isEmpty();
    desk.mark(Marking.label(labels), ids.subList(0, 2));
    desk.mark(Marking.label(Label.of("f")), ids.get(2));
    desk.mark(Marking.label(Label.of("c")).andMove(Marking.Move.TO_TRASH), ids.get(3));

    desk.mark(Marking.unlabel(Label.of("d")), ids.subList(0, 2));
    desk.mark(Marking.unlabel(Label.of("e")), ids.get(0));
    desk.erase(ids.get(2));

    List<Label> used =
        List.of(Label.of("a"), Label.of("ab"), Label.of("b"), Label.of("c"), Label.of("e"));
    assertThat(subject.entries().labels(desk.id(), 10))
        .as("labels in use, when others were taken off or their messages erased")
        .isEqualTo(used);
    for (int limit : new int[] {1, 3, 5}) {
      assertThat(subject.entries().labels(desk.id(), limit))
          .as("labels in use, at most %s", limit)
          .isEqualTo(used.subList(0, limit));
    }
  }

  /**
   * {@link StoreRule#ENT_10}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_10)
  default void ent10_what_is_seen_is_that_of_one_mailbox(StoreUnderTest subject) {
    ConversationId shared = Specimens.newConversationId();
    List<Desk> desks = List.of(new Desk(subject), new Desk(subject), new Desk(subject));
    Desk empty = new Desk(subject);
    for (Desk desk : desks) {
      MessageId first = desk.deliver(EntrySpecimens.withTerms("sample"));
      desk.place(shared, first, desk.deliver(1).get(0));
      desk.mark(Marking.label(EntrySpecimens.URGENT), first);
      desk.giveTurns();
    }
    for (Desk desk : desks) {
      assertThat(desk.changes(0)).as("changes of each of three mailboxes").hasSize(2);
    }
    desks.get(0).mark(Marking.read().andFlagged(true), Desk.ids(desks.get(0).everything()));
    String nothing = seen(subject, empty.id(), shared);
    String kept = seen(subject, desks.get(2).id(), shared);

    assertThat(seen(subject, new MailboxId(Ids.next()), shared))
        .as("what is seen of a mailbox that never was, compared with an empty one")
        .isEqualTo(nothing);
    assertThat(desks.get(1).lines(Folder.INBOX))
        .as("conversations of a mailbox when others have one of the same id")
        .isEqualTo(desks.get(1).expectedLines(Folder.INBOX));
    assertThat(subject.entries().conversation(desks.get(1).id(), shared))
        .as("a conversation of which others have one of the same id")
        .hasSize(2);
    assertThat(
            List.of(
                subject.entries().unread(desks.get(0).id(), Folder.INBOX, 10),
                subject.entries().unread(desks.get(1).id(), Folder.INBOX, 10),
                subject.entries().unread(empty.id(), Folder.INBOX, 10)))
        .as("unread in mailboxes where all is read, nothing is, and that are empty")
        .containsExactly(0, 2, 0);
    subject.mailboxes().erase(desks.get(1).id());
    assertThat(seen(subject, desks.get(1).id(), shared))
        .as("what is seen of an erased mailbox, compared with an empty one")
        .isEqualTo(nothing);
    assertThat(seen(subject, desks.get(2).id(), shared))
        .as("what is seen of another mailbox after one was erased")
        .isEqualTo(kept);
    desks.get(0).giveTurns();
    assertThat(subject.entries().pruneChanges(subject.store().now().plusMillis(1), 100))
        .as("changes left to prune, three and two, after one of three mailboxes was erased")
        .isEqualTo(5);
  }

  /** All that can be seen of a mailbox without naming a message. */
  private static String seen(StoreUnderTest subject, MailboxId id, ConversationId conversation) {
    EntryRepository entries = subject.entries();
    EntryFilter all = EntryFilter.everything();
    List<Conversation> lines = new ArrayList<>();
    for (Folder folder : Folder.values()) {
      lines.addAll(entries.conversations(id, folder, OptionalLong.empty(), 10));
    }
    return entries.list(id, all, Optional.empty(), 10, 10)
        + " "
        + entries.match(id, List.of("sample"), all, Optional.empty(), 10, 10)
        + entries.unread(id, Folder.INBOX, 10)
        + entries.labels(id, 10)
        + lines
        + entries.conversation(id, conversation)
        + entries.facts(id, List.of(conversation))
        + entries.changes(id, 0, 10);
  }
}
