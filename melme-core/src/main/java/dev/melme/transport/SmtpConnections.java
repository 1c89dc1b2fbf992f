package dev.melme.transport;

import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one transport: those in use, and those that wait for the next message of a
 * thread. There are never more than were in use at once, or ten for several names. Safe for use by
 * many threads; none waits for another one's network.
 */
final class SmtpConnections {

  /** Who was silent for longer may have been given up by the server: it is asked first. */
  private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final int MOST_FOR_NAMES = 10;

  private final SmtpSettings settings;

  /** The one used last comes first. */
  private final Deque<SmtpConnection> idle = new ArrayDeque<>();

  private final Set<SmtpConnection> inUse = new HashSet<>();
  private int mostInUse;
  private boolean closed;

  SmtpConnections(SmtpSettings settings) {
    this.settings = settings;
  }

  /**
   * Opens a new connection.
   *
   * @param ehloName what to say hello as
   * @param watch told of the connection before it is used
   * @return the connection, in use
   * @throws MessagingException when it cannot be had
   */
  SmtpConnection open(String ehloName, Consumer<SmtpConnection> watch) throws MessagingException {
    SmtpConnection connection = new SmtpConnection(settings, ehloName);
    synchronized (this) {
      use(connection);
    }
    watch.accept(connection);
    try {
      connection.open();
      return connection;
    } catch (MessagingException | RuntimeException e) {
      drop(connection);
      throw e;
    }
  }

  /**
   * Finds a connection that was kept.
   *
   * @param ehloName what it said hello as
   * @param watch told of the connection before it is used
   * @return the connection, in use; null when there is none under that name
   */
  @Nullable SmtpConnection kept(String ehloName, Consumer<SmtpConnection> watch) {
    for (SmtpConnection kept = poll(ehloName); kept != null; kept = poll(ehloName)) {
      watch.accept(kept);
      if (kept.idleNanos() < ASK_NANOS || kept.isConnected()) {
        return kept;
      }
      drop(kept);
    }
    return null;
  }

  private @Nullable SmtpConnection poll(String ehloName) {
    List<SmtpConnection> old = new ArrayList<>();
    SmtpConnection found = null;
    synchronized (this) {
      for (Iterator<SmtpConnection> each = idle.iterator(); each.hasNext(); ) {
        SmtpConnection next = each.next();
        if (next.idleNanos() > settings.keepIdle().toNanos()) {
          each.remove();
          old.add(next);
        } else if (found == null && next.ehloName().equals(ehloName)) {
          each.remove();
          found = next;
          use(next);
        }
      }
    }
    old.forEach(SmtpConnection::quit);
    return found;
  }

  private void use(SmtpConnection connection) {
    inUse.add(connection);
    mostInUse = Math.max(mostInUse, inUse.size());
    if (closed) {
      connection.cut();
    }
  }

  /** Gives a connection back that may be used again. */
  void keep(SmtpConnection connection) {
    List<SmtpConnection> surplus = new ArrayList<>();
    synchronized (this) {
      inUse.remove(connection);
      connection.idle();
      idle.addFirst(connection);
      while (isSurplus()) {
        surplus.add(idle.removeLast());
      }
    }
    surplus.forEach(SmtpConnection::quit);
  }

  private boolean isSurplus() {
    return closed
        ? !idle.isEmpty()
        : idle.size() + inUse.size() > Math.max(mostInUse, MOST_FOR_NAMES);
  }

  /** Gives a connection back that is of no use any more. */
  void drop(SmtpConnection connection) {
    synchronized (this) {
      inUse.remove(connection);
    }
    connection.quit();
  }

  /** Says goodbye on those that wait, and cuts the others. */
  void close() {
    List<SmtpConnection> waiting;
    synchronized (this) {
      closed = true;
      waiting = List.copyOf(idle);
      idle.clear();
      inUse.forEach(SmtpConnection::cut);
    }
    waiting.forEach(SmtpConnection::quit);
  }
}
