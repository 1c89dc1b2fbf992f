package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An index of search terms, where a database has one that serves. Without it entries are looked
 * through, the newest first.
 */
class SearchIndex {

  /** Of databases without one. */
  static final SearchIndex NONE = new SearchIndex();

  /**
   * Candidates of a search, the newest first: all messages that have the terms are among them.
   *
   * @param messageIds the candidates, as many as were asked for or all that are left
   * @param entries those of them that have the terms
   * @param newestWithAdded the newest message of the mailbox that redeliveries added aliases to
   * @param behind whether messages waited for their places, or changes for their positions
   */
  record Page(
      List<MessageId> messageIds,
      List<MessageEntry> entries,
      Optional<MessageId> newestWithAdded,
      boolean behind) {}

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
   * Candidates of a search.
   *
   * @param terms the terms that messages must have, at least one
   * @param before those below it, or all
   * @param limit how many
   * @param most how many candidates there may be
   * @return the newest of them; empty when there are more, or when so many entries are not taken in
   *     that the index says too little
   */
  Optional<Page> candidates(
      Session session,
      MailboxId mailboxId,
      List<String> terms,
      Optional<MessageId> before,
      int limit,
      int most)
      throws SQLException {
    return Optional.empty();
  }
}
