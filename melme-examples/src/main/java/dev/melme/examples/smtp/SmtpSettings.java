package dev.melme.examples.smtp;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * Where and how an {@link SmtpServer} listens. Sizes and recipients are not here: they come from
 * the router's {@code limits()}.
 *
 * @param bindAddress the local address
 * @param port the port, 0 for any free one
 * @param hostName what the server calls itself in its greeting and in Received fields, a domain or
 *     an address literal
 * @param maxConnections the most connections at a time; further ones are answered 421 4.3.2
 * @param maxConnectionsPerClient the most connections of one client address at a time (of one /64
 *     network for IPv6); further ones are answered 421 4.7.0
 * @param idleTimeout how long the server waits for a command or for a part of a message (RFC 5321
 *     §4.5.3.2.7 wants at least five minutes)
 */
public record SmtpSettings(
    InetAddress bindAddress,
    int port,
    String hostName,
    int maxConnections,
    int maxConnectionsPerClient,
    Duration idleTimeout) {

  private static final Duration LONGEST_IDLE = Duration.ofDays(1);

  /**
   * Checks the values.
   *
   * @throws InvalidValueException when one makes no sense
   */
  public SmtpSettings {
    Objects.requireNonNull(bindAddress, "bindAddress");
    if (port < 0 || port > 65_535) {
      throw new InvalidValueException("Not a port: " + port + ". Use 0 (any free one) to 65535");
    }
    hostName =
        EmailAddress.tryParse("postmaster@" + hostName)
            .map(EmailAddress::domain)
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        "The host name is no domain. Use one as in mx.acme.example"));
    if (maxConnections < 1 || maxConnectionsPerClient < 1) {
      throw new InvalidValueException("The numbers of connections must be positive");
    }
    if (idleTimeout.isNegative()
        || idleTimeout.isZero()
        || idleTimeout.compareTo(LONGEST_IDLE) > 0) {
      throw new InvalidValueException("The idle timeout is more than nothing and at most a day");
    }
  }

  /**
   * Listens to this machine only: 100 connections, 50 per client, five minutes.
   *
   * @param port the port, 0 for any free one
   * @return settings with the host name {@code localhost}
   */
  public static SmtpSettings onLoopback(int port) {
    return new SmtpSettings(
        InetAddress.getLoopbackAddress(), port, "localhost", 100, 50, Duration.ofMinutes(5));
  }

  /**
   * The same settings on another address.
   *
   * @param address the local address; the wildcard address listens to all
   * @return a changed copy
   */
  public SmtpSettings withBindAddress(InetAddress address) {
    return new SmtpSettings(
        address, port, hostName, maxConnections, maxConnectionsPerClient, idleTimeout);
  }

  /**
   * The same settings under another name.
   *
   * @param name a domain or an address literal
   * @return a changed copy
   */
  public SmtpSettings withHostName(String name) {
    return new SmtpSettings(
        bindAddress, port, name, maxConnections, maxConnectionsPerClient, idleTimeout);
  }

  /**
   * The same settings with other numbers of connections.
   *
   * @param total the most at a time
   * @param perClient the most at a time of one client address
   * @return a changed copy
   */
  public SmtpSettings withConnections(int total, int perClient) {
    return new SmtpSettings(bindAddress, port, hostName, total, perClient, idleTimeout);
  }

  /**
   * The same settings with another idle timeout.
   *
   * @param timeout how long the server waits for a client
   * @return a changed copy
   */
  public SmtpSettings withIdleTimeout(Duration timeout) {
    return new SmtpSettings(
        bindAddress, port, hostName, maxConnections, maxConnectionsPerClient, timeout);
  }
}
