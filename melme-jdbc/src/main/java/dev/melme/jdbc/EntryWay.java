package dev.melme.jdbc;

import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import java.util.List;

/** An index: its columns before the message id, the values they have, and what they leave open. */
record EntryWay(String from, List<String> columns, List<String> values, boolean exact) {

  /** Looked up once for a whole page: whether a reader misses something, and added aliases. */
  private static final String ASIDE =
      "SELECT " + FeedTable.BEHIND + ", " + EntryTable.NEWEST_WITH_ADDED + ", ";

  static EntryWay of(EntryFilter filter) {
    boolean plain =
        !filter.attachments()
            && filter.alias().isEmpty()
            && filter.from().isEmpty()
            && filter.before().isEmpty();
    String entry = "{entry} e";
    if (!filter.labels().isEmpty()) {
      return new EntryWay(
          "{label_entry} i JOIN {entry} e ON e.mailbox_id = i.mailbox_id"
              + " AND e.message_id = i.message_id",
          List.of("i.mailbox_id", "i.label", "i.message_id"),
          List.of("?"),
          false);
    }
    if (filter.folders().size() == Folder.values().length) {
      boolean exact = plain && !filter.unread() && !filter.flagged();
      return new EntryWay(entry, List.of("e.mailbox_id", "e.message_id"), List.of(), exact);
    }
    if (filter.folders().size() > 1) {
      return new EntryWay(entry, List.of("e.mailbox_id", "e.message_id"), List.of(), false);
    }
    String column = filter.unread() ? "unread_in" : filter.flagged() ? "flagged_in" : "folder";
    return new EntryWay(
        entry,
        List.of("e.mailbox_id", "e." + column, "e.message_id"),
        List.of("'" + filter.folders().iterator().next().name() + "'"),
        plain && !(filter.unread() && filter.flagged()));
  }

  /**
   * Each column in the order: H2 sorts everything unless it begins with the first one. The folder
   * is a literal: for a parameter PostgreSQL would walk over all folders.
   */
  String sql(boolean below, int limit) {
    StringBuilder sql = new StringBuilder(ASIDE).append(EntryRow.COLUMNS);
    sql.append(" FROM ").append(from).append(" WHERE ").append(columns.get(0)).append(" = ? AND ");
    for (int i = 0; i < values.size(); i++) {
      sql.append(columns.get(i + 1)).append(" = ").append(values.get(i)).append(" AND ");
    }
    if (below) {
      sql.append(columns.get(columns.size() - 1)).append(" < ? AND ");
    }
    sql.append("EXISTS (SELECT 1 FROM {mailbox} x WHERE x.mailbox_id = ?) ORDER BY ");
    sql.append(String.join(" DESC, ", columns)).append(" DESC LIMIT ").append(limit);
    return sql.toString();
  }
}
