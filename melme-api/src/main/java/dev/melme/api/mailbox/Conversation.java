package dev.melme.api.mailbox;

import dev.melme.api.ConversationId;
import dev.melme.api.Correspondent;
import dev.melme.api.InvalidValueException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Messages that belong together, as far as they lie in one folder: one line of the list of
 * conversations.
 *
 * @param id the conversation
 * @param folder the folder: a conversation has a line in each one that it has messages in
 * @param newest its newest message there, the one with the highest position
 * @param messageCount how many messages it has there
 * @param unreadCount how many of them count as unread
 * @param flaggedCount how many of them carry the flag
 * @param attachmentCount how many attachments they have together
 * @param participants who wrote them, each address once, whoever wrote last first; at most {@link
 *     #MAX_PARTICIPANTS}
 */
public record Conversation(
    ConversationId id,
    Folder folder,
    MessageEntry newest,
    int messageCount,
    int unreadCount,
    int flaggedCount,
    int attachmentCount,
    List<Correspondent> participants) {

  /** A conversation that has this many messages is closed: what follows begins the next one. */
  public static final int MAX_MESSAGES = 500;

  /** The most participants that are named. */
  public static final int MAX_PARTICIPANTS = 10;

  /** Copies the participants and checks that nothing is missing. */
  public Conversation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(newest, "newest");
    participants = List.copyOf(participants);
  }

  /**
   * Makes the line of some messages: the one rule for all stores.
   *
   * @param entries messages of one conversation that lie in one folder, in any order
   * @return the line
   * @throws InvalidValueException when there is no message
   */
  public static Conversation of(Collection<MessageEntry> entries) {
    if (entries.isEmpty()) {
      throw new InvalidValueException("A conversation has at least one message");
    }
    List<MessageEntry> newestFirst = new ArrayList<>(entries);
    newestFirst.sort(Comparator.comparingLong(MessageEntry::position).reversed());
    MessageEntry newest = newestFirst.get(0);
    int unread = 0;
    int flagged = 0;
    int attachments = 0;
    for (MessageEntry entry : newestFirst) {
      unread += entry.state().seen() ? 0 : 1;
      flagged += entry.state().flagged() ? 1 : 0;
      attachments += entry.summary().attachmentCount();
    }
    return new Conversation(
        newest.conversationId(),
        newest.state().folder(),
        newest,
        newestFirst.size(),
        unread,
        flagged,
        attachments,
        participants(newestFirst.stream().map(MessageEntry::from).toList()));
  }

  /**
   * Names those who wrote some messages: the one rule for all stores.
   *
   * @param newestFirst the entries of the From field of each message, the newest message first
   * @return each address once, whoever wrote last first; at most {@link #MAX_PARTICIPANTS}
   */
  public static List<Correspondent> participants(List<List<Correspondent>> newestFirst) {
    if (newestFirst.size() == 1 && newestFirst.get(0).size() == 1) {
      return newestFirst.get(0);
    }
    Set<String> known = new HashSet<>();
    List<Correspondent> participants = new ArrayList<>();
    for (List<Correspondent> writers : newestFirst) {
      for (Correspondent writer : writers) {
        if (participants.size() < MAX_PARTICIPANTS && known.add(key(writer))) {
          participants.add(writer);
        }
      }
    }
    return participants;
  }

  private static String key(Correspondent writer) {
    String text = writer.address().isEmpty() ? writer.name() : writer.address();
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * What the conversation is about, by its newest message.
   *
   * @return the subject, empty when there was none
   */
  public String subject() {
    return newest.subject();
  }
}
