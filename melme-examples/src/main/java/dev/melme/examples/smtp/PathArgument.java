package dev.melme.examples.smtp;

import dev.melme.api.routing.SmtpReply;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The argument of MAIL and RCPT (RFC 5321 §4.1.2): a path in angle brackets, then parameters.
 *
 * @param path what stands between the brackets, without a source route
 * @param parameters the values by keyword, in capitals; an empty text where there is no value
 */
record PathArgument(String path, Map<String, String> parameters) {

  /** RFC 5321 §4.1.2 esmtp-keyword. */
  private static final Pattern KEYWORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");

  /**
   * Reads an argument.
   *
   * @param keyword {@code FROM} or {@code TO}
   * @param argument all that follows the verb
   * @param badArgument the answer to an argument that does not begin with the keyword
   * @param badPath the answer to a path that is none
   */
  static PathArgument parse(
      String keyword, String argument, SmtpReply badArgument, SmtpReply badPath)
      throws SmtpRefusal {
    int start = keyword.length() + 1;
    if (!argument.regionMatches(true, 0, keyword + ":", 0, start)) {
      throw new SmtpRefusal(badArgument);
    }
    while (start < argument.length() && argument.charAt(start) == ' ') {
      start++; // RFC 5321 §3.3 has no space here, but enough clients send one, and nothing hides in
      // it
    }
    int end = endOfPath(argument, start);
    if (end < 0) {
      throw new SmtpRefusal(badPath);
    }
    if (end + 1 < argument.length() && argument.charAt(end + 1) != ' ') {
      throw new SmtpRefusal(badPath); // <a@b.example>c@d.example
    }
    return new PathArgument(
        withoutSourceRoute(argument.substring(start + 1, end)),
        parameters(argument.substring(end + 1)));
  }

  /**
   * The index of the closing bracket, -1 when there is no path. A quoted local part may hold one.
   */
  private static int endOfPath(String text, int start) {
    if (start >= text.length() || text.charAt(start) != '<') {
      return -1;
    }
    boolean quoted = false;
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  /** RFC 5321 §4.1.1.3: a source route is to be understood, and ignored. */
  private static String withoutSourceRoute(String path) {
    int colon = path.startsWith("@") ? path.indexOf(':') : -1;
    return path.substring(colon + 1);
  }

  private static Map<String, String> parameters(String text) throws SmtpRefusal {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : text.strip().split(" +", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      int equals = parameter.indexOf('=');
      String keyword = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      boolean emptyValue = equals >= 0 && value.isEmpty();
      String known = keyword.toUpperCase(Locale.ROOT);
      if (!KEYWORD.matcher(keyword).matches()
          || emptyValue
          || value.indexOf('=') >= 0
          || parameters.put(known, value) != null) {
        throw new SmtpRefusal(Replies.BAD_PARAMETER);
      }
    }
    return parameters;
  }
}
