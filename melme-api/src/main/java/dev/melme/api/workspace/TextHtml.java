package dev.melme.api.workspace;

/**
 * Text as HTML, so that no host puts HTML together itself: first everything is escaped, then http,
 * https and mailto URLs become links. Any text gives safe HTML, in linear time.
 */
public final class TextHtml {

  private static final int MAX_URL = 2_000;
  private static final String[] SCHEMES = {"http://", "https://", "mailto:"};

  private final String text;
  private final StringBuilder out;

  private TextHtml(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length() + text.length() / 8 + 64);
  }

  /**
   * A text of several lines as one {@code div} that keeps its line ends and spaces.
   *
   * @param text any text
   * @return HTML for inside a {@code body} element
   */
  public static String of(String text) {
    TextHtml html = new TextHtml(text);
    html.out.append("<div style=\"white-space:pre-wrap\">");
    html.run();
    return html.out.append("</div>").toString();
  }

  /**
   * Escapes a text for the content of an element and for a quoted attribute value. Control
   * characters other than tab and line ends are left out, half surrogate pairs become U+FFFD.
   *
   * @param text any text
   * @return the text without characters that mean something in HTML
   */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    escape(text, 0, text.length(), out);
    return out.toString();
  }

  private void run() {
    int done = 0;
    int at = 0;
    while (at < text.length()) {
      int end = isWordStart(at) ? urlEnd(at) : at;
      if (end > at) {
        escape(text, done, at, out);
        link(at, end);
        done = end;
        at = end;
      } else {
        at++;
      }
    }
    escape(text, done, text.length(), out);
  }

  private boolean isWordStart(int at) {
    char c = text.charAt(at);
    boolean candidate = c == 'h' || c == 'H' || c == 'm' || c == 'M';
    return candidate && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
  }

  /** Where the URL that begins here ends; the same place when none does. */
  private int urlEnd(int at) {
    for (String scheme : SCHEMES) {
      if (text.regionMatches(true, at, scheme, 0, scheme.length())) {
        int from = at + scheme.length();
        int limit = Math.min(text.length(), at + MAX_URL);
        int end = from;
        while (end < limit && isUrlCharacter(text.charAt(end))) {
          end++;
        }
        end = withoutPunctuation(from, end);
        return end > from ? end : at;
      }
    }
    return at;
  }

  private static boolean isUrlCharacter(char c) {
    return c > ' '
        && c != '<'
        && c != '>'
        && c != '"'
        && c != 0x7f
        && !Character.isSurrogate(c)
        && !Character.isSpaceChar(c)
        && !Character.isISOControl(c);
  }

  /** Punctuation at the end belongs to the sentence, a bracket that was opened inside does not. */
  private int withoutPunctuation(int from, int urlEnd) {
    int open = 0;
    for (int i = from; i < urlEnd; i++) {
      open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
    }
    int end = urlEnd;
    while (end > from) {
      char last = text.charAt(end - 1);
      if (last == ')' && open < 0) {
        open++;
      } else if (".,;:!?'*]}".indexOf(last) < 0) {
        break;
      }
      end--;
    }
    return end;
  }

  private void link(int start, int end) {
    out.append("<a href=\"");
    escape(text, start, end, out);
    out.append("\" target=\"_blank\" rel=\"noopener noreferrer\">");
    escape(text, start, end, out);
    out.append("</a>");
  }

  private static void escape(String text, int start, int end, StringBuilder out) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '`' -> out.append("&#96;");
        case '\n', '\t' -> out.append(c);
        case '\r' -> out.append(i + 1 < end && text.charAt(i + 1) == '\n' ? "" : "\n");
        default -> other(text, i, end, out);
      }
    }
  }

  private static void other(String text, int i, int end, StringBuilder out) {
    char c = text.charAt(i);
    if (Character.isSurrogate(c)) {
      boolean first =
          Character.isHighSurrogate(c)
              && i + 1 < end
              && Character.isLowSurrogate(text.charAt(i + 1));
      boolean second =
          Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
      out.append(first || second ? c : '\uFFFD');
    } else if (!Character.isISOControl(c)) {
      out.append(c);
    }
  }
}
