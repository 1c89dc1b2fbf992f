package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An index of search terms, where a database has one that serves. Without it entries are looked
 * through, the newest first.
 */
class SearchIndex {

  /** Of databases without one. */
  static final SearchIndex NONE = new SearchIndex();

  /**
   * What may be found.
   *
   * @param messageIds the messages, in any order
   * @param behind whether messages waited for their places, or changes for their positions
   */
  record Candidates(Set<MessageId> messageIds, boolean behind) {}

  /** The tables that it needs, without their prefix. */
  List<String> tables() {
    return List.of();
  }

  /** Entries were made; part of the transaction that makes them. */
  void placed(Session session, UUID mailboxId, List<UUID> messageIds) throws SQLException {}

  /** Messages go; part of the transaction that erases them. */
  void erased(Session session, UUID mailboxId, List<UUID> messageIds) throws SQLException {}

  /** Takes some entries in, of any mailboxes; true when there may be more. */
  boolean takeIn(Session session, int limit) throws SQLException {
    return false;
  }

  /**
   * The candidates of a search: all that have the terms are among them.
   *
   * @return up to so many ids that no filter has seen; empty when there are more, or when so many
   *     entries are not taken in that the index says too little
   */
  Optional<Candidates> candidates(
      Session session, MailboxId mailboxId, Collection<String> terms, int limit)
      throws SQLException {
    return Optional.empty();
  }
}
