package dev.melme.core.reading;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.workspace.SearchQuery;
import dev.melme.core.search.MessageFacts;
import dev.melme.core.search.QueryFilter;
import dev.melme.core.search.QueryMatcher;
import dev.melme.core.search.QueryTerms;
import dev.melme.spi.EntryScan;
import dev.melme.spi.MelMeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches one mailbox: the store finds what has the terms and meets the filter, the matcher
 * decides about the rest, so that every store finds the same.
 */
final class SearchDesk {

  /** What the store looked at to find a candidate is not told: each counts for some. */
  private static final int COST_OF_CANDIDATE = 10;

  private final MelMeStore store;
  private final MailboxId mailboxId;

  SearchDesk(MelMeStore store, MailboxId mailboxId) {
    this.store = store;
    this.mailboxId = mailboxId;
  }

  /**
   * A page of what is found.
   *
   * @param page the page
   * @param behind whether something waited that might have been found
   */
  record Found(Page<MessageEntry> page, boolean behind) {}

  Found search(SearchQuery query, PageRequest request) {
    List<String> terms = QueryTerms.of(query).required();
    EntryFilter filter = QueryFilter.of(query);
    QueryMatcher matcher = new QueryMatcher(query);
    List<MessageEntry> found = new ArrayList<>();
    Optional<MessageId> before = request.after().map(EntryDesk::id);
    int budget = EntryDesk.SCAN_BUDGET;
    boolean behind = false;
    while (true) {
      int wanted = request.limit() - found.size();
      EntryScan scan = candidates(terms, filter, before, wanted, Math.max(budget, wanted));
      for (MessageEntry candidate : scan.entries()) {
        if (!matcher.needsMessage() || matches(matcher, candidate)) {
          found.add(candidate);
        }
      }
      before = scan.resumeBefore();
      behind |= scan.behind();
      budget -= Math.max(scan.entries().size(), 1) * COST_OF_CANDIDATE;
      boolean full = found.size() >= request.limit();
      if (before.isEmpty() || full || budget <= 0 || scan.entries().size() < wanted) {
        return new Found(
            new Page<>(found, before.map(EntryDesk::cursor), full || before.isEmpty()), behind);
      }
    }
  }

  private EntryScan candidates(
      List<String> terms, EntryFilter filter, Optional<MessageId> before, int limit, int budget) {
    return terms.isEmpty()
        ? store.entries().list(mailboxId, filter, before, limit, budget)
        : store.entries().match(mailboxId, terms, filter, before, limit, budget);
  }

  private boolean matches(QueryMatcher matcher, MessageEntry candidate) {
    Optional<StoredMessage> message = store.messages().find(mailboxId, candidate.id());
    return message.isPresent()
        && matcher.matches(MessageFacts.of(message.get(), candidate.state()));
  }
}
