package dev.melme.transport;

import dev.melme.api.Correspondent;
import dev.melme.api.EmailAddress;
import dev.melme.core.mime.MessageIndexer;
import dev.melme.spi.MailTransport;
import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to a mail server by SMTP (RFC 5321), the relay of a provider for example. Safe for
 * use by many threads: each sends over a connection of its own, which is kept for its next message.
 *
 * <pre>{@code
 * SmtpTransport.to("smtp.relay.example").credentials(user, password).build()
 * }</pre>
 *
 * <p>Each recipient gets the answer that the server gave to it, or to the message. What fails
 * before the final dot was not taken over and is deferred; when the connection breaks after it,
 * nobody knows. What concerns this host and not the message is deferred as well: no connection, no
 * TLS, the login refused.
 *
 * <p>The bytes go out as they are; a last line without an end gets one, because SMTP needs it.
 * SIZE, 8BITMIME and SMTPUTF8 are said when the message needs them, and a server that lacks one of
 * them then is not asked: the message is refused with 5.3.4, 5.6.3 or 5.6.7.
 *
 * <p>One daemon thread watches over {@link SmtpTransportBuilder#timeouts the time of messages},
 * from the first one to {@link #close}.
 */
public final class SmtpTransport implements MailTransport {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpTransport.class);

  private static final int HEAD_BYTES = 64 * 1024;

  private final SmtpSettings settings;
  private final SmtpConnections connections;
  private final ScheduledThreadPoolExecutor clock;
  private final AtomicBoolean failing = new AtomicBoolean();

  SmtpTransport(SmtpSettings settings) {
    this.settings = settings;
    this.connections = new SmtpConnections(settings);
    this.clock = new ScheduledThreadPoolExecutor(1, SmtpTransport::thread);
    clock.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable run) {
    Thread thread = new Thread(run, "melme-smtp-time");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to set a transport up.
   *
   * @param host the mail server, a name or an address
   * @return a builder that lacks nothing
   */
  public static SmtpTransportBuilder to(String host) {
    return new SmtpTransportBuilder(host);
  }

  @Override
  public List<TransportReply> send(TransportMessage message) {
    Optional<String> name = ehloName(message);
    if (name.isEmpty()) {
      return all(message, "The transport has no name to say hello as. Give it an ehloName");
    }
    Watch watch = new Watch();
    ScheduledFuture<?> end;
    try {
      end = clock.schedule(watch, settings.messageTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return all(message, "The transport was closed");
    }
    try {
      return send(message, name.get(), watch);
    } finally {
      end.cancel(false);
    }
  }

  /** A kept connection that the server has left is no fault of the message: another one is made. */
  private List<TransportReply> send(TransportMessage message, String name, Watch watch) {
    SmtpConnection kept = connections.kept(name, watch);
    if (kept != null) {
      SmtpTransaction transaction = new SmtpTransaction(kept, message);
      List<TransportReply> replies = run(transaction, kept);
      if (transaction.heard()) {
        return replies;
      }
    }
    SmtpConnection fresh;
    try {
      fresh = connections.open(name, watch);
    } catch (MessagingException e) {
      return noConnection(message, watch.over ? "it took too long" : Reasons.of(e));
    }
    if (failing.getAndSet(false)) {
      LOG.info("Mail goes out by {} again", settings.server());
    }
    return run(new SmtpTransaction(fresh, message), fresh);
  }

  private List<TransportReply> run(SmtpTransaction transaction, SmtpConnection connection) {
    boolean usable = false;
    try {
      List<TransportReply> replies = transaction.run();
      usable = !transaction.spent();
      return replies;
    } finally {
      connection.used();
      if (usable && !connection.worn()) {
        connections.keep(connection);
      } else {
        connections.drop(connection);
      }
    }
  }

  /** Said once, not for each message of a full outbox. */
  private List<TransportReply> noConnection(TransportMessage message, String reason) {
    if (!failing.getAndSet(true)) {
      LOG.warn("No mail goes out by {}: {}", settings.server(), reason);
    }
    return all(message, "No connection to the mail server: " + reason);
  }

  private static List<TransportReply> all(TransportMessage message, String text) {
    TransportReply reply = TransportReply.deferred(text);
    return message.recipients().stream().map(recipient -> reply).toList();
  }

  private Optional<String> ehloName(TransportMessage message) {
    if (settings.ehloName() != null) {
      return Optional.of(settings.ehloName());
    }
    Optional<EmailAddress> sender = message.reversePath().address();
    return sender.or(() -> author(message)).map(EmailAddress::domain);
  }

  /** A notification has no envelope sender; its From field names the domain that it is about. */
  private static Optional<EmailAddress> author(TransportMessage message) {
    try (InputStream head = message.content().openRange(0, HEAD_BYTES)) {
      return new MessageIndexer()
          .index(head).from().stream()
              .map(Correspondent::address)
              .flatMap(address -> EmailAddress.tryParse(address).stream())
              .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Says goodbye on connections that are not in use, and cuts the others. */
  @Override
  public void close() {
    clock.shutdownNow();
    connections.close();
  }

  /** The server, without credentials. */
  @Override
  public String toString() {
    return "SmtpTransport to " + settings.server();
  }

  /** Ends what takes too long. */
  private static final class Watch implements Runnable, Consumer<SmtpConnection> {

    private volatile boolean over;
    private volatile @Nullable SmtpConnection current;

    @Override
    public void accept(SmtpConnection connection) {
      current = connection;
      if (over) {
        connection.cut();
      }
    }

    @Override
    public void run() {
      over = true;
      SmtpConnection late = current;
      if (late != null) {
        late.cut();
      }
    }
  }
}
