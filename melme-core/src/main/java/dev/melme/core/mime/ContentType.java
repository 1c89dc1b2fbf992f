package dev.melme.core.mime;

import java.util.Locale;

/** A Content-Type field, repaired (RFC 2045 §5). */
final class ContentType {

  private static final int MAX_PART = 127;

  private final String type;
  private final String subtype;
  private final Parameters parameters;

  private ContentType(String type, String subtype, Parameters parameters) {
    this.type = type;
    this.subtype = subtype;
    this.parameters = parameters;
  }

  /**
   * Reads a raw value.
   *
   * <p>No value, or one that is no type/subtype, is text/plain (RFC 2045 §5.2); in a
   * multipart/digest no value is message/rfc822 (RFC 2046 §5.1.5).
   */
  static ContentType of(String raw, boolean inDigest) {
    if (raw.isEmpty()) {
      return inDigest
          ? new ContentType("message", "rfc822", Parameters.NONE)
          : new ContentType("text", "plain", Parameters.NONE);
    }
    Parameters parameters = Parameters.of(raw);
    String value = parameters.value();
    int slash = value.indexOf('/');
    String type = slash < 0 ? "" : token(value.substring(0, slash));
    String subtype = slash < 0 ? "" : token(value.substring(slash + 1));
    if (type.equals("multipart") && subtype.isEmpty()) {
      subtype = "mixed";
    }
    if (type.isEmpty() || subtype.isEmpty()) {
      boolean html = value.equalsIgnoreCase("html") || value.equalsIgnoreCase("text/html");
      return new ContentType("text", html ? "html" : "plain", parameters);
    }
    return new ContentType(type, subtype, parameters);
  }

  /** The token without what follows it, in lower case; empty when it is none. */
  private static String token(String text) {
    String word = text.strip();
    int end = 0;
    while (end < word.length() && isToken(word.charAt(end))) {
      end++;
    }
    boolean fits = end > 0 && end <= MAX_PART && (end == word.length() || word.charAt(end) <= ' ');
    return fits ? word.substring(0, end).toLowerCase(Locale.ROOT) : "";
  }

  private static boolean isToken(char c) {
    return c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
  }

  boolean is(String wantedType, String wantedSubtype) {
    return type.equals(wantedType) && subtype.equals(wantedSubtype);
  }

  String type() {
    return type;
  }

  String subtype() {
    return subtype;
  }

  Parameters parameters() {
    return parameters;
  }

  /**
   * Lower-case {@code type/subtype} of an attachment; {@code application/octet-stream} when the
   * field is there and names none.
   */
  String name() {
    if (!parameters.value().isEmpty() && parameters.value().indexOf('/') < 0) {
      return "application/octet-stream";
    }
    return type.equals("text") && subtype.equals("plain") ? "text/plain" : type + "/" + subtype;
  }

  /** The charset label, empty when there is none. */
  String charset() {
    return firstWord("charset");
  }

  /** The boundary of a multipart, empty when there is none. */
  String boundary() {
    String boundary = parameters.plain("boundary");
    // Parameters keeps most backslashes for the sake of file names; a boundary has none.
    return boundary == null ? "" : boundary.replace("\\", "").stripTrailing();
  }

  /** Whether a parameter has this value, letter case aside. */
  boolean has(String parameter, String lowerValue) {
    return firstWord(parameter).equalsIgnoreCase(lowerValue);
  }

  private String firstWord(String parameter) {
    String value = parameters.plain(parameter);
    if (value == null) {
      return "";
    }
    int end = 0;
    while (end < value.length()
        && value.charAt(end) > ' '
        && ",(;".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    return value.substring(0, end).replace("'", "");
  }
}
