package dev.melme.examples.smtp;

import java.util.Locale;
import java.util.Map;

/**
 * The parameters of MAIL.
 *
 * @param declaredBytes SIZE (RFC 1870), 0 when it was not given
 * @param smtpUtf8 whether SMTPUTF8 was given (RFC 6531)
 */
record MailParameters(long declaredBytes, boolean smtpUtf8) {

  static final MailParameters NONE = new MailParameters(0, false);

  /** RFC 1870 §4: a size has at most twenty digits. */
  private static final int MAX_SIZE_DIGITS = 20;

  /** The most digits that always fit into a long. */
  private static final int LONG_DIGITS = 18;

  static MailParameters parse(Map<String, String> parameters) throws SmtpRefusal {
    long declaredBytes = 0;
    boolean smtpUtf8 = false;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String value = parameter.getValue();
      switch (parameter.getKey()) {
        case "SIZE" -> declaredBytes = size(value);
        case "BODY" -> requireKnownBody(value);
        case "SMTPUTF8" -> {
          if (!value.isEmpty()) {
            throw new SmtpRefusal(Replies.BAD_PARAMETER);
          }
          smtpUtf8 = true;
        }
        // RFC 5321 §4.1.1.11
        default -> throw new SmtpRefusal(Replies.UNKNOWN_PARAMETER);
      }
    }
    return new MailParameters(declaredBytes, smtpUtf8);
  }

  /** The size, or the largest number there is for one that is larger. */
  private static long size(String value) throws SmtpRefusal {
    if (value.isEmpty()
        || value.length() > MAX_SIZE_DIGITS
        || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new SmtpRefusal(Replies.BAD_PARAMETER);
    }
    int zeros = 0;
    while (zeros < value.length() - 1 && value.charAt(zeros) == '0') {
      zeros++;
    }
    String digits = value.substring(zeros);
    return digits.length() > LONG_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  /** Bytes are kept as they come, so both mean the same here. BINARYMIME needs BDAT (RFC 3030). */
  private static void requireKnownBody(String value) throws SmtpRefusal {
    String body = value.toUpperCase(Locale.ROOT);
    if (!body.equals("7BIT") && !body.equals("8BITMIME")) {
      throw new SmtpRefusal(Replies.UNKNOWN_PARAMETER);
    }
  }
}
