package dev.melme.examples.smtp;

import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.SmtpReply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives mail by SMTP (RFC 5321) and hands it to a router: RCPT is answered by {@code route}, the
 * end of the data by {@code deliver}.
 *
 * <pre>{@code
 * try (SmtpServer server = new SmtpServer(SmtpSettings.onLoopback(2525), melme.router())) {
 *   server.start();
 *   ...
 * }
 * }</pre>
 *
 * <p>One thread a connection. The threads are not daemons: a started server keeps its process alive
 * until it is closed. Safe for use by many threads.
 */
public final class SmtpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

  /** How long sessions have to say goodbye when the grace period is over, then when cut off. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private static final int WATCH_MILLIS = 1_000;
  private static final int BACKLOG = 128;
  private static final int ID_RADIX = 36;

  private final SmtpSettings settings;
  private final AliasRouter router;
  private final SmtpListener listener;
  private final Clock clock;

  private final ConnectionLimits limits;
  private final Shutdown shutdown = new Shutdown();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Set<SmtpConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong lastId;

  // Bounded by the connection limits: a bound of its own could turn away a connection whose
  // predecessor has been counted out but whose thread is not back yet
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), SmtpServer::thread);

  private @Nullable ServerSocket serverSocket;
  private @Nullable Thread acceptor;

  /**
   * Creates a server that nobody listens to.
   *
   * @param settings where and how
   * @param router answers
   */
  public SmtpServer(SmtpSettings settings, AliasRouter router) {
    this(settings, router, SmtpListener.NONE);
  }

  /**
   * Creates a server.
   *
   * @param settings where and how
   * @param router answers; not closed with the server
   * @param listener hears of each answer
   */
  public SmtpServer(SmtpSettings settings, AliasRouter router, SmtpListener listener) {
    this(settings, router, listener, Clock.systemUTC());
  }

  SmtpServer(SmtpSettings settings, AliasRouter router, SmtpListener listener, Clock clock) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.router = Objects.requireNonNull(router, "router");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.limits =
        new ConnectionLimits(settings.maxConnections(), settings.maxConnectionsPerClient());
    this.lastId = new AtomicLong(clock.millis() * 1_000); // no id of an earlier run comes again
  }

  private static Thread thread(Runnable session) {
    Thread thread = new Thread(session, "melme-smtp");
    thread.setDaemon(false);
    return thread;
  }

  /**
   * Begins to listen; returns when clients can connect.
   *
   * @return this server
   * @throws IOException when the address or port cannot be had; a {@code BindException} when the
   *     port is taken
   * @throws IllegalStateException when the server was started or closed before
   */
  public synchronized SmtpServer start() throws IOException {
    if (serverSocket != null || shutdown.begun()) {
      throw new IllegalStateException("A server is started once. Create another one");
    }
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true); // else a restart waits for the last connections to time out
      socket.setSoTimeout(WATCH_MILLIS);
      socket.bind(new InetSocketAddress(settings.bindAddress(), settings.port()), BACKLOG);
    } catch (IOException taken) {
      socket.close();
      throw taken;
    }
    serverSocket = socket;
    acceptor = new Thread(() -> acceptAll(socket), "melme-smtp-accept-" + socket.getLocalPort());
    acceptor.setDaemon(false);
    acceptor.start();
    return this;
  }

  /**
   * The port it listens to.
   *
   * @return the port, also when the settings left it open
   * @throws IllegalStateException when the server was not started
   */
  public synchronized int port() {
    if (serverSocket == null) {
      throw new IllegalStateException("The server has no port yet. Start it first");
    }
    return serverSocket.getLocalPort();
  }

  private void acceptAll(ServerSocket socket) {
    long lastWatch = System.nanoTime();
    while (!shutdown.begun()) {
      try {
        welcome(socket.accept());
      } catch (SocketTimeoutException tick) {
        // time to look after the connections
      } catch (IOException failed) {
        pauseUnlessClosing();
      }
      if (System.nanoTime() - lastWatch >= TimeUnit.MILLISECONDS.toNanos(WATCH_MILLIS)) {
        connections.forEach(connection -> connection.abortIfStuck(settings.idleTimeout()));
        lastWatch = System.nanoTime();
      }
    }
  }

  /** Out of file descriptors, for example: trying again at once would only burn the processor. */
  private void pauseUnlessClosing() {
    if (shutdown.begun()) {
      return;
    }
    LOG.warn("cannot accept connections, trying again");
    try {
      closing.await(WATCH_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void welcome(Socket socket) {
    Optional<SmtpReply> tooMany = limits.enter(socket.getInetAddress());
    if (tooMany.isPresent()) {
      turnAway(socket, tooMany.get());
      return;
    }
    try {
      SmtpConnection connection =
          new SmtpConnection(socket, Long.toString(lastId.incrementAndGet(), ID_RADIX));
      threads.execute(() -> serve(connection));
    } catch (IOException | RuntimeException | OutOfMemoryError failed) { // no thread to be had
      LOG.warn("cannot serve a connection: {}", Faults.describe(failed));
      limits.leave(socket.getInetAddress());
      turnAway(socket, shutdown.begun() ? Replies.SHUTTING_DOWN : Replies.TOO_MANY_CONNECTIONS);
    }
  }

  /** RFC 5321 §3.8. On the accepting thread: one short line always fits into an empty socket. */
  private static void turnAway(Socket socket, SmtpReply reply) {
    try (socket) {
      ReplyWriter replies = new ReplyWriter(socket.getOutputStream());
      replies.reply(reply);
      replies.flush();
      socket.shutdownOutput();
    } catch (IOException gone) {
      LOG.debug("a client that was turned away is gone");
    }
  }

  private void serve(SmtpConnection connection) {
    connections.add(connection);
    try {
      new SmtpSession(connection, settings, router, listener, shutdown, clock).run();
    } finally {
      connections.remove(connection);
      limits.leave(connection.client());
    }
  }

  /** Closes with a grace period of 30 seconds. */
  @Override
  public void close() {
    close(DEFAULT_GRACE);
  }

  /**
   * Stops listening. Messages on their way are taken to their end within the grace period; all else
   * is answered 421 4.3.2, idle clients at once, the others at their next command, and messages
   * that are still on their way when the grace period is over. Then closes all connections.
   *
   * <p>A second call does nothing but wait. A started server that was interrupted while it closes
   * does not wait any longer, and keeps the interrupt.
   *
   * @param grace how long to wait for messages on their way; may be nothing
   */
  public void close(Duration grace) {
    shutdown.begin();
    closing.countDown();
    stopAccepting();
    threads.shutdown();
    if (!ended(grace)) {
      shutdown.endGrace();
      if (!ended(FAREWELL)) {
        connections.forEach(SmtpConnection::abort);
        threads.shutdownNow();
        if (!ended(FAREWELL)) {
          LOG.warn("{} sessions did not end", connections.size());
        }
      }
    }
  }

  private synchronized void stopAccepting() {
    if (serverSocket == null) {
      return;
    }
    try {
      serverSocket.close();
    } catch (IOException failed) {
      LOG.warn("the listening socket did not close: {}", Faults.describe(failed));
    }
  }

  private boolean ended(Duration patience) {
    try {
      return threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
