package dev.melme.core.mime;

/**
 * A safe suggestion for a file name out of whatever the sender wrote (RFC 2183 §2.3: never trust
 * it).
 *
 * <p>Only the part behind the last slash or backslash counts; controls, bidirectional formatting
 * and the characters that file systems refuse go; dots and spaces at the end go; nothing is left of
 * {@code .} and {@code ..}.
 */
public final class FileNames {

  /** Longest name that is given back, in characters. */
  static final int MAX_LENGTH = 255;

  private FileNames() {}

  /**
   * Cleans a name.
   *
   * @param suggested the name, of any form
   * @return the cleaned base name, at most 255 characters; empty when nothing usable is left
   */
  public static String clean(String suggested) {
    String text = CleanText.token(suggested, 4 * MAX_LENGTH);
    int separator = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
    StringBuilder name = new StringBuilder(text.substring(separator + 1).strip());
    if (name.length() > MAX_LENGTH) {
      shorten(name);
    }
    trimEnd(name);
    return name.toString();
  }

  /** Cuts before the extension, so that the type of the file stays visible. */
  private static void shorten(StringBuilder name) {
    int dot = name.lastIndexOf(".");
    int extension = dot > 0 && name.length() - dot <= 16 ? name.length() - dot : 0;
    int cut = MAX_LENGTH - extension;
    if (Character.isHighSurrogate(name.charAt(cut - 1))) {
      cut--;
    }
    name.delete(cut, name.length() - extension);
  }

  private static void trimEnd(StringBuilder name) {
    int end = name.length();
    while (end > 0
        && (name.charAt(end - 1) == '.' || Character.isWhitespace(name.charAt(end - 1)))) {
      end--;
    }
    name.setLength(end);
  }
}
