package dev.melme;

import dev.melme.api.InvalidValueException;
import dev.melme.api.StoreException;
import dev.melme.core.outbox.OutboxCrew;
import dev.melme.core.outbox.OutboxWork;

/**
 * Sends what teams wrote through the transport of the host, on any number of nodes: by {@link
 * #runOnce} in a thread of the host, by {@link #start} in threads of its own, or both. Safe for use
 * by many threads.
 *
 * <p>A message goes to each recipient once, with one exception: when a process dies, or a
 * connection breaks, after the last byte was sent and before the answer was stored, nobody knows
 * whether it was taken over. It is sent again then, the same bytes with the same Message-ID, by
 * which the system of the recipient may recognise it.
 */
public final class Dispatcher {

  private final OutboxWork work;

  Dispatcher(OutboxWork work) {
    this.work = work;
  }

  /** Threads that send. */
  public interface Running extends AutoCloseable {

    /**
     * Begins no attempt any more, and waits up to 30 seconds until those under way have come to
     * their end and are stored. Doing it twice changes nothing.
     */
    @Override
    void close();
  }

  /**
   * Sends up to 20 messages that are due, one after the other, in the caller's thread: for a timer
   * of the host. It may take as long as the transport takes for them, but begins none when half of
   * {@link dev.melme.api.outbound.OutboundRules#lease} is over.
   *
   * @return true when more may be due, so that the host may call again at once
   * @throws StoreException when the store cannot answer; what was sent by then is known and stored
   *     first thing by the next call
   * @throws InvalidValueException when MelMe was closed
   */
  public boolean runOnce() {
    return work.runOnce();
  }

  /**
   * Starts threads that send whatever becomes due, until they are closed: one per connection, and
   * one that leases and settles for all. They are no daemons: a process goes on until they are
   * closed, by {@link Running#close} or {@link MelMe#close}. What this node enqueues is sent at
   * once, what other nodes enqueue is found within two seconds.
   *
   * @param connections how many messages are sent at a time, 1 to 500
   * @return the threads
   * @throws InvalidValueException when the number is another one, or MelMe was closed
   */
  public Running start(int connections) {
    OutboxCrew crew = work.start(connections);
    return crew::close;
  }

  /** Ends all that was started. */
  void close() {
    work.close();
  }
}
