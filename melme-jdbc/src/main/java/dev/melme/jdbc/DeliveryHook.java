package dev.melme.jdbc;

import dev.melme.api.StoredMessage;
import java.sql.Connection;

/**
 * Lets a host write rows of its own in the transaction that stores a message: both are committed,
 * or neither is. Called by many threads.
 */
@FunctionalInterface
public interface DeliveryHook {

  /**
   * Called for each message that is being stored, after our own rows were written and before the
   * commit. A redelivery of what is stored already does not come here, and neither does what a team
   * sends.
   *
   * <p>It may be called again for a message when the transaction is retried. Whatever it throws
   * rolls the transaction back, and the sender is told to try again (451).
   *
   * @param connection the connection of the transaction; it refuses to commit, roll back, close or
   *     change its mode; what it is unwrapped to does not, and must be left alone alike
   * @param stored the message as it will be found
   * @throws Exception to store nothing and defer the message
   */
  void onDelivery(Connection connection, StoredMessage stored) throws Exception;
}
