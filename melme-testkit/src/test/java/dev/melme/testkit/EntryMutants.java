package dev.melme.testkit;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.EntryScan;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.RecordedChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

/** Stores that break the rules of looking at entries. */
final class EntryMutants {

  private EntryMutants() {}

  static Function<InMemoryStore, MelMeStore> broken(
      Function<InMemoryStore, ForwardingEntries> mutant) {
    return store -> ForwardingStore.with(store, mutant.apply(store));
  }

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "cuts the subjects of entries",
            "the entry of a placed message, made of its own summary",
            broken(CutsSubjects::new),
            StoreRule.ENT_01),
        Mutant.of(
            "finds entries in the order in which they are asked for",
            "entries found of 500 ids",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public List<MessageEntry> find(
                          MailboxId mailboxId, Collection<MessageId> messageIds) {
                        return messageIds.stream()
                            .flatMap(id -> real.find(mailboxId, List.of(id)).stream())
                            .toList();
                      }
                    }),
            StoreRule.ENT_02),
        Mutant.of(
            "finds entries by the message alone",
            "entries found of 500 ids",
            broken(FindsForeign::new),
            StoreRule.ENT_02,
            StoreRule.MSG_21),
        Mutant.of(
            "shows the aliases that a message had at first",
            "aliases of entries to which redeliveries added one",
            broken(RemembersSummaries::new),
            StoreRule.ENT_03),
        Mutant.of(
            "lists entries by position",
            "pages of 4 of 10 entries",
            broken(ListsByPosition::new),
            StoreRule.ENT_04),
        Mutant.of(
            "begins a page with the last entry of the one before",
            "pages of 4 of 10 entries",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public EntryScan list(
                          MailboxId mailboxId,
                          EntryFilter filter,
                          Optional<MessageId> before,
                          int limit,
                          int budget) {
                        return real.list(
                            mailboxId, filter, before.map(EntryMutants::next), limit, budget);
                      }
                    }),
            StoreRule.ENT_04,
            StoreRule.ENT_05,
            StoreRule.ENT_07),
        Mutant.of(
            "lists nothing below messages of other mailboxes",
            "EntryRepository.list answers",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public EntryScan list(
                          MailboxId mailboxId,
                          EntryFilter filter,
                          Optional<MessageId> before,
                          int limit,
                          int budget) {
                        return foreign(mailboxId, before)
                            ? EntryScan.NOTHING
                            : real.list(mailboxId, filter, before, limit, budget);
                      }
                    }),
            StoreRule.MSG_21),
        Mutant.of(
            "pages by offset",
            "entries of all pages, each once",
            broken(PagesByOffset::new),
            StoreRule.ENT_05,
            StoreRule.ENT_04),
        Mutant.of(
            "compares addresses with their case",
            "entries listed by",
            broken(ComparesCase::new),
            StoreRule.ENT_06),
        Mutant.of(
            "looks for the first label only",
            "entries listed by",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public EntryScan list(
                          MailboxId mailboxId,
                          EntryFilter filter,
                          Optional<MessageId> before,
                          int limit,
                          int budget) {
                        EntryFilter first =
                            new EntryFilter(
                                filter.folders(),
                                filter.unread(),
                                filter.flagged(),
                                filter.attachments(),
                                filter.alias(),
                                filter.labels().stream().limit(1).toList(),
                                filter.from(),
                                filter.before());
                        return real.list(mailboxId, first, before, limit, budget);
                      }
                    }),
            StoreRule.ENT_06),
        Mutant.of(
            "takes the end of a time as belonging to it",
            "entries listed by",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public EntryScan list(
                          MailboxId mailboxId,
                          EntryFilter filter,
                          Optional<MessageId> before,
                          int limit,
                          int budget) {
                        Optional<Instant> end = filter.before().map(time -> time.plusMillis(1));
                        return real.list(
                            mailboxId, filter.within(filter.from(), end), before, limit, budget);
                      }
                    }),
            StoreRule.ENT_06),
        Mutant.of(
            "looks at a whole mailbox",
            "steps through 30 entries",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public EntryScan list(
                          MailboxId mailboxId,
                          EntryFilter filter,
                          Optional<MessageId> before,
                          int limit,
                          int budget) {
                        return real.list(mailboxId, filter, before, limit, 5000);
                      }
                    }),
            StoreRule.ENT_07),
        Mutant.of(
            "searches a whole mailbox",
            "steps through 30 entries",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public EntryScan match(
                          MailboxId mailboxId,
                          List<String> terms,
                          EntryFilter filter,
                          Optional<MessageId> before,
                          int limit,
                          int budget) {
                        return real.match(mailboxId, terms, filter, before, limit, 5000);
                      }
                    }),
            StoreRule.ENT_07),
        Mutant.of(
            "tells to go on after a full page, whatever follows",
            "where to go on after pages that hold all 30",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public EntryScan list(
                          MailboxId mailboxId,
                          EntryFilter filter,
                          Optional<MessageId> before,
                          int limit,
                          int budget) {
                        EntryScan scan = real.list(mailboxId, filter, before, limit, budget);
                        List<MessageEntry> found = scan.entries();
                        return found.size() < limit
                            ? scan
                            : new EntryScan(
                                found, Optional.of(found.get(limit - 1).id()), scan.behind());
                      }
                    }),
            StoreRule.ENT_07),
        Mutant.of(
            "goes on below the entry after the budget",
            "ids of all pages of list()",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public EntryScan list(
                          MailboxId mailboxId,
                          EntryFilter filter,
                          Optional<MessageId> before,
                          int limit,
                          int budget) {
                        EntryScan scan = real.list(mailboxId, filter, before, limit, budget);
                        if (scan.entries().size() == limit || scan.resumeBefore().isEmpty()) {
                          return scan;
                        }
                        EntryScan next =
                            real.list(
                                mailboxId, EntryFilter.everything(), scan.resumeBefore(), 1, 1);
                        return new EntryScan(
                            scan.entries(), Optional.of(next.entries().get(0).id()), scan.behind());
                      }
                    }),
            StoreRule.ENT_07),
        Mutant.of(
            "counts one too many unread entries",
            "unread entries, counted up to 2",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int unread(MailboxId mailboxId, Folder folder, int atMost) {
                        return real.unread(mailboxId, folder, atMost + 1);
                      }
                    }),
            StoreRule.ENT_08),
        Mutant.of(
            "counts unread entries of the inbox only",
            "unread entries in inbox, archive, sent and trash",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int unread(MailboxId mailboxId, Folder folder, int atMost) {
                        return real.unread(mailboxId, Folder.INBOX, atMost);
                      }
                    }),
            StoreRule.ENT_08,
            StoreRule.ENT_35,
            StoreRule.OUT_02),
        Mutant.of(
            "lists all labels in use",
            "labels in use, at most 1",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public List<Label> labels(MailboxId mailboxId, int limit) {
                        return real.labels(mailboxId, 100);
                      }
                    }),
            StoreRule.ENT_09),
        Mutant.of(
            "lists labels that were in use",
            "labels in use, when others were taken off",
            broken(KeepsLabels::new),
            StoreRule.ENT_09,
            StoreRule.ENT_14,
            StoreRule.ENT_16),
        Mutant.of(
            "counts what is unread in all mailboxes",
            "unread in mailboxes where all is read, nothing is, and that are empty",
            broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int unread(MailboxId mailboxId, Folder folder, int atMost) {
                        int unread = real.unread(mailboxId, folder, atMost);
                        for (MailboxId other : others(mailboxId)) {
                          unread += real.unread(other, folder, atMost - unread);
                        }
                        return unread;
                      }
                    }),
            StoreRule.ENT_10),
        Mutant.of(
            "keeps the changes of an erased mailbox",
            "what is seen of an erased mailbox",
            broken(KeepsChanges::new),
            StoreRule.ENT_10));
  }

  /** The least id that is above another one. */
  private static MessageId next(MessageId id) {
    UUID value = id.value();
    return new MessageId(
        new UUID(value.getMostSignificantBits(), value.getLeastSignificantBits() + 1));
  }

  private static final class CutsSubjects extends ForwardingEntries {

    CutsSubjects(InMemoryStore store) {
      super(store);
    }

    @Override
    public List<MessageEntry> find(MailboxId mailboxId, Collection<MessageId> messageIds) {
      return real.find(mailboxId, messageIds).stream()
          .map(
              entry -> {
                MessageSummary whole = entry.summary();
                String subject = whole.subject();
                return with(
                    entry,
                    new MessageSummary(
                        whole.id(),
                        whole.receivedAt(),
                        whole.from(),
                        subject.substring(0, Math.min(255, subject.length())),
                        whole.snippet(),
                        whole.aliases(),
                        whole.attachmentCount(),
                        whole.sizeBytes(),
                        whole.completeness(),
                        whole.traits()));
              })
          .toList();
    }
  }

  private static final class FindsForeign extends ForwardingEntries {

    FindsForeign(InMemoryStore store) {
      super(store);
    }

    @Override
    public List<MessageEntry> find(MailboxId mailboxId, Collection<MessageId> messageIds) {
      List<MessageEntry> found = new ArrayList<>(real.find(mailboxId, messageIds));
      others(mailboxId).forEach(other -> found.addAll(real.find(other, messageIds)));
      found.sort(Comparator.comparing(MessageEntry::id));
      return found;
    }
  }

  private static final class RemembersSummaries extends ForwardingEntries {

    private final Map<MessageId, MessageSummary> first = new ConcurrentHashMap<>();

    RemembersSummaries(InMemoryStore store) {
      super(store);
    }

    @Override
    public List<MessageEntry> find(MailboxId mailboxId, Collection<MessageId> messageIds) {
      return real.find(mailboxId, messageIds).stream()
          .map(entry -> with(entry, first.computeIfAbsent(entry.id(), id -> entry.summary())))
          .toList();
    }
  }

  private static final class ListsByPosition extends ForwardingEntries {

    ListsByPosition(InMemoryStore store) {
      super(store);
    }

    @Override
    public EntryScan list(
        MailboxId mailboxId,
        EntryFilter filter,
        Optional<MessageId> before,
        int limit,
        int budget) {
      EntryScan scan = real.list(mailboxId, filter, before, limit, budget);
      return new EntryScan(
          scan.entries().stream()
              .sorted(Comparator.comparing(MessageEntry::position).reversed())
              .toList(),
          scan.resumeBefore(),
          scan.behind());
    }
  }

  /** Knows where a page ended when the first one was asked for, and goes on there. */
  private static final class PagesByOffset extends ForwardingEntries {

    private final Map<MailboxId, List<MessageId>> atFirst = new ConcurrentHashMap<>();

    PagesByOffset(InMemoryStore store) {
      super(store);
    }

    private List<MessageId> all(MailboxId mailboxId) {
      EntryFilter any = EntryFilter.everything();
      return Desk.ids(real.list(mailboxId, any, Optional.empty(), 1000, 1000).entries());
    }

    @Override
    public EntryScan list(
        MailboxId mailboxId,
        EntryFilter filter,
        Optional<MessageId> before,
        int limit,
        int budget) {
      List<MessageId> now = all(mailboxId);
      if (before.isEmpty()) {
        atFirst.put(mailboxId, now);
      }
      int offset =
          before.map(id -> atFirst.getOrDefault(mailboxId, List.of()).indexOf(id)).orElse(-1);
      boolean moved = offset >= 0 && offset < now.size() && before.isPresent();
      Optional<MessageId> from = moved ? Optional.of(now.get(offset)) : before;
      return real.list(mailboxId, filter, from, limit, budget);
    }
  }

  private static final class ComparesCase extends ForwardingEntries {

    ComparesCase(InMemoryStore store) {
      super(store);
    }

    @Override
    public EntryScan list(
        MailboxId mailboxId,
        EntryFilter filter,
        Optional<MessageId> before,
        int limit,
        int budget) {
      EntryScan scan = real.list(mailboxId, filter, before, limit, budget);
      return new EntryScan(
          scan.entries().stream().filter(entry -> exactly(filter, entry)).toList(),
          scan.resumeBefore(),
          scan.behind());
    }

    private static boolean exactly(EntryFilter filter, MessageEntry entry) {
      String wanted = filter.alias().map(EmailAddress::toString).orElse("");
      return wanted.isEmpty()
          || entry.aliases().stream()
              .anyMatch(
                  matched ->
                      matched.recipient().toString().equals(wanted)
                          || matched.alias().toString().equals(wanted));
    }
  }

  private static final class KeepsLabels extends ForwardingEntries {

    private final Map<MailboxId, NavigableSet<Label>> used = new ConcurrentHashMap<>();

    KeepsLabels(InMemoryStore store) {
      super(store);
    }

    @Override
    public int mark(
        MailboxId mailboxId,
        Collection<MessageId> messageIds,
        Marking marking,
        Instant at,
        Optional<String> operator) {
      int marked = real.mark(mailboxId, messageIds, marking, at, operator);
      if (marked > 0) {
        used.computeIfAbsent(mailboxId, id -> new ConcurrentSkipListSet<>())
            .addAll(marking.addLabels());
      }
      return marked;
    }

    @Override
    public List<Label> labels(MailboxId mailboxId, int limit) {
      NavigableSet<Label> all = new ConcurrentSkipListSet<>(real.labels(mailboxId, limit));
      if (store.mailboxes().find(mailboxId).isPresent()) {
        all.addAll(used.getOrDefault(mailboxId, new ConcurrentSkipListSet<>()));
      }
      return all.stream().limit(limit).toList();
    }
  }

  private static final class KeepsChanges extends ForwardingEntries {

    private final Map<MailboxId, RecordedChanges> kept = new ConcurrentHashMap<>();

    KeepsChanges(InMemoryStore store) {
      super(store);
    }

    @Override
    public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
      RecordedChanges changes = real.changes(mailboxId, after, limit);
      if (store.mailboxes().find(mailboxId).isPresent()) {
        kept.put(mailboxId, changes);
      }
      return kept.getOrDefault(mailboxId, changes);
    }
  }
}
