package dev.melme.api.outbound;

import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What became of a message that a team wanted to send. */
public sealed interface SendOutcome {

  /**
   * The sent copy and its row of the outbox are stored: a dispatcher sends it.
   *
   * @param messageId the sent copy
   */
  record Queued(MessageId messageId) implements SendOutcome {

    /** Checks that nothing is missing. */
    public Queued {
      Objects.requireNonNull(messageId, "messageId");
    }
  }

  /**
   * Nothing was sent: the message would show something of the house. {@link
   * Composition#sendAnyway()} sends it all the same.
   *
   * @param leaks what it would show, at least one
   */
  record Held(List<Leak> leaks) implements SendOutcome {

    /**
     * Copies the leaks.
     *
     * @throws InvalidValueException when there is none
     */
    public Held {
      leaks = List.copyOf(leaks);
      if (leaks.isEmpty()) {
        throw new InvalidValueException("A message is held for a reason");
      }
    }
  }

  /**
   * Answers by kind; a kind that is added later goes to {@link #other}.
   *
   * @param <R> what it returns
   */
  interface Visitor<R> {

    /**
     * It is on its way.
     *
     * @param queued the outcome
     * @return the answer
     */
    default R queued(Queued queued) {
      return other(queued);
    }

    /**
     * It was held.
     *
     * @param held the outcome
     * @return the answer
     */
    default R held(Held held) {
      return other(held);
    }

    /**
     * Any other outcome.
     *
     * @param outcome the outcome
     * @return the answer
     */
    R other(SendOutcome outcome);
  }

  /**
   * Answers by kind.
   *
   * @param visitor the answers
   * @param <R> their type
   * @return the answer
   */
  default <R> R accept(Visitor<? extends R> visitor) {
    Function<Visitor<? extends R>, R> answer =
        this instanceof Queued queued ? v -> v.queued(queued) : v -> v.held((Held) this);
    return answer.apply(visitor);
  }

  /**
   * The sent copy, for callers who treat a held message as a mistake.
   *
   * @return its id
   * @throws InvalidValueException when the message was held; it says why
   */
  default MessageId messageId() {
    if (this instanceof Queued queued) {
      return queued.messageId();
    }
    throw new InvalidValueException(
        "The message was held: " + ((Held) this).leaks() + ". Change it, or send it anyway");
  }
}
