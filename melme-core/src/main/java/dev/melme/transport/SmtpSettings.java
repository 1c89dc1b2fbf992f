package dev.melme.transport;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where and how mail is handed over.
 *
 * @param host the server
 * @param port its port
 * @param login user and password; null without authentication
 * @param tls how connections are encrypted
 * @param sslContext whom to trust; null for the JDK's own list
 * @param ehloName what the client calls itself; null for the sender's domain
 * @param connectTimeout for the connection alone
 * @param readTimeout for each answer
 * @param messageTimeout for a message from first to last, connecting included
 * @param messagesPerConnection how many messages go over one connection
 * @param keepIdle how long a connection is kept unused
 */
record SmtpSettings(
    String host,
    int port,
    @Nullable Login login,
    TlsMode tls,
    @Nullable SSLContext sslContext,
    @Nullable String ehloName,
    Duration connectTimeout,
    Duration readTimeout,
    Duration messageTimeout,
    int messagesPerConnection,
    Duration keepIdle) {

  /** Who sends. It never shows what it holds. */
  record Login(String user, String password) {

    @Override
    public String toString() {
      return "Login";
    }
  }

  /** The server, for logs. */
  String server() {
    return host + ":" + port;
  }
}
