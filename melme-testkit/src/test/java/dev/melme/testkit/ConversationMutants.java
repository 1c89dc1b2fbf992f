package dev.melme.testkit;

import dev.melme.api.ConversationId;
import dev.melme.api.Correspondent;
import dev.melme.api.MailboxId;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ConversationFacts;
import dev.melme.spi.Placement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Stores that break the rules of conversations. */
final class ConversationMutants {

  private ConversationMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "lets every message begin in the inbox",
            "of messages that were just placed there",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
                        return real.apply(
                            mailboxId,
                            new CatchUpBatch(
                                batch.expectedPosition(),
                                batch.placements().stream()
                                    .map(ConversationMutants::inbox)
                                    .toList(),
                                batch.threads(),
                                batch.repointed(),
                                batch.merged(),
                                batch.continued(),
                                batch.scans()));
                      }
                    }),
            StoreRule.ENT_35,
            StoreRule.OUT_02,
            StoreRule.OUT_29),
        Mutant.of(
            "names the oldest participants first",
            "of 50 new messages",
            EntryMutants.broken(
                store ->
                    new ChangesLines(
                        store,
                        line -> {
                          List<Correspondent> oldestFirst = new ArrayList<>(line.participants());
                          Collections.reverse(oldestFirst);
                          return with(line, line.attachmentCount(), oldestFirst);
                        })),
            StoreRule.ENT_19),
        Mutant.of(
            "counts the attachments of the newest message",
            "of 50 new messages",
            EntryMutants.broken(
                store ->
                    new ChangesLines(
                        store,
                        line ->
                            with(
                                line,
                                line.newest().summary().attachmentCount(),
                                line.participants()))),
            StoreRule.ENT_19),
        Mutant.of(
            "repeats the last line of the page before",
            "pages of 3 of 7 conversations",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public List<Conversation> conversations(
                          MailboxId mailboxId, Folder folder, OptionalLong before, int limit) {
                        return real.conversations(
                            mailboxId,
                            folder,
                            before.isPresent() ? OptionalLong.of(before.getAsLong() + 1) : before,
                            limit);
                      }
                    }),
            StoreRule.ENT_20),
        Mutant.of(
            "gives all lines that follow",
            "pages of 3 of 7 conversations",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public List<Conversation> conversations(
                          MailboxId mailboxId, Folder folder, OptionalLong before, int limit) {
                        return real.conversations(mailboxId, folder, before, 1000);
                      }
                    }),
            StoreRule.ENT_20),
        Mutant.of(
            "orders conversations by their newest message in any folder",
            "pages of 3 of 7 conversations",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public List<Conversation> conversations(
                          MailboxId mailboxId, Folder folder, OptionalLong before, int limit) {
                        return real.conversations(mailboxId, folder, before, limit).stream()
                            .sorted(
                                Comparator.comparing(
                                        (Conversation line) ->
                                            newest(real.conversation(mailboxId, line.id())))
                                    .reversed())
                            .toList();
                      }
                    }),
            StoreRule.ENT_20,
            StoreRule.ENT_19),
        Mutant.of(
            "keeps the line of a conversation whose messages were erased",
            "after all messages were erased",
            EntryMutants.broken(KeepsLines::new),
            StoreRule.ENT_21,
            StoreRule.ENT_10),
        Mutant.of(
            "gives the messages of a conversation by id",
            "messages of a conversation in all folders, by position",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public List<MessageEntry> conversation(
                          MailboxId mailboxId, ConversationId conversationId) {
                        return real.conversation(mailboxId, conversationId).stream()
                            .sorted(Comparator.comparing(MessageEntry::id))
                            .toList();
                      }
                    }),
            StoreRule.ENT_22),
        Mutant.of(
            "gives the messages of conversations of all mailboxes",
            "messages of a conversation",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public List<MessageEntry> conversation(
                          MailboxId mailboxId, ConversationId conversationId) {
                        List<MessageEntry> all =
                            new ArrayList<>(real.conversation(mailboxId, conversationId));
                        others(mailboxId)
                            .forEach(other -> all.addAll(real.conversation(other, conversationId)));
                        return all;
                      }
                    }),
            StoreRule.ENT_22,
            StoreRule.ENT_10,
            StoreRule.MSG_21,
            StoreRule.MSG_52,
            StoreRule.MSG_53,
            StoreRule.MSG_54),
        Mutant.of(
            "counts what lies in the inbox",
            "facts of 1,504 conversations",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public Map<ConversationId, ConversationFacts> facts(
                          MailboxId mailboxId, Collection<ConversationId> conversationIds) {
                        Map<ConversationId, ConversationFacts> facts =
                            new HashMap<>(real.facts(mailboxId, conversationIds));
                        facts.replaceAll(
                            (id, known) ->
                                new ConversationFacts(
                                    (int)
                                        real.conversation(mailboxId, id).stream()
                                            .filter(e -> e.state().folder() == Folder.INBOX)
                                            .count(),
                                    known.newestAt()));
                        return facts;
                      }
                    }),
            StoreRule.ENT_23),
        Mutant.of(
            "takes the time of the last message that was placed",
            "facts of 1,504 conversations",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public Map<ConversationId, ConversationFacts> facts(
                          MailboxId mailboxId, Collection<ConversationId> conversationIds) {
                        Map<ConversationId, ConversationFacts> facts =
                            new HashMap<>(real.facts(mailboxId, conversationIds));
                        facts.replaceAll(
                            (id, known) -> {
                              List<MessageEntry> all = real.conversation(mailboxId, id);
                              return new ConversationFacts(
                                  known.messageCount(), all.get(all.size() - 1).receivedAt());
                            });
                        return facts;
                      }
                    }),
            StoreRule.ENT_23),
        Mutant.of(
            "tells the facts of conversations of all mailboxes",
            "facts of 1,504 conversations",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public Map<ConversationId, ConversationFacts> facts(
                          MailboxId mailboxId, Collection<ConversationId> conversationIds) {
                        Map<ConversationId, ConversationFacts> facts =
                            new HashMap<>(real.facts(mailboxId, conversationIds));
                        others(mailboxId)
                            .forEach(other -> facts.putAll(real.facts(other, conversationIds)));
                        return facts;
                      }
                    }),
            StoreRule.ENT_23,
            StoreRule.MSG_21,
            StoreRule.MSG_52),
        Mutant.of(
            "looks up as many conversations as a statement takes",
            "facts of 1,504 conversations",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public Map<ConversationId, ConversationFacts> facts(
                          MailboxId mailboxId, Collection<ConversationId> conversationIds) {
                        return real.facts(mailboxId, conversationIds.stream().limit(1000).toList());
                      }
                    }),
            StoreRule.ENT_23));
  }

  private static long newest(List<MessageEntry> entries) {
    return entries.stream().mapToLong(MessageEntry::position).max().orElse(0);
  }

  private static Placement inbox(Placement place) {
    return new Placement(place.position(), place.messageId(), place.conversationId());
  }

  private static Conversation with(
      Conversation line, int attachments, List<Correspondent> participants) {
    return new Conversation(
        line.id(),
        line.folder(),
        line.newest(),
        line.messageCount(),
        line.unreadCount(),
        line.flaggedCount(),
        attachments,
        participants);
  }

  private static final class ChangesLines extends ForwardingEntries {

    private final UnaryOperator<Conversation> change;

    ChangesLines(InMemoryStore store, UnaryOperator<Conversation> change) {
      super(store);
      this.change = change;
    }

    @Override
    public List<Conversation> conversations(
        MailboxId mailboxId, Folder folder, OptionalLong before, int limit) {
      return real.conversations(mailboxId, folder, before, limit).stream().map(change).toList();
    }
  }

  private static final class KeepsLines extends ForwardingEntries {

    private final Map<MailboxId, Map<Conversation, Folder>> kept = new ConcurrentHashMap<>();

    KeepsLines(InMemoryStore store) {
      super(store);
    }

    @Override
    public List<Conversation> conversations(
        MailboxId mailboxId, Folder folder, OptionalLong before, int limit) {
      List<Conversation> lines =
          new ArrayList<>(real.conversations(mailboxId, folder, before, limit));
      Map<Conversation, Folder> known =
          kept.computeIfAbsent(mailboxId, id -> new ConcurrentHashMap<>());
      known.forEach(
          (line, where) -> {
            if (where == folder && real.conversation(mailboxId, line.id()).isEmpty()) {
              lines.add(line);
            }
          });
      lines.forEach(line -> known.put(line, folder));
      return lines;
    }
  }
}
