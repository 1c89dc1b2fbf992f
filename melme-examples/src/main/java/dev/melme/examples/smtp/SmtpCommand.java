package dev.melme.examples.smtp;

import java.util.Locale;
import java.util.Set;

/**
 * A command line, taken apart.
 *
 * @param verb in capitals
 * @param argument what follows it, without the space between and trailing white space (RFC 5321
 *     §4.1.1 asks to tolerate that)
 */
record SmtpCommand(String verb, String argument) {

  private static final Set<String> HTTP_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PRI");

  static SmtpCommand parse(String line) {
    String text = line.stripTrailing();
    int space = text.indexOf(' ');
    String verb = space < 0 ? text : text.substring(0, space);
    String argument = space < 0 ? "" : text.substring(space + 1).stripLeading();
    return new SmtpCommand(verb.toUpperCase(Locale.ROOT), argument);
  }

  /**
   * Tells whether a browser speaks. A page can make it send a form to any port, with a body that
   * holds commands of SMTP, and they must not be reached.
   */
  boolean isHttp() {
    return HTTP_METHODS.contains(verb);
  }

  /** Refuses an argument where there must be none (RFC 5321 §4.1.1). */
  void requireNoArgument() throws SmtpRefusal {
    if (!argument.isEmpty()) {
      throw new SmtpRefusal(Replies.NO_ARGUMENT_WANTED);
    }
  }
}
