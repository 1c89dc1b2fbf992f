package dev.melme.spi;

import java.util.Objects;

/**
 * What the next system said about one recipient.
 *
 * @param kind what it means
 * @param text its words, or those of the transport; a dispatcher cleans and cuts them
 */
public record TransportReply(Kind kind, String text) {

  /** What an answer means. */
  public enum Kind {
    /** The next system has taken it over. */
    ACCEPTED,
    /** Not now: try again (4yz, no connection). */
    DEFERRED,
    /** Never (5yz). */
    REFUSED,
    /** Nobody knows whether it was taken over: the connection broke after the last byte. */
    UNKNOWN
  }

  /** Checks that nothing is missing. */
  public TransportReply {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /**
   * It was taken over.
   *
   * @param text the words of the next system
   * @return the reply
   */
  public static TransportReply accepted(String text) {
    return new TransportReply(Kind.ACCEPTED, text);
  }

  /**
   * It is to be tried again.
   *
   * @param text the words of the next system
   * @return the reply
   */
  public static TransportReply deferred(String text) {
    return new TransportReply(Kind.DEFERRED, text);
  }

  /**
   * It was refused for good.
   *
   * @param text the words of the next system
   * @return the reply
   */
  public static TransportReply refused(String text) {
    return new TransportReply(Kind.REFUSED, text);
  }

  /**
   * It may have been taken over.
   *
   * @param text what is known
   * @return the reply
   */
  public static TransportReply unknown(String text) {
    return new TransportReply(Kind.UNKNOWN, text);
  }
}
