package dev.melme.spi;

import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What became of a delivery. */
public sealed interface AppendOutcome permits AppendOutcome.Appended, AppendOutcome.MailboxesGone {

  /**
   * All targets are committed.
   *
   * @param results one per target, in their order
   */
  record Appended(List<Result> results) implements AppendOutcome {

    /** Copies the results. */
    public Appended {
      results = List.copyOf(results);
    }
  }

  /**
   * Nothing was stored, because some mailboxes do not exist (any more).
   *
   * @param mailboxIds the missing ones, at least one
   */
  record MailboxesGone(Set<MailboxId> mailboxIds) implements AppendOutcome {

    /**
     * Copies the ids.
     *
     * @throws InvalidValueException when there is none
     */
    public MailboxesGone {
      mailboxIds = Set.copyOf(mailboxIds);
      if (mailboxIds.isEmpty()) {
        throw new InvalidValueException("Name the mailboxes that are gone");
      }
    }
  }

  /**
   * What was done for one target.
   *
   * @param messageId the message: the target's id when it was stored now, else the id it was stored
   *     under before
   * @param alreadyStored true when the delivery key was known
   */
  record Result(MessageId messageId, boolean alreadyStored) {

    /** Checks that there is an id. */
    public Result {
      Objects.requireNonNull(messageId, "messageId");
    }
  }
}
