package dev.melme.inmemory;

import dev.melme.api.Alias;
import dev.melme.spi.AliasMatch;
import org.jspecify.annotations.Nullable;

/**
 * One state of one alias, and the match that it gave last.
 *
 * <p>A change of the alias makes a new entry. A change of its mailbox makes the match stale, which
 * is noticed by comparing the mailbox in it with the one on the shelf.
 */
final class AliasEntry {

  final Alias alias;

  /** Null when the alias led nowhere when this entry was made. */
  final @Nullable MailboxShelf shelf;

  /** Written without a lock: a match is immutable, and is checked before it is used. */
  AliasMatch match;

  AliasEntry(Alias alias, @Nullable MailboxShelf shelf) {
    this.alias = alias;
    this.shelf = shelf;
    this.match = new AliasMatch(alias, shelf == null ? null : shelf.mailbox(), true);
  }
}
