package dev.melme.transport;

import dev.melme.spi.TransportReply;

/**
 * What the server said.
 *
 * @param code the three digits; less than 100 when it said nothing that makes sense
 * @param text its lines
 */
record SmtpAnswer(int code, String text) {

  /** The server goes (RFC 5321 §3.8). */
  private static final int CLOSING = 421;

  /** RFC 4954 §6: this host must log in first, which says nothing about the message. */
  private static final int LOGIN_REQUIRED = 530;

  private static final int CODE_LENGTH = 3;

  boolean positive() {
    return code >= 200 && code < 300;
  }

  boolean permanent() {
    return code >= 500 && code < 600 && code != LOGIN_REQUIRED;
  }

  /** Whether it decides about a message: anything else is no answer to it. */
  boolean decides() {
    return positive() || code >= 400 && code < 600;
  }

  /** Whether there is nobody to talk to any more. */
  boolean ends() {
    return code < 100 || code == CLOSING;
  }

  /** What it means where nothing has been handed over yet. */
  TransportReply reply() {
    if (positive()) {
      return TransportReply.accepted(line());
    }
    if (permanent()) {
      return TransportReply.refused(line());
    }
    return TransportReply.deferred(code < 100 ? "The mail server hung up" : line());
  }

  /** All lines as one; the code, which each of them repeats, once. */
  String line() {
    StringBuilder line = new StringBuilder();
    for (String each : text.lines().toList()) {
      boolean repeats =
          !line.isEmpty() && each.length() > CODE_LENGTH && each.startsWith(String.valueOf(code));
      line.append(line.isEmpty() ? "" : " ");
      line.append(repeats ? each.substring(CODE_LENGTH + 1) : plain(each));
    }
    return line.toString();
  }

  /** The first of several lines has a hyphen after its code (RFC 5321 §4.2.1). */
  private static String plain(String line) {
    return line.length() > CODE_LENGTH && line.charAt(CODE_LENGTH) == '-'
        ? line.substring(0, CODE_LENGTH) + ' ' + line.substring(CODE_LENGTH + 1)
        : line;
  }
}
