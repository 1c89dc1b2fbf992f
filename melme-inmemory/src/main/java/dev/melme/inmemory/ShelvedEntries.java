package dev.melme.inmemory;

import dev.melme.api.ConversationId;
import dev.melme.api.MessageId;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.mailbox.MessageState;
import dev.melme.spi.ConversationFacts;
import dev.melme.spi.EntryScan;
import dev.melme.spi.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** The entries and conversations of one mailbox. Guarded by the lock of its shelf. */
final class ShelvedEntries {

  private record Stand(
      long position, ConversationId conversationId, Folder began, MessageState state) {

    Stand with(MessageState newState) {
      return new Stand(position, conversationId, began, newState);
    }

    Stand in(ConversationId newConversation) {
      return new Stand(position, newConversation, began, state);
    }
  }

  /** The messages of one conversation by position, and where it stands in each folder. */
  private static final class Gathering {
    private final NavigableMap<Long, MessageId> members = new TreeMap<>();
    private final Map<Folder, Long> activity = new EnumMap<>(Folder.class);
  }

  private final Function<MessageId, StoredMessage> messages;
  private final NavigableMap<MessageId, Stand> newestFirst =
      new TreeMap<>(Comparator.reverseOrder());
  private final NavigableMap<Long, MessageId> positions = new TreeMap<>();
  private final Map<ConversationId, Gathering> conversations = new HashMap<>();
  private final Map<Folder, NavigableMap<Long, ConversationId>> lists = new EnumMap<>(Folder.class);
  private final Map<Folder, Integer> unread = new EnumMap<>(Folder.class);

  ShelvedEntries(Function<MessageId, StoredMessage> messages) {
    this.messages = messages;
    for (Folder folder : Folder.values()) {
      lists.put(folder, new TreeMap<>(Comparator.reverseOrder()));
    }
  }

  void place(Placement placement) {
    put(
        placement.messageId(),
        new Stand(
            placement.position(),
            placement.conversationId(),
            placement.folder(),
            MessageState.beginning(placement.folder())));
    refresh(placement.conversationId());
  }

  private void put(MessageId id, Stand stand) {
    Stand before = newestFirst.put(id, stand);
    if (before != null) {
      count(before, -1);
    }
    count(stand, 1);
    positions.put(stand.position(), id);
    conversations
        .computeIfAbsent(stand.conversationId(), unknown -> new Gathering())
        .members
        .put(stand.position(), id);
  }

  private void count(Stand stand, int change) {
    if (!stand.state().seen()) {
      unread.merge(stand.state().folder(), change, Integer::sum);
    }
  }

  boolean erase(MessageId id) {
    Stand stand = newestFirst.remove(id);
    if (stand == null) {
      return false;
    }
    count(stand, -1);
    positions.remove(stand.position());
    gathering(stand.conversationId()).members.remove(stand.position());
    refresh(stand.conversationId());
    return true;
  }

  private Gathering gathering(ConversationId id) {
    return Objects.requireNonNull(conversations.get(id), "a conversation that has messages");
  }

  /** Moves all messages of a conversation into another one; tells which. */
  List<MessageId> move(ConversationId from, ConversationId into) {
    Gathering gathering = conversations.get(from);
    if (gathering == null) {
      return List.of();
    }
    List<MessageId> moved = List.copyOf(gathering.members.values());
    gathering.members.clear();
    refresh(from);
    for (MessageId id : moved) {
      put(id, stand(id).in(into));
    }
    refresh(into);
    return moved;
  }

  private Stand stand(MessageId id) {
    return Objects.requireNonNull(newestFirst.get(id), "a message that has its place");
  }

  /** Puts a conversation where its newest messages stand. */
  private void refresh(ConversationId id) {
    Gathering gathering = gathering(id);
    gathering.activity.forEach((folder, position) -> list(folder).remove(position));
    gathering.activity.clear();
    gathering.members.forEach(
        (position, member) -> gathering.activity.put(stand(member).state().folder(), position));
    gathering.activity.forEach((folder, position) -> list(folder).put(position, id));
    if (gathering.members.isEmpty()) {
      conversations.remove(id);
    }
  }

