package dev.melme.core.view;

import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;

/**
 * Which elements and attributes a shown message may have. What is not named here does not come out.
 *
 * <p>Three attributes are not judged by name alone: {@code href}, {@code src} and {@code style}
 * (and {@code background}) go through {@link Links}, {@link Images} and {@link StyleFilter}. Not
 * allowed on purpose: ids and names (they clobber variables of scripts), classes (the style sheet
 * of the host would apply), forms, frames, media, style sheets, and all that is SVG or MathML.
 */
final class HtmlRules {

  /** Elements that go with all they contain; others that are not allowed leave their content. */
  private static final Set<String> SILENT =
      Set.of(
          "applet",
          "audio",
          "base",
          "canvas",
          "embed",
          "frame",
          "frameset",
          "head",
          "iframe",
          "link",
          "math",
          "meta",
          "noembed",
          "noframes",
          "param",
          "script",
          "select",
          "source",
          "style",
          "svg",
          "template",
          "title",
          "track",
          "video");

  private static final Set<String> VOID = Set.of("br", "col", "hr", "img", "wbr");

  private static final Safelist ALLOWED =
      new Safelist()
          .addTags("a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big")
          .addTags("blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup")
          .addTags("dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure")
          .addTags("font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i")
          .addTags("img", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "rp")
          .addTags("rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong")
          .addTags("sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead")
          .addTags("time", "tr", "tt", "u", "ul", "var", "wbr")
          .addAttributes(":all", "align", "bgcolor", "dir", "height", "lang", "title", "valign")
          .addAttributes(":all", "width")
          .addAttributes("bdo", "dir")
          .addAttributes("details", "open")
          .addAttributes("font", "color", "face", "size")
          .addAttributes("hr", "color", "noshade", "size")
          .addAttributes("img", "alt", "border", "hspace", "vspace")
          .addAttributes("li", "type", "value")
          .addAttributes("ol", "reversed", "start", "type")
          .addAttributes("table", "border", "bordercolor", "cellpadding", "cellspacing", "frame")
          .addAttributes("table", "rules", "summary")
          .addAttributes("td", "abbr", "colspan", "nowrap", "rowspan", "scope")
          .addAttributes("th", "abbr", "colspan", "nowrap", "rowspan", "scope")
          .addAttributes("col", "span")
          .addAttributes("colgroup", "span")
          .addAttributes("time", "datetime")
          .addAttributes("ul", "type");

  private HtmlRules() {}

  /** Whether the element goes with all that it contains. */
  static boolean isSilent(Element element) {
    return SILENT.contains(element.normalName());
  }

  static boolean isAllowed(Element element) {
    return ALLOWED.isSafeTag(element.normalName());
  }

  static boolean isVoid(Element element) {
    return VOID.contains(element.normalName());
  }

  /** Whether an attribute may stay with the value that it has. */
  static boolean isAllowed(Element element, Attribute attribute) {
    return ALLOWED.isSafeAttribute(element.normalName(), element, attribute);
  }
}
