package dev.melme.spi;

import java.util.List;

/**
 * Hands messages to the next system. Implementations are safe for use by many threads; a dispatcher
 * calls {@link #send} from as many as it was started with.
 *
 * <p>A transport never changes a byte of a message, and adds nothing.
 */
public interface MailTransport extends AutoCloseable {

  /**
   * Hands one message over, once. What goes wrong is an answer, not an exception; an exception
   * counts as if the connection had broken at an unknown point, for all recipients.
   *
   * @param message the message
   * @return one answer per recipient, in their order
   */
  List<TransportReply> send(TransportMessage message);

  /** Lets go of connections. Doing it twice changes nothing. */
  @Override
  void close();
}
