package dev.melme.core.view;

import dev.melme.api.workspace.SafeHtml;
import dev.melme.api.workspace.TextHtml;
import dev.melme.api.workspace.TextSection.Kind;
import dev.melme.core.view.HtmlSink.OpenElement;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Writes the allowed part of a parsed body anew, three times: all of it, what is new, what is
 * quoted.
 *
 * <p>Nothing is copied: each tag is written from an allowed name and allowed attributes, each text
 * is escaped. Elements that are not allowed leave their content. What comes out holds no element
 * whose content browsers read by other rules (script, style, svg, math, noscript and the like), so
 * that parsing it again cannot turn text into markup.
 */
final class SafeHtmlWriter implements NodeFilter {

  /**
   * Most characters that are read of attributes and written; small markup can ask for gigabytes.
   */
  private static final int MAX_WORK = 4 * HtmlDocument.MAX_CHARS;

  private static final String CUT_MARK = "<p>[\u2026]</p>";
  private static final int MAX_ATTRIBUTE = 2_000;

  private final Images images;
  private final StyleFilter styles;
  private final HtmlLines lines;
  private final List<OpenElement> path = new ArrayList<>();
  private final HtmlSink all = new HtmlSink(path);
  private final HtmlSink own = new HtmlSink(path);
  private final HtmlSink quoted = new HtmlSink(path);
  private Kind kind = Kind.OWN;
  private int leaf;
  private int preformatted;
  private long work;

  /** Prepares to write; the lines tell what is quoted. */
  SafeHtmlWriter(Images images, HtmlLines lines) {
    this.images = images;
    this.styles = new StyleFilter(images);
    this.lines = lines;
  }

  SafeHtml write(HtmlDocument document) {
    document.body().filter(this);
    boolean stopped = work > MAX_WORK;
    while (!path.isEmpty()) {
      close();
    }
    boolean cut = stopped || document.cut();
    String mark = cut ? CUT_MARK : "";
    String html = all + mark;
    boolean split = quoted.length() > 0;
    return new SafeHtml(
        html,
        split ? own + mark : html,
        split ? quoted.toString() : "",
        images.remoteRemoved(),
        cut);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (work > MAX_WORK) {
      return FilterResult.STOP;
    }
    if (node instanceof TextNode text) {
      text(text.getWholeText());
    } else if (node instanceof Element element) {
      if (HtmlRules.isSilent(element)) {
        return FilterResult.SKIP_ENTIRELY;
      }
      element(element);
    } else if (node instanceof DataNode) {
      return FilterResult.SKIP_ENTIRELY;
    }
    return FilterResult.CONTINUE;
  }

  private void text(String text) {
    int from = 0;
    int end;
    do {
      end = HtmlLines.lineEnd(text, from, preformatted > 0);
      kind = lines.kind(leaf++);
      write(TextHtml.escape(text.substring(from, end)));
      from = end;
    } while (end < text.length());
  }

  private void element(Element element) {
    preformatted += element.normalName().equals("pre") ? 1 : 0;
    String name = element.normalName();
    if (name.equals("body")) {
      String attributes = attributes(element);
      if (!attributes.isEmpty()) {
        open("div", attributes);
      }
    } else if (HtmlRules.isVoid(element) && HtmlRules.isAllowed(element)) {
      if (name.equals("img")) {
        kind = lines.kind(leaf++);
      }
      write("<" + name + attributes(element) + ">");
    } else if (HtmlRules.isAllowed(element)) {
      open(name, attributes(element));
    }
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      preformatted -= element.normalName().equals("pre") ? 1 : 0;
      boolean isBody = element.normalName().equals("body");
      boolean opened = isBody ? !path.isEmpty() : HtmlRules.isAllowed(element);
      if (opened && !HtmlRules.isVoid(element)) {
        close();
      }
    }
    return FilterResult.CONTINUE;
  }

  private void open(String name, String attributes) {
    path.add(new OpenElement(name, "<" + name + attributes + ">"));
    all.open();
    work += name.length() + attributes.length();
  }

  /** An element that nothing was written of, such as an empty cell, belongs to what came before. */
  private void close() {
    if (!own.hasInnermost() && !quoted.hasInnermost()) {
      part().open();
    }
    all.close();
    own.close();
    quoted.close();
    path.remove(path.size() - 1);
  }

  private void write(String html) {
    work += html.length();
    all.append(html);
    part().append(html);
  }

  private HtmlSink part() {
    return kind == Kind.QUOTED ? quoted : own;
  }

  private String attributes(Element element) {
    StringBuilder out = new StringBuilder();
    String name = element.normalName();
    for (Attribute attribute : element.attributes()) {
      String value = attribute.getValue();
      work += value.length();
      switch (attribute.getKey()) {
        case "style" -> add(out, "style", styles.filter(value));
        case "href" -> add(out, "href", name.equals("a") ? Links.target(value) : "");
        case "src" -> add(out, "src", name.equals("img") ? images.source(value) : "");
        case "background" -> add(out, "background", images.source(value));
        default -> {
          if (value.length() <= MAX_ATTRIBUTE && HtmlRules.isAllowed(element, attribute)) {
            out.append(' ').append(attribute.getKey()).append("=\"");
            out.append(TextHtml.escape(value)).append('"');
          }
        }
      }
    }
    if (name.equals("a")) {
      out.append(" target=\"_blank\" rel=\"noopener noreferrer\"");
    }
    return out.toString();
  }

  private static void add(StringBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.append(' ').append(name).append("=\"").append(TextHtml.escape(value)).append('"');
    }
  }
}
