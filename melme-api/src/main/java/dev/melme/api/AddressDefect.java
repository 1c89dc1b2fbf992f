package dev.melme.api;

/**
 * What is wrong with a text that is not an address or a domain, one constant a reason.
 *
 * <p>Later versions may add constants: give a {@code switch} a default.
 */
public enum AddressDefect {
  /** There is no text at all. */
  EMPTY("the text is empty; write an address or a domain"),

  /**
   * More than 254 octets in UTF-8 as written in SMTP (RFC 5321 §4.5.3.1.3, RFC 3696 erratum 1690).
   */
  TOO_LONG("it is longer than 254 octets; use a shorter one"),

  /** More than 64 octets in UTF-8, needed quotes included (RFC 5321 §4.5.3.1.1). */
  LOCAL_PART_TOO_LONG("the part before the @ is longer than 64 octets; use a shorter one"),

  /**
   * More than 253 characters as A-labels, which is what 255 octets in the DNS hold (RFC 1035
   * §2.3.4).
   */
  DOMAIN_TOO_LONG("the domain is longer than 253 characters; use a shorter one"),

  /** A label of more than 63 characters as an A-label (RFC 1035 §2.3.4). */
  LABEL_TOO_LONG("a part between two dots of the domain is longer than 63 characters; shorten it"),

  /** There is no {@code @}. */
  MISSING_AT("there is no @; write local-part@domain"),

  /** Nothing stands before the {@code @}. */
  MISSING_LOCAL_PART("nothing stands before the @; write local-part@domain"),

  /** Nothing stands after the {@code @}. */
  MISSING_DOMAIN("nothing stands after the @; write local-part@domain"),

  /** A second {@code @} outside of quotes, or one in a domain. */
  SURPLUS_AT("there is an @ too many; put a local part that holds one in double quotes"),

  /** Angle brackets: a display name is not part of an address. */
  DISPLAY_NAME("angle brackets are not part of an address; give only what stands between them"),

  /** A comment in parentheses (RFC 5322 §3.2.2), which SMTP does not know. */
  COMMENT("parentheses make a comment, which is not part of an address; remove them"),

  /** A comma, colon or semicolon: a list, a group (RFC 5322 §3.4) or a source route. */
  LIST_OR_GROUP("commas, colons and semicolons make a list, a group or a route; give one address"),

  /** A space outside of quotes, also at either end; controls have their own constant. */
  WHITE_SPACE("there is white space outside of double quotes; remove it"),

  /** One of 00-1F, 7F or 80-9F, also inside of quotes. */
  CONTROL_CHARACTER("there is a control character; remove it"),

  /** A character that shows nothing or turns the reading direction, or a space other than ASCII. */
  INVISIBLE_CHARACTER("there is a character that cannot be seen; remove it"),

  /**
   * A code point without an agreed meaning: unassigned, private, a non-character or a surrogate.
   */
  UNASSIGNED_CHARACTER(
      "there is a code point without an agreed meaning; remove it (in a domain, an A-label that"
          + " begins with xn-- remains possible)"),

  /** A character that Unicode makes an ASCII character, such as the Kelvin sign. */
  LOOK_ALIKE_CHARACTER("there is a stand-in for an ASCII character; type the ASCII character"),

  /** A character that the grammar does not allow in this place. */
  DISALLOWED_CHARACTER("there is a character that is not allowed here; remove it"),

  /** A dot at an end of the local part or of the domain, or two dots in a row. */
  MISPLACED_DOT("a dot may only stand between two other characters; remove it"),

  /** A quoted local part without its closing quote. */
  UNCLOSED_QUOTE("the double quotes are not closed; close them before the @"),

  /** Double quotes around less than the whole local part. */
  MISPLACED_QUOTE("double quotes must hold the whole local part; move or remove them"),

  /** A label that begins or ends with a hyphen, or a U-label with two at its third place. */
  MISPLACED_HYPHEN("a hyphen may only stand inside a part of the domain; remove it"),

  /** One of U+3002, U+FF0E and U+FF61 where a dot belongs. */
  FOREIGN_DOT("the parts of a domain are separated by the ASCII dot; type that one"),

  /** A label that begins with {@code xn--} but is not Punycode (RFC 3492). */
  BAD_A_LABEL("a part that begins with xn-- is not a valid A-label; type the name it stands for"),

  /** A letter that old and new rules of IDNA treat differently: sharp s, final sigma, joiners. */
  AMBIGUOUS_LETTER(
      "old and new rules disagree about a letter of the domain; type the A-label that begins with"
          + " xn--"),

  /** A U-label that would silently become another name, such as one in full-width letters. */
  SURPRISING_MAPPING(
      "a part of the domain stands for a differently written name; type that name in its plain"
          + " form, or the A-label that begins with xn--"),

  /** A U-label that has no A-label: mixed directions, letters too new, too long as ASCII. */
  UNMAPPABLE_LABEL(
      "a part of the domain cannot be made an A-label of at most 63 characters; type the A-label"
          + " that begins with xn--"),

  /** Square brackets that do not hold an IPv4 address, or {@code IPv6:} and an IPv6 address. */
  BAD_ADDRESS_LITERAL("square brackets must hold an address such as [192.0.2.1] or [IPv6:::1]");

  private final String explanation;

  AddressDefect(String explanation) {
    this.explanation = explanation;
  }

  /**
   * Says in English what is wrong and what to do, without a word of the offending text.
   *
   * @return a phrase without a capital and without a full stop
   */
  public String explanation() {
    return explanation;
  }
}
