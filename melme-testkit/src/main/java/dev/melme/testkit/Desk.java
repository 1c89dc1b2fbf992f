package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.ClientFacts;
import dev.melme.api.ConversationId;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Delivery;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.EntryScan;
import dev.melme.spi.Placement;
import dev.melme.spi.RecordedChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** One mailbox, and what a team does at its desk: what the rules of entries do over and over. */
final class Desk {

  private static final int ALL = 1000;

  private final StoreUnderTest subject;
  private final Mailbox mailbox;
  private final List<MessageId> delivered = new CopyOnWriteArrayList<>();

  Desk(StoreUnderTest subject) {
    this.subject = subject;
    this.mailbox = subject.mailbox();
  }

  Mailbox mailbox() {
    return mailbox;
  }

  MailboxId id() {
    return mailbox.id();
  }

  private EntryRepository repository() {
    return subject.entries();
  }

  /** A message that has no place yet. */
  MessageId deliver(MessageIndex index) {
    return deliver(index, subject.store().now());
  }

  MessageId deliver(MessageIndex index, Instant receivedAt, MatchedAlias... aliases) {
    Reception reception =
        new Reception(
            receivedAt, ReversePath.NULL, ClientFacts.none(), Optional.empty(), Optional.empty());
    MatchedAlias[] through =
        aliases.length > 0 ? aliases : new MatchedAlias[] {Specimens.alias("team@acme.example")};
    Delivery.Target target = Specimens.target(id(), Specimens.newKey(), through);
    MessageId id =
        subject.stored(
            new Delivery(reception, index, Specimens.content(new byte[3]), List.of(target)));
    delivered.add(id);
    return id;
  }

  /** Plain messages without places. */
  List<MessageId> deliver(int count) {
    List<MessageId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(deliver(Specimens.plainIndex("message " + i)));
    }
    return ids;
  }

  /** A plain message in a conversation of its own. */
  MessageId placed() {
    return placed(1).get(0);
  }

  /** Plain messages, each in a conversation of its own. */
  List<MessageId> placed(int count) {
    List<MessageId> ids = deliver(count);
    place(ids);
    return ids;
  }

  /** Gives places in the inbox in the order of the ids, each in a conversation of its own. */
  void place(List<MessageId> ids) {
    placeIn(Folder.INBOX, ids);
  }

  /** Gives places in a folder in the order of the ids, each in a conversation of its own. */
  void placeIn(Folder folder, List<MessageId> ids) {
    long position = lastPosition();
    List<Placement> places = new ArrayList<>();
    for (MessageId id : ids) {
      places.add(new Placement(++position, id, Specimens.newConversationId(), folder));
    }
    place(places, Map.of());
  }

  /** Gives places in one conversation, in the order of the ids. */
  void place(ConversationId conversation, MessageId... ids) {
    long position = lastPosition();
    List<Placement> places = new ArrayList<>();
    for (MessageId id : ids) {
      places.add(new Placement(++position, id, conversation));
    }
    place(places, Map.of());
  }

  private void place(List<Placement> places, Map<ConversationId, ConversationId> merged) {
    apply(new CatchUpBatch(lastPosition(), places, Map.of(), Map.of(), merged, Map.of()));
  }

  /** Makes one conversation of two, and places nothing. */
  void merge(ConversationId from, ConversationId into) {
    place(List.of(), Map.of(from, into));
  }

  /** Lets one conversation go on in another one, and places nothing. */
  void close(ConversationId closed, ConversationId next) {
    apply(
        new CatchUpBatch(
            lastPosition(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(closed, next)));
  }

  /** Gives positions to the changes that wait. */
  void giveTurns() {
    place(List.of(), Map.of());
  }

  void apply(CatchUpBatch batch) {
    assertThat(subject.messages().apply(id(), batch))
        .as("apply() on the last position, while nobody else does it")
        .isTrue();
  }

  long lastPosition() {
    return subject.messages().pending(id(), 1).lastPosition();
  }

  /** Everything that was delivered and has an entry, by id, ascending. */
  List<MessageEntry> everything() {
    List<MessageEntry> found = new ArrayList<>();
    for (int i = 0; i < delivered.size(); i += EntryRepository.MAX_MESSAGES) {
      int end = Math.min(delivered.size(), i + EntryRepository.MAX_MESSAGES);
      found.addAll(repository().find(id(), delivered.subList(i, end)));
    }
    found.sort(Comparator.comparing(MessageEntry::id));
    return found;
  }

  MessageEntry entry(MessageId messageId) {
    List<MessageEntry> found = repository().find(id(), List.of(messageId));
    assertThat(found).as("entries of a message that has its place").hasSize(1);
    return found.get(0);
  }

  /** What a filter lets through, all in one page. */
  List<MessageEntry> list(EntryFilter filter) {
    return repository().list(id(), filter, Optional.empty(), ALL, ALL).entries();
  }

  /** What a search finds, all in one page. */
  List<MessageEntry> match(EntryFilter filter, String... terms) {
    return repository().match(id(), List.of(terms), filter, Optional.empty(), ALL, ALL).entries();
  }

  /** A page of all entries. */
  EntryScan page(Optional<MessageId> before, int limit) {
    return repository().list(id(), EntryFilter.everything(), before, limit, ALL);
  }

  int mark(Marking marking, MessageId... ids) {
    return mark(marking, Arrays.asList(ids));
  }

  int mark(Marking marking, Collection<MessageId> ids) {
    return repository().mark(id(), ids, marking, subject.store().now(), Optional.of("Jo"));
  }

  int erase(MessageId... ids) {
    return subject.messages().erase(id(), Arrays.asList(ids));
  }

  /** Changes after a position. */
  List<Change> changes(long after) {
    return recorded(after).changes();
  }

  RecordedChanges recorded(long after) {
    return repository().changes(id(), after, ALL);
  }

  /** The lines of a folder, all in one page. */
  List<Conversation> lines(Folder folder) {
    return repository().conversations(id(), folder, OptionalLong.empty(), ALL);
  }

  /** The lines that a folder must have, made of all entries by the one rule. */
  List<Conversation> expectedLines(Folder folder) {
    Map<ConversationId, List<MessageEntry>> gathered = new LinkedHashMap<>();
    for (MessageEntry entry : everything()) {
      if (entry.state().folder() == folder) {
        gathered.computeIfAbsent(entry.conversationId(), unknown -> new ArrayList<>()).add(entry);
      }
    }
    return gathered.values().stream()
        .map(Conversation::of)
        .sorted(Comparator.comparing((Conversation line) -> line.newest().position()).reversed())
        .toList();
  }

  /** Compares the lines of all folders with what they must be. */
  void checkLines(String when) {
    for (Folder folder : Folder.values()) {
      assertThat(lines(folder))
          .as("conversations in %s %s", folder, when)
          .isEqualTo(expectedLines(folder));
    }
  }

  static List<MessageId> ids(Collection<MessageEntry> entries) {
    return entries.stream().map(MessageEntry::id).toList();
  }
}
