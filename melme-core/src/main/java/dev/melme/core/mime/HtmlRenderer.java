package dev.melme.core.mime;

import java.util.Set;

/** Lays out the text of HTML as a reader sees it: white space folded, blocks on their own lines. */
final class HtmlRenderer {

  private static final Set<String> PARAGRAPHS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table");

  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "body",
          "caption",
          "center",
          "dd",
          "details",
          "div",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "header",
          "hr",
          "html",
          "li",
          "main",
          "nav",
          "option",
          "section",
          "summary",
          "tbody",
          "tfoot",
          "thead",
          "tr");

  private final StringBuilder out = new StringBuilder();
  private int preformatted;
  private final int maxChars;
  private boolean space;

  HtmlRenderer(int maxChars) {
    this.maxChars = maxChars;
  }

  boolean full() {
    return out.length() >= maxChars;
  }

  void open(String name) {
    switch (name) {
      case "br" -> newLine();
      case "li" -> {
        lines(1);
        out.append("* ");
      }
      case "td", "th" -> space |= !atLineStart();
      case "pre", "textarea" -> {
        lines(2);
        preformatted++;
      }
      default -> breakLine(name);
    }
  }

  void close(String name) {
    if (name.equals("pre") || name.equals("textarea")) {
      preformatted = Math.max(0, preformatted - 1);
      lines(2);
    } else {
      breakLine(name);
    }
  }

  private void breakLine(String name) {
    if (PARAGRAPHS.contains(name)) {
      lines(2);
    } else if (BLOCKS.contains(name)) {
      lines(1);
    }
  }

  void text(String text) {
    for (int i = 0; i < text.length() && !full(); i++) {
      char c = text.charAt(i);
      if (preformatted > 0) {
        out.append(c);
      } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
        space |= !atLineStart();
      } else {
        if (space) {
          out.append(' ');
          space = false;
        }
        out.append(c == '\u00a0' ? ' ' : c);
      }
    }
  }

  private boolean atLineStart() {
    return out.length() == 0 || out.charAt(out.length() - 1) == '\n';
  }

  private void newLine() {
    space = false;
    out.append('\n');
  }

  /** Makes sure that what follows begins a line, after an empty one if two are wanted. */
  private void lines(int wanted) {
    space = false;
    int there = 0;
    while (there < wanted && there < out.length() && endsLine(there)) {
      there++;
    }
    for (int i = there; i < wanted && out.length() > 0; i++) {
      out.append('\n');
    }
  }

  private boolean endsLine(int back) {
    return out.charAt(out.length() - 1 - back) == '\n';
  }

  /** The text, one line end at its end, empty when there is nothing but white space. */
  String text() {
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) <= ' ') {
      end--;
    }
    out.setLength(end);
    return end == 0 ? "" : out.append('\n').toString();
  }
}