  private NavigableMap<Long, ConversationId> list(Folder folder) {
    return Objects.requireNonNull(lists.get(folder), "every folder has its list");
  }

  Optional<ConversationFacts> facts(ConversationId id) {
    Gathering gathering = conversations.get(id);
    if (gathering == null) {
      return Optional.empty();
    }
    Instant newest =
        gathering.members.values().stream()
            .map(member -> messages.apply(member).reception().receivedAt())
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    return Optional.of(new ConversationFacts(gathering.members.size(), newest));
  }

  List<Placement> placements(long after, int limit) {
    return positions.tailMap(after, false).values().stream()
        .limit(limit)
        .map(this::placement)
        .toList();
  }

  private Placement placement(MessageId id) {
    Stand stand = stand(id);
    return new Placement(stand.position(), id, stand.conversationId(), stand.began());
  }

  EntryScan list(
      EntryFilter filter,
      Predicate<StoredMessage> condition,
      Optional<MessageId> before,
      int limit,
      int budget) {
    NavigableMap<MessageId, Stand> older =
        before.map(id -> newestFirst.tailMap(id, false)).orElse(newestFirst);
    List<MessageEntry> found = new ArrayList<>();
    int looked = 0;
    for (Map.Entry<MessageId, Stand> next : older.entrySet()) {
      StoredMessage message = messages.apply(next.getKey());
      MessageEntry entry = entry(message, next.getValue());
      looked++;
      if (filter.matches(entry) && condition.test(message)) {
        found.add(entry);
      }
      boolean last = next.getKey().equals(older.lastKey());
      if (!last && (found.size() == limit || looked == budget)) {
        return new EntryScan(found, Optional.of(next.getKey()), false);
      }
    }
    return new EntryScan(found, Optional.empty(), false);
  }

  private MessageEntry entry(MessageId id) {
    return entry(messages.apply(id), stand(id));
  }

  private static MessageEntry entry(StoredMessage message, Stand stand) {
    return new MessageEntry(
        message.summary(), stand.position(), stand.conversationId(), stand.state());
  }

  List<MessageEntry> find(Collection<MessageId> ids) {
    return ids.stream()
        .distinct()
        .sorted()
        .filter(newestFirst::containsKey)
        .map(this::entry)
        .toList();
  }

  int unread(Folder folder, int atMost) {
    return Math.min(atMost, unread.getOrDefault(folder, 0));
  }

  List<Label> labels(int limit) {
    TreeSet<Label> used = new TreeSet<>();
    newestFirst.values().forEach(stand -> used.addAll(stand.state().labels()));
    return used.stream().limit(limit).toList();
  }

  List<Conversation> conversations(Folder folder, OptionalLong before, int limit) {
    NavigableMap<Long, ConversationId> list = list(folder);
    NavigableMap<Long, ConversationId> older =
        before.isPresent() ? list.tailMap(before.getAsLong(), false) : list;
    return older.values().stream().limit(limit).map(id -> line(id, folder)).toList();
  }

  private Conversation line(ConversationId id, Folder folder) {
    return Conversation.of(
        conversation(id).stream().filter(entry -> entry.state().folder() == folder).toList());
  }

  List<MessageEntry> conversation(ConversationId id) {
    Gathering gathering = conversations.get(id);
    return gathering == null
        ? List.of()
        : gathering.members.values().stream().map(this::entry).toList();
  }

  /** Tells which messages have another state than before. */
  List<MessageId> mark(
      Collection<MessageId> ids, Marking marking, Instant at, Optional<String> operator) {
    List<MessageId> changed = new ArrayList<>();
    for (MessageId id : new TreeSet<>(ids)) {
      Stand stand = newestFirst.get(id);
      if (stand != null) {
        MessageState after = marking.apply(stand.state(), at, operator);
        if (!after.equals(stand.state())) {
          put(id, stand.with(after));
          refresh(stand.conversationId());
          changed.add(id);
        }
      }
    }
    return changed;
  }
}
