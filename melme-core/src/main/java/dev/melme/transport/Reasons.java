package dev.melme.transport;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in few words why a connection is not there. Never what was sent over it. */
final class Reasons {

  private static final int MOST_CAUSES = 10;

  private Reasons() {}

  static String of(Throwable fault) {
    Throwable cause = fault;
    for (int i = 0; i < MOST_CAUSES; i++) {
      String known = known(cause);
      if (known != null) {
        return known;
      }
      if (cause.getCause() == null) {
        break;
      }
      cause = cause.getCause();
    }
    // those of jakarta.mail itself quote the server, or say what it does not offer
    return cause instanceof MessagingException
        ? String.valueOf(cause.getMessage())
        : cause.getClass().getSimpleName();
  }

  private static @Nullable String known(Throwable cause) {
    if (cause instanceof SocketTimeoutException) {
      return "no answer in time";
    }
    if (cause instanceof UnknownHostException) {
      return "no such host";
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return "nobody there";
    }
    if (cause instanceof SSLException) {
      return "TLS failed, " + cause.getMessage();
    }
    if (cause instanceof AuthenticationFailedException) {
      return "the login was refused, " + cause.getMessage();
    }
    return null;
  }
}
