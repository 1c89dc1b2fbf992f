package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import java.sql.SQLException;

/** What the row of a message that has no place yet says of the place that it is to get. */
enum PendingPlace {
  /** Nothing: it begins in the inbox, as the columns do by default. */
  OF_DELIVERY("", "") {
    @Override
    void bind(Command command, MessageRow row) {
      // a delivery binds nothing more than it did before teams could answer
    }
  },

  /** A sent copy goes on with a conversation, or with none. */
  OF_SENT_COPY(", folder, conversation_id", ", 'SENT', ?") {
    @Override
    void bind(Command command, MessageRow row) throws SQLException {
      command.uuidOrNull(row.conversationId());
    }
  };

  private final String columns;
  private final String parameters;

  PendingPlace(String columns, String parameters) {
    this.columns = columns;
    this.parameters = parameters;
  }

  /** Ends a list of columns. */
  String columns() {
    return columns;
  }

  /** Ends the list of their values. */
  String parameters() {
    return parameters;
  }

  /** Sets the parameters of {@link #parameters}. */
  abstract void bind(Command command, MessageRow row) throws SQLException;
}
