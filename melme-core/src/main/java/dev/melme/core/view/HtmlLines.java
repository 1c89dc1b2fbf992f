package dev.melme.core.view;

import dev.melme.api.workspace.TextSection.Kind;
import dev.melme.core.view.Line.Mark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * The lines that a reader sees of a body, and on which of them each text and image stands: what the
 * splitter says of a line holds for its leaves. Leaves are counted in document order, those of
 * silent elements aside.
 */
final class HtmlLines implements NodeFilter {

  private static final int MAX_LINE = 1_000;

  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "br",
          "caption",
          "center",
          "dd",
          "details",
          "div",
          "dl",
          "dt",
          "figcaption",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "li",
          "main",
          "nav",
          "ol",
          "p",
          "pre",
          "section",
          "summary",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "ul");

  /** Classes of elements that hold a quoted message with its introduction. */
  private static final Set<String> QUOTES =
      Set.of(
          "gmail_quote",
          "yahoo_quoted",
          "moz-cite-prefix",
          "protonmail_quote",
          "tutanota_quote",
          "zmail_extra",
          "ms-outlook-mobile-reference-message",
          "yahoo-quoted-begin");

  /** Ids of elements with which a quoted message begins. */
  private static final Set<String> BEGINNINGS =
      Set.of(
          "divrplyfwdmsg",
          "x_divrplyfwdmsg",
          "appendonsend",
          "olk_src_body_section",
          "stopspelling",
          "mail-editor-reference-message-container");

  private static final Set<String> SIGNATURES =
      Set.of("gmail_signature", "moz-signature", "gmail_signature_prefix");

  private static final Set<String> SIGNATURE_IDS =
      Set.of("signature", "ms-outlook-mobile-signature");

  /** An element at this depth marks all lines inside. */
  private record Marked(int depth, Mark mark) {}

  private final List<Line> found = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final Deque<Marked> marks = new ArrayDeque<>();
  private int[] lineOf = new int[256];
  private int leaves;
  private Mark mark = Mark.NONE;
  private boolean begins;
  private int preformatted;
  private Kind[] kinds = {};

  /** Reads the body and splits it. */
  static HtmlLines of(HtmlDocument document) {
    HtmlLines lines = new HtmlLines();
    document.body().filter(lines);
    lines.endLine();
    lines.kinds = QuoteSplitter.split(lines.found);
    return lines;
  }

  /** What the leaf of this number is. */
  Kind kind(int leaf) {
    return leaf < leaves && lineOf[leaf] < kinds.length ? kinds[lineOf[leaf]] : Kind.OWN;
  }

  /** The lines and what each is; for tests. */
  String own() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == Kind.OWN) {
        out.append(found.get(i).text().strip()).append('\n');
      }
    }
    return out.toString().strip();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode leaf) {
      leaves(leaf.getWholeText());
    } else if (node instanceof Element element) {
      if (HtmlRules.isSilent(element)) {
        return FilterResult.SKIP_ENTIRELY;
      }
      if (BLOCKS.contains(element.normalName())) {
        endLine();
      }
      enter(element, depth);
      preformatted += element.normalName().equals("pre") ? 1 : 0;
      if (element.normalName().equals("img")) {
        leaf();
      } else if (element.normalName().equals("hr")) {
        text.append("-----");
        endLine();
      }
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      preformatted -= element.normalName().equals("pre") ? 1 : 0;
      if (BLOCKS.contains(element.normalName()) && !element.normalName().equals("br")) {
        endLine();
      }
      Marked innermost = marks.peek();
      if (innermost != null && innermost.depth() == depth) {
        endLine();
        marks.pop();
        mark = marks.isEmpty() ? Mark.NONE : marks.element().mark();
      }
    }
    return FilterResult.CONTINUE;
  }

  private void enter(Element element, int depth) {
    String id = element.id().toLowerCase(Locale.ROOT);
    if (BEGINNINGS.contains(id)) {
      endLine();
      begins = true;
    }
    Mark own = markOf(element, id);
    // A quote inside a quote tells nothing new, and a signature inside belongs to it.
    if (own != Mark.NONE && mark != Mark.QUOTED && own.compareTo(mark) != 0) {
      endLine();
      mark = own;
      marks.push(new Marked(depth, own));
    }
  }

  private static Mark markOf(Element element, String id) {
    boolean blockquote = element.normalName().equals("blockquote");
    if (blockquote && element.attr("type").equalsIgnoreCase("cite")) {
      return Mark.QUOTED;
    }
    for (String name : element.className().split(" ", 20)) {
      if (QUOTES.contains(name)) {
        return blockquote ? Mark.QUOTED_IF_INTRODUCED : Mark.QUOTED;
      }
      if (SIGNATURES.contains(name)) {
        return Mark.SIGNATURE;
      }
    }
    if (SIGNATURE_IDS.contains(id) || element.hasAttr("data-signatureblock")) {
      return Mark.SIGNATURE;
    }
    return blockquote ? Mark.QUOTED_IF_INTRODUCED : Mark.NONE;
  }

  /** A text is one leaf; in preformatted text each of its lines is. */
  private void leaves(String text) {
    int from = 0;
    for (int end = lineEnd(text, 0, preformatted > 0);
        end < text.length();
        end = lineEnd(text, from, true)) {
      leaf();
      append(text.substring(from, end));
      endLine();
      from = end;
    }
    leaf();
    append(text.substring(from));
    if (preformatted > 0 && text.endsWith("\n")) {
      endLine();
    }
  }

  /** Behind the next line end of preformatted text, else the end. */
  static int lineEnd(String text, int from, boolean preformatted) {
    int end = preformatted ? text.indexOf('\n', from) : -1;
    return end < 0 ? text.length() : end + 1;
  }

  private void leaf() {
    if (leaves == lineOf.length) {
      lineOf = Arrays.copyOf(lineOf, leaves * 2);
    }
    lineOf[leaves++] = found.size();
  }

  /** Runs of white space are one space; what a line has beyond its limit tells nothing. */
  private void append(String run) {
    for (int i = 0; i < run.length() && text.length() < MAX_LINE; i++) {
      char c = run.charAt(i);
      boolean white = c <= ' ' || c == '\u00a0';
      if (!white) {
        text.append(c);
      } else if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
        text.append(' ');
      }
    }
  }

  private void endLine() {
    if (text.length() == 0 && (leaves == 0 || lineOf[leaves - 1] < found.size())) {
      return;
    }
    Line line = Line.of(text.toString());
    boolean first = begins && !line.isBlank();
    begins &= !first;
    if (first || mark != Mark.NONE) {
      line = new Line(line.text(), first ? Mark.BEGINS_QUOTED : mark);
    }
    found.add(line);
    text.setLength(0);
  }
}
