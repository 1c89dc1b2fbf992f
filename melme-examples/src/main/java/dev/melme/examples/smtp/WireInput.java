package dev.melme.examples.smtp;

import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The octets of a connection, buffered once for command lines and message data alike, so that
 * neither reads past its end into the other.
 *
 * <p>The stream beneath must throw {@link SocketTimeoutException} from time to time when nothing
 * comes: at each such tick this class looks whether it waits for too long or whether the server
 * shuts down. A read that is blocked for good could only be ended by closing the socket, and then
 * the client would never see its 421. Used by one thread.
 */
final class WireInput {

  private final InputStream in;
  private final Flushable replies;
  private final byte[] buffer = new byte[32 * 1024];
  private int position;
  private int limit;

  private long idleNanos;
  private long deadline;
  private BooleanSupplier stop = () -> false;

  WireInput(InputStream in, Flushable replies) {
    this.in = in;
    this.replies = replies;
  }

  /**
   * Sets how long to wait from now on.
   *
   * @param idle the longest wait for the next octets
   * @param total the longest time for all that follows, until this is called again
   * @param stopWhen ends a wait for the sake of shutting down
   */
  void expect(Duration idle, Duration total, BooleanSupplier stopWhen) {
    idleNanos = idle.toNanos();
    deadline = System.nanoTime() + total.toNanos();
    stop = stopWhen;
  }

  /**
   * Waits until there is something to read.
   *
   * @return false at the end of the stream
   * @throws SessionEnd when it takes too long, or the server shuts down
   */
  boolean await() throws IOException {
    if (position < limit) {
      return true;
    }
    // RFC 2920 §3.2: never wait for a client that itself waits for replies
    replies.flush();
    long start = System.nanoTime();
    long patience = Math.min(idleNanos, deadline - start);
    while (true) {
      if (stop.getAsBoolean()) {
        throw new SessionEnd(Replies.SHUTTING_DOWN);
      }
      if (System.nanoTime() - start >= patience) {
        throw new SessionEnd(Replies.IDLE);
      }
      try {
        int read = in.read(buffer);
        position = 0;
        limit = Math.max(read, 0);
        return read >= 0;
      } catch (SocketTimeoutException tick) {
        // look again
      }
    }
  }

  /** Tells whether octets are there that nobody has read yet, without waiting for them. */
  boolean moreArrived() throws IOException {
    return position < limit || in.available() > 0;
  }

  /** The octets that are there: of this array, those from {@link #position} to {@link #limit}. */
  byte[] array() {
    return buffer;
  }

  int position() {
    return position;
  }

  int limit() {
    return limit;
  }

  /** Marks octets as read. */
  void skip(int count) {
    position += count;
  }
}
