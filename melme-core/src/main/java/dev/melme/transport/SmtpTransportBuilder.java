package dev.melme.transport;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.transport.SmtpSettings.Login;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sets an {@link SmtpTransport} up. Only the host is required. Used by one thread. */
public final class SmtpTransportBuilder {

  private static final int RELAY_PORT = 25;
  private static final int SUBMISSION_PORT = 587;
  private static final int SUBMISSIONS_PORT = 465;
  private static final int MAX_PORT = 65_535;

  private final String host;
  private @Nullable Integer port;
  private @Nullable Login login;
  private @Nullable TlsMode tls;
  private @Nullable SSLContext sslContext;
  private @Nullable String ehloName;
  private Duration connectTimeout = Duration.ofSeconds(30);
  private Duration readTimeout = Duration.ofMinutes(5);
  private Duration messageTimeout = Duration.ofMinutes(7);
  private int messagesPerConnection = 100;
  private Duration keepIdle = Duration.ofSeconds(30);

  SmtpTransportBuilder(String host) {
    if (host.isBlank()) {
      throw new InvalidValueException("A transport needs the host of a mail server");
    }
    this.host = host;
  }

  /**
   * The port; without it 587 with credentials and 25 without, 465 for {@link TlsMode#IMPLICIT}.
   *
   * @param thePort 1 to 65535
   * @return this builder
   * @throws InvalidValueException when it is no port
   */
  public SmtpTransportBuilder port(int thePort) {
    if (thePort < 1 || thePort > MAX_PORT) {
      throw new InvalidValueException("Not a port: " + thePort);
    }
    this.port = thePort;
    return this;
  }

  /**
   * Authenticates, by PLAIN or LOGIN (RFC 4954): a server that offers neither gets no message.
   *
   * @param user the user
   * @param password the password; shown and logged nowhere
   * @return this builder
   */
  public SmtpTransportBuilder credentials(String user, String password) {
    this.login = new Login(user, password);
    return this;
  }

  /**
   * How connections are encrypted; without it {@link TlsMode#STARTTLS} with credentials and {@link
   * TlsMode#OPPORTUNISTIC} without.
   *
   * @param mode the mode
   * @return this builder
   */
  public SmtpTransportBuilder tls(TlsMode mode) {
    this.tls = mode;
    return this;
  }

  /**
   * Whom to trust; without it the authorities that the JDK trusts.
   *
   * @param context for a certificate of the house, for example
   * @return this builder
   */
  public SmtpTransportBuilder sslContext(SSLContext context) {
    this.sslContext = context;
    return this;
  }

  /**
   * What the client calls itself; without it the domain of the envelope sender, or that of the From
   * field for the null path: never the name of this machine. Without it a connection is used for
   * messages of one domain only, so that no message shows the name of another one in its trace.
   *
   * @param name a domain or an address literal
   * @return this builder
   * @throws InvalidValueException when it is neither
   */
  public SmtpTransportBuilder ehloName(String name) {
    this.ehloName =
        EmailAddress.tryParse("postmaster@" + name)
            .map(EmailAddress::domain)
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        "The EHLO name is a domain, as in mail.acme.example"));
    return this;
  }

  /**
   * How long to wait; without it 30 seconds for a connection, 5 minutes for an answer (RFC 5321
   * §4.5.3.2), 7 minutes for a message.
   *
   * @param connect for the connection alone
   * @param read for each answer
   * @param message for a message from first to last, connecting included; at most half of {@link
   *     dev.melme.api.outbound.OutboundRules#lease}, or another dispatcher might begin meanwhile
   * @return this builder
   * @throws InvalidValueException when one is not positive
   */
  public SmtpTransportBuilder timeouts(Duration connect, Duration read, Duration message) {
    this.connectTimeout = positive("connect", connect);
    this.readTimeout = positive("read", read);
    this.messageTimeout = positive("message", message);
    return this;
  }

  private static Duration positive(String name, Duration time) {
    if (time.toMillis() < 1 || time.toMillis() > Integer.MAX_VALUE) {
      throw new InvalidValueException("The timeout " + name + " is a millisecond to 24 days");
    }
    return time;
  }

  /**
   * How long connections are used; without it for 100 messages, and kept unused for 30 seconds.
   *
   * @param messages how many messages go over one connection, at least 1
   * @param idle how long it is kept unused
   * @return this builder
   * @throws InvalidValueException when it is less than one message, or the time is negative
   */
  public SmtpTransportBuilder connections(int messages, Duration idle) {
    if (messages < 1 || idle.isNegative()) {
      throw new InvalidValueException("A connection takes at least one message");
    }
    this.messagesPerConnection = messages;
    this.keepIdle = idle;
    return this;
  }

  /**
   * Builds. Nothing is connected yet.
   *
   * @return the transport
   */
  public SmtpTransport build() {
    TlsMode mode = tls;
    if (mode == null) {
      mode = login == null ? TlsMode.OPPORTUNISTIC : TlsMode.STARTTLS;
    }
    return new SmtpTransport(
        new SmtpSettings(
            host,
            port == null ? usualPort(mode) : port,
            login,
            mode,
            sslContext,
            ehloName,
            connectTimeout,
            readTimeout,
            messageTimeout,
            messagesPerConnection,
            keepIdle));
  }

  private int usualPort(TlsMode mode) {
    if (mode == TlsMode.IMPLICIT) {
      return SUBMISSIONS_PORT;
    }
    return login == null ? RELAY_PORT : SUBMISSION_PORT;
  }
}
