package dev.melme.core.bounce;

import java.util.List;
import java.util.Optional;

/**
 * A report about a message, as it says itself; nothing of it is checked.
 *
 * @param recipients what became of the message, by recipient
 * @param messageIdField the Message-ID of the message that it is about, without angle brackets
 */
record Report(List<ReportedRecipient> recipients, Optional<String> messageIdField) {

  /** Nothing was found. */
  static final Report NOTHING = new Report(List.of(), Optional.empty());

  Report {
    recipients = List.copyOf(recipients);
  }
}
