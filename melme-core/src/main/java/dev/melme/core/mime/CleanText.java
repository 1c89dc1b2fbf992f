package dev.melme.core.mime;

/**
 * The one choke point that every derived string passes before it leaves the index.
 *
 * <ul>
 *   <li>Controls 00-1F and 7F: tab and line ends become a space (in {@link #block} line feed and
 *       tab stay), the others are removed. A decoded encoded-word can therefore never carry a line
 *       end into a field that is written later.
 *   <li>C1 controls 80-9F have no glyph and are removed too; NEL (85) and the Unicode line and
 *       paragraph separators (2028, 2029) become a space.
 *   <li>A lone surrogate becomes U+FFFD; a cut never separates a pair.
 *   <li>Bidirectional marks, overrides and isolates stay in subjects, names and text: there they
 *       are part of what was written, and a viewer must isolate such text anyway. They are removed
 *       by {@link #token} from file names, addresses and ids, where the order of the characters is
 *       the meaning ({@code U+202E} makes {@code exe.pdf} of {@code fdp.exe}).
 * </ul>
 */
final class CleanText {

  private CleanText() {}

  /** Display text on one line, trimmed, at most {@code max} characters. */
  static String line(String text, int max) {
    return clean(text, max, false);
  }

  /** A file name, address or id: as {@link #line}, without bidirectional formatting. */
  static String token(String text, int max) {
    return clean(text, max, true);
  }

  private static String clean(String text, int max, boolean plainOrder) {
    if (isClean(text, max)) {
      return text.strip();
    }
    StringBuilder out = new StringBuilder(Math.min(text.length(), max) + 1);
    for (int i = 0; i < text.length() && out.length() < max; i++) {
      char c = text.charAt(i);
      if (isSpaceLike(c)) {
        if (out.length() > 0) {
          out.append(' ');
        }
      } else if (Character.isSurrogate(c)) {
        if (isPair(text, i)) {
          if (out.length() + 2 > max) {
            break;
          }
          out.append(c).append(text.charAt(++i));
        } else {
          out.append('\uFFFD');
        }
      } else if (!isControl(c) && !(plainOrder && isBidi(c))) {
        out.append(c);
      }
    }
    return out.toString().strip();
  }

  private static boolean isPair(CharSequence text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }

  private static boolean isClean(String text, int max) {
    if (text.length() > max) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c >= 0x7f && (c < 0xa0 || c >= 0x2000))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Cleans readable text in place: line ends become LF, tabs stay.
   *
   * @param chars text in {@code [from, to)}
   * @return the new end
   */
  static int block(char[] chars, int from, int to) {
    int clean = from;
    while (clean < to && isCleanInBlock(chars[clean])) {
      clean++;
    }
    int out = clean;
    for (int i = clean; i < to; i++) {
      char c = chars[i];
      if (c >= ' ' && c < 0x7f) {
        chars[out++] = c;
      } else if (c == '\r') {
        if (i + 1 >= to || chars[i + 1] != '\n') {
          chars[out++] = '\n';
        }
      } else if (c == '\n' || c == '\t') {
        chars[out++] = c;
      } else if (isSpaceLike(c)) {
        chars[out++] = '\n';
      } else if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(chars[i + 1])) {
          chars[out++] = c;
          chars[out++] = chars[++i];
        } else {
          chars[out++] = '\uFFFD';
        }
      } else if (!isControl(c) && c != '\uFEFF') {
        chars[out++] = c;
      }
    }
    return out;
  }

  /** What most texts have nothing but: no control, no surrogate, no separator, no U+FEFF. */
  private static boolean isCleanInBlock(char c) {
    return c >= ' ' && c < 0x7f || c == '\n' || c >= 0xa0 && c < 0xd800 && (c & 0xfffe) != 0x2028;
  }

  private static boolean isControl(char c) {
    return c < ' ' || (c >= 0x7f && c < 0xa0);
  }

  /** Tab, LF, VT, FF, CR, NEL, line separator, paragraph separator. */
  private static boolean isSpaceLike(char c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private static boolean isBidi(char c) {
    return c == 0x61c
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
