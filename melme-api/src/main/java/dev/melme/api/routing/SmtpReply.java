package dev.melme.api.routing;

import dev.melme.api.InvalidValueException;
import java.util.Objects;

/**
 * One reply line of SMTP or LMTP with its enhanced status code (RFC 5321 §4.2, RFC 3463).
 *
 * @param code reply code, 200 to 559
 * @param status enhanced status code such as {@code 5.1.1}; its first digit is that of the code
 * @param text what a person reads, printable ASCII, at most 400 characters
 */
public record SmtpReply(int code, String status, String text) {

  private static final int MAX_TEXT = 400;

  /**
   * Checks the parts.
   *
   * @throws InvalidValueException when a part breaks the grammar, or code and status disagree
   */
  public SmtpReply {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(text, "text");
    if (code < 200 || code > 559) {
      throw new InvalidValueException("Not an SMTP reply code: " + code);
    }
    if (!isStatus(status) || status.charAt(0) - '0' != code / 100) {
      throw new InvalidValueException(
          "Not an enhanced status code for " + code + ". Use class.subject.detail, as in 5.1.1");
    }
    if (text.isEmpty()
        || text.length() > MAX_TEXT
        || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new InvalidValueException("A reply text has 1 to 400 printable ASCII characters");
    }
  }

  /**
   * Tells whether the command was carried out.
   *
   * @return true for codes of 200 to 299
   */
  public boolean positive() {
    return code < 300;
  }

  /**
   * Tells whether the sender should try again later.
   *
   * @return true for codes of 400 to 499
   */
  public boolean temporary() {
    return code >= 400 && code < 500;
  }

  /**
   * Tells whether the sender should give up.
   *
   * @return true for codes from 500 on
   */
  public boolean permanent() {
    return code >= 500;
  }

  private static boolean isStatus(String status) {
    // RFC 3463 §2: class "." subject "." detail, up to three digits each for the latter two
    int part = 0;
    int digits = 0;
    for (int i = 0; i < status.length(); i++) {
      char c = status.charAt(i);
      if (c == '.' && digits > 0) {
        part++;
        digits = 0;
      } else if (c >= '0' && c <= '9' && digits < (part == 0 ? 1 : 3)) {
        digits++;
      } else {
        return false;
      }
    }
    return part == 2 && digits > 0;
  }

  /** The line without its line end: {@code 550 5.1.1 No such recipient here}. */
  @Override
  public String toString() {
    return code + " " + status + " " + text;
  }
}
