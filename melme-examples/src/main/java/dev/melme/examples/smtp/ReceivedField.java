package dev.melme.examples.smtp;

import dev.melme.api.EmailAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes the Received field that says how a message came here (RFC 5321 §4.4).
 *
 * <p>It is kept beside the message. There is no {@code for} clause: with several recipients it
 * would tell one of them about the others.
 */
final class ReceivedField {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private ReceivedField() {}

  /**
   * Writes a field.
   *
   * @param helo what the client called itself, whatever that is
   * @param client its address
   * @param host what the server calls itself
   * @param protocol the "with" word
   * @param session the id of the session
   * @param now when the message came
   * @return the field, folded, without the last line end
   */
  static String of(
      String helo, InetAddress client, String host, String protocol, String session, Instant now) {
    String literal = literal(client);
    // Only a name that is one: a stranger writes it, and brackets or semicolons would forge the
    // rest
    String name =
        EmailAddress.tryParse("postmaster@" + helo).map(EmailAddress::domain).orElse(literal);
    return "Received: from %s (%s)\r\n by %s with %s id %s;\r\n %s"
        .formatted(name, literal, host, protocol, session, DATE.format(now));
  }

  /** RFC 5321 §4.1.3; a zone such as {@code %eth0} means nothing elsewhere. */
  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String plain = zone < 0 ? text : text.substring(0, zone);
    return address instanceof Inet6Address ? "[IPv6:" + plain + "]" : "[" + plain + "]";
  }
}
