package dev.melme.api.workspace;

import java.util.Locale;

/**
 * Where a search looks. A message in the trash is in no other place, an archived one not in the
 * inbox.
 */
public enum SearchPlace {
  /** Everywhere but in the trash: where a query looks that does not say. */
  NOT_TRASH,

  /** {@code in:inbox}: neither archived nor in the trash. */
  INBOX,

  /** {@code in:archive}: archived and not in the trash. */
  ARCHIVE,

  /** {@code in:trash}: only in the trash. */
  TRASH,

  /** {@code in:all}: everywhere, also in the trash. */
  ALL;

  /** The word behind {@code in:}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
