package dev.melme.api;

import java.util.Objects;

/**
 * Thrown when a text is not an address or a domain; says which defect and where.
 *
 * <p>The message quotes the offending text, cut to 80 characters and with everything that is not
 * plainly printable escaped, so that it can be logged. A host that must not repeat what it was
 * given uses {@link AddressDefect#explanation()}.
 */
public final class InvalidAddressException extends InvalidValueException {

  private static final long serialVersionUID = 1L;

  private static final int MAX_QUOTED = 80;

  /** What is wrong. */
  private final AddressDefect defect;

  /** Where, or -1. */
  private final int position;

  /**
   * Creates the exception.
   *
   * @param defect what is wrong
   * @param position the index into the text, or -1 when the whole text is meant
   * @param text the offending text, of any length and content
   */
  InvalidAddressException(AddressDefect defect, int position, String text) {
    super(message(defect, position, text));
    this.defect = Objects.requireNonNull(defect, "defect");
    this.position = position;
  }

  /**
   * Tells what is wrong.
   *
   * @return the first defect that was found
   */
  public AddressDefect defect() {
    return defect;
  }

  /**
   * Tells where the defect is.
   *
   * @return the index of the first offending {@code char} of the text, or -1 when the text as a
   *     whole is meant
   */
  public int position() {
    return position;
  }

  private static String message(AddressDefect defect, int position, String text) {
    String where = position < 0 ? "" : " (character " + (position + 1) + ")";
    return "\"" + printable(text) + "\" is not valid: " + defect.explanation() + where;
  }

  /** Cuts to {@value #MAX_QUOTED} characters; escapes what could forge or reorder a log line. */
  private static String printable(String text) {
    StringBuilder out = new StringBuilder(MAX_QUOTED);
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      String shown = shown(codePoint);
      int room = MAX_QUOTED - out.length() - (i < text.length() ? 3 : 0);
      if (shown.length() > room) {
        return out.append("...").toString();
      }
      out.append(shown);
    }
    return out.toString();
  }

  private static String shown(int codePoint) {
    boolean plain = (codePoint >= 0x20 && codePoint < 0x7F) || Character.isLetterOrDigit(codePoint);
    return plain ? Character.toString(codePoint) : "\\u{" + Integer.toHexString(codePoint) + "}";
  }
}
