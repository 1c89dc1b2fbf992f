package dev.melme.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.transport.SmtpSettings.Login;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPOutputStream;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * A connection of jakarta.mail, command by command. Used by one thread at a time; {@link #cut} may
 * be called by any.
 */
final class SmtpConnection extends SMTPTransport {

  /**
   * Angus logs what it sends and hears under the package of this class when a host turns everything
   * on: bodies are nothing for a log. Held here, or its level would be collected with it.
   */
  private static final Logger QUIET = Logger.getLogger(SmtpConnection.class.getPackageName());

  static {
    QUIET.setLevel(Level.OFF);
  }

  private final SmtpSettings settings;
  private final String ehloName;

  /** The one below TLS. */
  private volatile @Nullable Socket socket;

  private volatile boolean cut;

  /** How many messages it was used for. */
  private int messages;

  private long idleSince;

  /** Makes one that is not connected yet. */
  SmtpConnection(SmtpSettings settings, String ehloName) {
    this(settings, ehloName, new Sockets());
  }

  private SmtpConnection(SmtpSettings settings, String ehloName, Sockets sockets) {
    super(Session.getInstance(properties(settings, ehloName, sockets)), null);
    this.settings = settings;
    this.ehloName = ehloName;
    sockets.connection = this;
  }

  /** Tells a connection of the socket that it gets, which is asked for by properties. */
  private static final class Sockets {

    private @Nullable SmtpConnection connection;

    void opened(Socket opened) {
      SmtpConnection mine = connection;
      if (mine != null) {
        mine.opened(opened);
      }
    }
  }

  private static Properties properties(SmtpSettings settings, String ehloName, Sockets sockets) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.localhost", ehloName);
    properties.setProperty(
        "mail.smtp.connectiontimeout", String.valueOf(settings.connectTimeout().toMillis()));
    properties.setProperty("mail.smtp.timeout", String.valueOf(settings.readTimeout().toMillis()));
    properties.setProperty("mail.smtp.auth", String.valueOf(settings.login() != null));
    properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.setProperty("mail.smtp.userset", "true"); // RSET asks whether somebody is there
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.socketFactory", new PromptSockets(sockets::opened));
    TlsMode tls = settings.tls();
    properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls == TlsMode.IMPLICIT));
    properties.setProperty(
        "mail.smtp.starttls.enable",
        String.valueOf(tls == TlsMode.STARTTLS || tls == TlsMode.OPPORTUNISTIC));
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls == TlsMode.STARTTLS));
    properties.setProperty(
        "mail.smtp.ssl.checkserveridentity", String.valueOf(tls != TlsMode.OPPORTUNISTIC));
    if (settings.sslContext() == null && tls == TlsMode.OPPORTUNISTIC) {
      properties.setProperty("mail.smtp.ssl.trust", "*");
    } else {
      SSLContext context = context(settings.sslContext());
      properties.put(
          "mail.smtp.ssl.socketFactory",
          new PromptTlsSockets(context.getSocketFactory(), sockets::opened));
    }
    return properties;
  }

  private static SSLContext context(@Nullable SSLContext given) {
    try {
      return given == null ? SSLContext.getDefault() : given;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no TLS", e);
    }
  }

  private void opened(Socket opened) {
    socket = opened;
    if (cut) {
      cut();
    }
  }

  /**
   * Connects and says hello, encrypted and logged in as the settings want it.
   *
   * @throws MessagingException when one of these did not work; the connection is closed
   */
  void open() throws MessagingException {
    Login login = settings.login();
    if (login == null) {
      connect(settings.host(), settings.port(), null, null);
      return;
    }
    connect(settings.host(), settings.port(), login.user(), login.password());
    if (!supportsExtension("AUTH") && !supportsExtension("AUTH=LOGIN")) {
      close();
      throw new MessagingException("The mail server lets nobody log in");
    }
  }

  String ehloName() {
    return ehloName;
  }

  /** Counts a message. */
  void used() {
    messages++;
  }

  boolean worn() {
    return messages >= settings.messagesPerConnection();
  }

  void idle() {
    idleSince = System.nanoTime();
  }

  long idleNanos() {
    return System.nanoTime() - idleSince;
  }

  /** Says one line. */
  synchronized SmtpAnswer say(String command) throws MessagingException {
    int code = simpleCommand(command.getBytes(UTF_8));
    return new SmtpAnswer(code, getLastServerResponse());
  }

  /** Whether commands may be sent before the ones before them were answered (RFC 2920). */
  boolean pipelines() {
    return supportsExtension("PIPELINING");
  }

  /** Sends a command whose answer is read later; ASCII alone. */
  synchronized void sayAhead(String command) throws MessagingException {
    sendCommand(command);
  }

  /** The answer to the oldest command that was sent ahead and is not answered yet. */
  synchronized SmtpAnswer hear() throws MessagingException {
    int code = readServerResponse();
    if (code < 0) {
      throw new MessagingException("it ended without an answer");
    }
    return new SmtpAnswer(code, getLastServerResponse());
  }

  /** Begins the data; null when the server wants them. */
  synchronized @Nullable SmtpAnswer refusedData(DataWriter writer)
      throws MessagingException, IOException {
    SMTPOutputStream data;
    try {
      data = (SMTPOutputStream) data();
    } catch (SMTPSendFailedException refused) {
      return new SmtpAnswer(refused.getReturnCode(), String.valueOf(refused.getMessage()));
    }
    writer.writeTo(data);
    data.ensureAtBOL();
    return null;
  }

  /** Writes the bytes of a message. */
  @FunctionalInterface
  interface DataWriter {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Gives it up at once, whatever is going on in it; from any thread. */
  void cut() {
    cut = true;
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // it was of no use any more
      }
    }
  }

  boolean wasCut() {
    return cut;
  }

  /** Says goodbye, when there is still somebody. */
  void quit() {
    try {
      close();
    } catch (MessagingException e) {
      cut();
    }
  }
}
