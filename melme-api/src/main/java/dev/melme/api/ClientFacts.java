package dev.melme.api;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What the host knows about the system that handed a message over. Kept beside the message; never
 * part of a delivery key.
 *
 * @param address the client's network address
 * @param heloName what the client called itself in HELO or EHLO; at most 255 characters, cleaned
 * @param protocol the "with" word of a Received field, such as {@code ESMTPS} (RFC 3848); at most
 *     64 characters, cleaned
 * @param authenticatedUser who the client proved to be; at most 255 characters, cleaned
 */
public record ClientFacts(
    Optional<InetAddress> address,
    Optional<String> heloName,
    Optional<String> protocol,
    Optional<String> authenticatedUser) {

  private static final ClientFacts NONE =
      new ClientFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Cleans the texts, which a stranger may have written. */
  public ClientFacts {
    Objects.requireNonNull(address, "address");
    heloName = heloName.map(text -> Texts.clean(text, 255));
    protocol = protocol.map(text -> Texts.clean(text, 64));
    authenticatedUser = authenticatedUser.map(text -> Texts.clean(text, 255));
  }

  /**
   * Nothing is known.
   *
   * @return empty facts
   */
  public static ClientFacts none() {
    return NONE;
  }

  /**
   * The facts of an SMTP or LMTP session.
   *
   * @param address the client's network address
   * @param heloName what the client called itself
   * @param protocol the "with" word, such as {@code ESMTP}
   * @return the facts
   */
  public static ClientFacts of(InetAddress address, String heloName, String protocol) {
    return new ClientFacts(
        Optional.of(address), Optional.of(heloName), Optional.of(protocol), Optional.empty());
  }
}
