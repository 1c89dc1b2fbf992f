package dev.melme.core.search;

import dev.melme.api.EmailAddress;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Label;
import dev.melme.api.workspace.SearchQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of a query that stores filter by, beside its {@link QueryTerms}. It lets through all
 * that {@link QueryMatcher} finds, and more.
 */
public final class QueryFilter {

  static final int MAX_LABELS = 10;

  private QueryFilter() {}

  /**
   * Derives the filter of a query. What an {@link EntryFilter} does not know is left to the
   * matcher: excluded conditions, parts of aliases, more than one alias, more than 10 labels.
   *
   * @param query the query
   * @return the filter
   */
  public static EntryFilter of(SearchQuery query) {
    Optional<Instant> from = query.after();
    Optional<Instant> before = query.before();
    List<Label> labels = query.labels().stream().limit(MAX_LABELS).toList();
    return new EntryFilter(
        query.folders(),
        query.unread(),
        query.flagged(),
        query.hasAttachment(),
        query.aliases().stream().flatMap(alias -> address(alias).stream()).findFirst(),
        labels,
        from,
        before);
  }

  /** Stores compare addresses in another case: only for ASCII is that the same. */
  private static Optional<EmailAddress> address(String alias) {
    return alias.startsWith("*@") || alias.startsWith("\"")
        ? Optional.empty()
        : EmailAddress.tryParse(alias).filter(EmailAddress::isAscii);
  }
}
