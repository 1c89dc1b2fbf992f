package dev.melme.testkit;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.EntryScan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Stores that break the rules of searching. */
final class SearchMutants {

  private SearchMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "finds what has one of the terms",
            "compared with a look at all",
            EntryMutants.broken(
                store ->
                    new Searches(store) {
                      @Override
                      boolean has(String all, List<String> terms) {
                        return terms.stream().anyMatch(term -> all.contains(" " + term + " "));
                      }
                    }),
            StoreRule.ENT_32,
            StoreRule.ENT_33),
        Mutant.of(
            "does not tell that something waits",
            "when a change waits",
            EntryMutants.broken(
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
                        return new EntryScan(scan.entries(), scan.resumeBefore(), false);
                      }
                    }),
            StoreRule.ENT_34,
            StoreRule.ENT_04),
        Mutant.of(
            "searches all folders whatever the filter says",
            "compared with a look at all",
            EntryMutants.broken(
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
                        EntryFilter any = EntryFilter.everything();
                        return real.match(mailboxId, terms, any, before, limit, budget);
                      }
                    }),
            StoreRule.ENT_32,
            StoreRule.ENT_07),
        Mutant.of(
            "gives the oldest entries of a search first",
            "compared with a look at all",
            EntryMutants.broken(
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
                        EntryScan scan =
                            real.match(mailboxId, terms, filter, before, limit, budget);
                        List<MessageEntry> oldestFirst = new ArrayList<>(scan.entries());
                        Collections.reverse(oldestFirst);
                        return new EntryScan(oldestFirst, scan.resumeBefore(), scan.behind());
                      }
                    }),
            StoreRule.ENT_32,
            StoreRule.ENT_07),
        Mutant.of(
            "knows where messages of other mailboxes stand",
            "EntryRepository.match answers",
            EntryMutants.broken(
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
                        return foreign(mailboxId, before)
                            ? EntryScan.NOTHING
                            : real.match(mailboxId, terms, filter, before, limit, budget);
                      }
                    }),
            StoreRule.MSG_21),
        Mutant.of(
            "finds the beginnings of words",
            "entries found by order alone",
            EntryMutants.broken(
                store ->
                    new Searches(store) {
                      @Override
                      boolean has(String all, List<String> terms) {
                        return terms.stream().allMatch(term -> all.contains(" " + term));
                      }
                    }),
            StoreRule.ENT_33),
        Mutant.of(
            "misses the last word",
            "entries found by order alone",
            EntryMutants.broken(
                store ->
                    new Searches(store) {
                      @Override
                      boolean has(String all, List<String> terms) {
                        String stored = all.stripTrailing();
                        return terms.stream().allMatch(term -> stored.contains(" " + term + " "));
                      }
                    }),
            StoreRule.ENT_33,
            StoreRule.ENT_32),
        Mutant.of(
            "takes an underscore for any character",
            "entries found by a_c alone",
            EntryMutants.broken(
                store ->
                    new Searches(store) {
                      @Override
                      boolean has(String all, List<String> terms) {
                        return terms.stream().allMatch(term -> like(term).matcher(all).find());
                      }
                    }),
            StoreRule.ENT_33),
        Mutant.of(
            "looks for as many terms as a statement takes",
            "entries found by 200 terms, one of which no message has",
            EntryMutants.broken(
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
                        List<String> some = terms.stream().limit(100).toList();
                        return real.match(mailboxId, some, filter, before, limit, budget);
                      }
                    }),
            StoreRule.ENT_33));
  }

  private static Pattern like(String term) {
    return Pattern.compile(" " + Pattern.quote(term).replace("_", "\\E.\\Q") + " ");
  }

  /** Searches by looking at the terms of each message. */
  private abstract static class Searches extends ForwardingEntries {

    Searches(InMemoryStore store) {
      super(store);
    }

    /** Tells whether the terms of a message, a space around each, have those asked for. */
    abstract boolean has(String all, List<String> terms);

    @Override
    public EntryScan match(
        MailboxId mailboxId,
        List<String> terms,
        EntryFilter filter,
        Optional<MessageId> before,
        int limit,
        int budget) {
      return scan(
          mailboxId,
          entry -> filter.matches(entry) && has(terms(mailboxId, entry), terms),
          before,
          limit,
          budget);
    }
  }
}
