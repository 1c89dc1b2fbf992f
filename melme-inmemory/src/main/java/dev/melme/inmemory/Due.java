package dev.melme.inmemory;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import java.time.Instant;
import java.util.Comparator;

/** That a message of the outbox is due, the earliest first. */
record Due(Instant at, MailboxId mailboxId, MessageId messageId) implements Comparable<Due> {

  private static final Comparator<Due> ORDER =
      Comparator.comparing(Due::at).thenComparing(Due::messageId).thenComparing(Due::mailboxId);

  @Override
  public int compareTo(Due other) {
    return ORDER.compare(this, other);
  }
}
