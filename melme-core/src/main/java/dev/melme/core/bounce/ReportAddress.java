package dev.melme.core.bounce;

import dev.melme.api.EmailAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the addresses of a report: {@code rfc822; jane@example.org} (RFC 3464 §2.3.2), {@code
 * utf-8; j\x{E4}ne@example.org} (RFC 6533 §3), and what programs write instead: no type, angle
 * brackets, a comment behind.
 */
final class ReportAddress {

  private static final int MAX = 1_000;

  private ReportAddress() {}

  /**
   * The addresses that a value may mean. An address that travelled as xtext (RFC 3461 §4) should
   * have been decoded, and often was not; whether {@code a+2Bb@} is one of these nobody can tell,
   * so it stands for both.
   *
   * @param value the value of the field
   * @return the addresses, the likeliest first
   */
  static List<EmailAddress> read(String value) {
    if (value.length() > MAX) {
      return List.of();
    }
    String text = bare(value.substring(value.indexOf(';') + 1).strip());
    Set<EmailAddress> addresses = new LinkedHashSet<>();
    EmailAddress.tryParse(text).ifPresent(addresses::add);
    if (text.contains("\\x{")) {
      EmailAddress.tryParse(decoded(text, "\\x{", '}', 6)).ifPresent(addresses::add);
    }
    if (text.indexOf('+') >= 0) {
      EmailAddress.tryParse(decoded(text, "+", '\0', 2)).ifPresent(addresses::add);
    }
    return List.copyOf(addresses);
  }

  /** The address without brackets and what stands around it. */
  private static String bare(String text) {
    int open = text.indexOf('<');
    int close = text.indexOf('>', open + 1);
    if (open >= 0 && close > open) {
      return text.substring(open + 1, close).strip();
    }
    if (text.startsWith("\"") && text.indexOf("\"@") > 0) {
      return text;
    }
    int end = 0;
    while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) != ';') {
      end++;
    }
    return text.substring(0, end);
  }

  /**
   * Replaces code points in hexadecimal: {@code +2B} with exactly two digits, {@code \x{E4}} with
   * any number up to six and an end. What is none stays as it is.
   */
  private static String decoded(String text, String mark, char endMark, int digits) {
    StringBuilder decoded = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      int from = i + mark.length();
      int to = endMark == '\0' ? from + digits : text.indexOf(endMark, from);
      int codePoint =
          text.startsWith(mark, i) && to >= from && to <= text.length() && to - from <= digits
              ? hexadecimal(text, from, to)
              : -1;
      if (codePoint < 0) {
        decoded.append(text.charAt(i++));
      } else {
        decoded.appendCodePoint(codePoint);
        i = endMark == '\0' ? to : to + 1;
      }
    }
    return decoded.toString();
  }

  /** The number, or -1 when it is none, or none of a code point. */
  private static int hexadecimal(String text, int from, int to) {
    int number = from == to ? -1 : 0;
    for (int i = from; i < to && number >= 0; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      number = digit < 0 ? -1 : number << 4 | digit;
    }
    return Character.isValidCodePoint(number) ? number : -1;
  }
}
