package dev.melme.core.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;

/**
 * HTML to readable text: no markup, scripts or styles; blocks on lines of their own.
 *
 * <p>Tags are read as they come and never put into a tree: building one out of hostile HTML costs
 * seconds and hundreds of megabytes (100,000 open elements; formatting elements that are recreated
 * in each paragraph), while text needs no tree. jsoup decodes the character references.
 */
public final class HtmlText {

  private static final int CHARSET_SEARCH = 1024;

  /** Elements whose content is no text at all, skipped up to their end tag. */
  private static final Set<String> SILENT =
      Set.of("script", "style", "title", "template", "svg", "math", "noframes", "noembed");

  private final String html;
  private final HtmlRenderer renderer;
  private int at;
  private boolean noMoreQuotes;
  private boolean noMoreApostrophes;

  private HtmlText(String html, int maxChars) {
    this.html = html;
    this.renderer = new HtmlRenderer(maxChars);
  }

  /** Decodes and renders; never throws on content. */
  static String of(byte[] bytes, int length, String charset) {
    return render(decode(bytes, length, charset));
  }

  /** Decodes by the charset of the part, else by the one that the HTML names itself. */
  static String decode(byte[] bytes, int length, String charset) {
    String label = charset.isEmpty() ? declaredInside(bytes, length) : charset;
    return TextDecoder.decode(bytes, 0, length, label);
  }

  /** The text of an HTML document or fragment, as much of it as an index keeps. */
  static String render(String html) {
    return new HtmlText(html, TextAssembly.MAX_CHARS).run();
  }

  /**
   * The text of an HTML document or fragment, for people to read.
   *
   * @param html the HTML
   * @param maxChars about so many characters are the most
   * @return the text, lines ending in LF, free of control characters but LF and tab
   */
  public static String readable(String html, int maxChars) {
    char[] chars = new HtmlText(html, maxChars).run().toCharArray();
    return new String(chars, 0, CleanText.block(chars, 0, chars.length));
  }

  private String run() {
    while (at < html.length() && !renderer.full()) {
      int tag = html.indexOf('<', at);
      int end = tag < 0 ? html.length() : tag;
      if (end > at) {
        text(html.substring(at, end));
      }
      at = end;
      if (tag >= 0) {
        markup();
      }
    }
    return renderer.text();
  }

  private void text(String run) {
    renderer.text(run.indexOf('&') < 0 ? run : Parser.unescapeEntities(run, false));
  }

  /** Reads what begins with the less-than sign at the current place. */
  private void markup() {
    char next = at + 1 < html.length() ? html.charAt(at + 1) : ' ';
    if (isLetter(next)) {
      openTag();
    } else if (next == '/') {
      closeTag();
    } else if (html.startsWith("<!--", at)) {
      comment();
    } else if (next == '!' || next == '?') {
      at = after('>', at + 2);
    } else {
      renderer.text("<");
      at++;
    }
  }

  private void openTag() {
    String name = name(at + 1);
    at += 1 + name.length();
    skipAttributes();
    if (SILENT.contains(name)) {
      skipTo(name);
    } else {
      renderer.open(name);
    }
  }

  private void closeTag() {
    String name = name(at + 2);
    at = after('>', at + 2);
    renderer.close(name);
  }

  /** A comment that is never closed ends like a tag, so that it cannot swallow the message. */
  private void comment() {
    int end = html.indexOf("-->", at + 2);
    at = end < 0 ? after('>', at + 4) : end + 3;
  }

  private String name(int start) {
    int end = start;
    while (end < html.length() && end - start < 32 && isNameCharacter(html.charAt(end))) {
      end++;
    }
    return html.substring(start, end).toLowerCase(Locale.ROOT);
  }

  /** Goes behind the end of the tag; a quoted value may hold the greater-than sign. */
  private void skipAttributes() {
    boolean valueExpected = false;
    while (at < html.length()) {
      char c = html.charAt(at++);
      if (c == '>') {
        return;
      }
      if (valueExpected && (c == '"' || c == '\'')) {
        skipQuoted(c);
      }
      valueExpected = c == '=' || (valueExpected && c <= ' ');
    }
  }

  /** A quote that is never closed is taken for a character. */
  private void skipQuoted(char quote) {
    if (quote == '"' ? noMoreQuotes : noMoreApostrophes) {
      return;
    }
    int end = html.indexOf(quote, at);
    if (end >= 0) {
      at = end + 1;
    } else if (quote == '"') {
      noMoreQuotes = true;
    } else {
      noMoreApostrophes = true;
    }
  }

  private void skipTo(String name) {
    for (int end = html.indexOf("</", at); end >= 0; end = html.indexOf("</", end + 2)) {
      if (html.regionMatches(true, end + 2, name, 0, name.length())) {
        at = after('>', end + 2);
        return;
      }
    }
    at = html.length();
  }

  private int after(char c, int from) {
    int found = html.indexOf(c, from);
    return found < 0 ? html.length() : found + 1;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNameCharacter(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == ':' || c == '-';
  }

  /** The charset of a byte order mark or a meta element. */
  private static String declaredInside(byte[] b, int length) {
    if (length > 1 && (b[0] & 0xff) == 0xff && (b[1] & 0xff) == 0xfe) {
      return "utf-16le";
    }
    if (length > 1 && (b[0] & 0xff) == 0xfe && (b[1] & 0xff) == 0xff) {
      return "utf-16be";
    }
    int searched = Math.min(length, CHARSET_SEARCH);
    String head = new String(b, 0, searched, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int found = head.indexOf("charset=");
    if (found < 0 || head.lastIndexOf("<meta", found) < 0) {
      return "";
    }
    int start = found + 8;
    while (start < head.length() && "\"' ".indexOf(head.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < head.length() && "\"' ;/>".indexOf(head.charAt(end)) < 0) {
      end++;
    }
    return head.substring(start, end);
  }
}
