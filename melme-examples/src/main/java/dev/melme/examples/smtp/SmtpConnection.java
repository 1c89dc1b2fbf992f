package dev.melme.examples.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection with its buffers. Used by the thread of its session, but for {@link #abort} and
 * {@link #abortIfStuck}.
 */
final class SmtpConnection {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpConnection.class);

  /** How soon a waiting session notices that the server shuts down. */
  private static final int TICK_MILLIS = 250;

  /** How long a client has to read the last reply and close. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final int MAX_LINGERING_OCTETS = 1 << 20;

  private final Socket socket;
  private final String id;
  private final ReplyWriter replies;
  private final WireInput input;

  SmtpConnection(Socket socket, String id) throws IOException {
    this.socket = socket;
    this.id = id;
    socket.setTcpNoDelay(true); // replies are gathered here already
    socket.setSoTimeout(TICK_MILLIS);
    replies = new ReplyWriter(socket.getOutputStream());
    input = new WireInput(socket.getInputStream(), replies);
  }

  String id() {
    return id;
  }

  InetAddress client() {
    return socket.getInetAddress();
  }

  WireInput input() {
    return input;
  }

  ReplyWriter replies() {
    return replies;
  }

  /**
   * Sends what is left and closes. Closing a socket that holds unread octets resets the connection,
   * and then the client may lose the last reply: so what still comes is read for a moment.
   */
  void hangUp() {
    try (socket) {
      replies.flush();
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      byte[] scrap = new byte[8 * 1024];
      long end = System.nanoTime() + LINGER.toNanos();
      int octets = 0;
      int read = 0;
      while (read >= 0 && octets < MAX_LINGERING_OCTETS && System.nanoTime() < end) {
        read = readTick(in, scrap);
        octets += read;
      }
    } catch (IOException gone) {
      LOG.debug("{}: connection broke", id);
    }
  }

  private static int readTick(InputStream in, byte[] scrap) throws IOException {
    try {
      return in.read(scrap);
    } catch (SocketTimeoutException tick) {
      return 0;
    }
  }

  /** Closes at once, from any thread; what the session reads or writes then throws. */
  void abort() {
    try {
      socket.close();
    } catch (IOException gone) {
      LOG.debug("{}: connection broke", id);
    }
  }

  /** Closes when the client has not read its replies for so long. A write knows no timeout. */
  void abortIfStuck(Duration patience) {
    if (replies.stuckFor(patience)) {
      LOG.debug("{}: client does not read its replies, closed", id);
      abort();
    }
  }
}
