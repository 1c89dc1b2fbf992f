package dev.melme.core.catchup;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.spi.PendingMessage;
import java.util.List;
import java.util.Map;

/** Reads the reports among messages that are about to get their places. Safe for many threads. */
@FunctionalInterface
public interface Reports {

  /** Reads none: a report is a message like any other. */
  Reports UNREAD = (mailboxId, messages) -> Map.of();

  /**
   * Reads reports, and notes what they say. It may be called again for the same messages, when
   * another node was faster: doing it again changes nothing.
   *
   * @param mailboxId the mailbox
   * @param messages messages without a place, reports or not
   * @return the ids of the messages that a report is about, without angle brackets, by report;
   *     those that are about nothing are left out
   */
  Map<MessageId, List<String>> read(MailboxId mailboxId, List<PendingMessage> messages);
}
