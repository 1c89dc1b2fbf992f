package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.List;

/** Reads rows by mailbox and message, of any number of mailboxes. */
@FunctionalInterface
interface KeyedRows {

  /**
   * What is read.
   *
   * @param columns of a table {@code r}, one or more with {@code mailbox_id} and {@code message_id}
   * @param table its name
   * @param condition what else the rows must meet, from {@code WHERE} on without the word
   * @param lock ends a statement that locks the rows, or empty
   */
  record Choice(String columns, String table, String condition, String lock) {}

  /** Rows of some messages, those of one message side by side. */
  <T> List<T> read(Session session, List<MessageKey> keys, Command.Mapper<? extends T> mapper)
      throws SQLException;
}
