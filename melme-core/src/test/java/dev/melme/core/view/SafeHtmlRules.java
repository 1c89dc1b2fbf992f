package dev.melme.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.workspace.SafeHtml;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What must hold of every safe HTML, found out by parsing it again, as a browser would. */
final class SafeHtmlRules {

  private static final Set<String> ELEMENTS =
      Set.of(
          ("html head body a abbr address article aside b bdi bdo big blockquote br caption center"
                  + " cite code col colgroup dd del details dfn div dl dt em figcaption figure font"
                  + " footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q"
                  + " rp rt ruby s samp section small span strike strong sub summary sup table"
                  + " tbody td tfoot th thead time tr tt u ul var wbr")
              .split(" "));

  private static final Set<String> ATTRIBUTES =
      Set.of(
          ("abbr align alt background bgcolor border bordercolor cellpadding cellspacing color"
                  + " colspan datetime dir face frame height href hspace lang noshade nowrap open rel"
                  + " reversed rowspan rules scope size span src start style summary target title"
                  + " type valign value vspace width")
              .split(" "));

  private static final Pattern LINK = Pattern.compile("(?i)(https?|mailto|tel):[^\\p{Cntrl}]*");
  private static final Pattern LOCAL_IMAGE =
      Pattern.compile("(?i)(cid:.*|data:image/(png|gif|jpe?g|webp|bmp)[^,]*;base64,.*)");

  private SafeHtmlRules() {}

  /** Holds in the mode that loads nothing from elsewhere. */
  static void checkPrivate(String input, SafeHtml safe) {
    for (String html : new String[] {safe.html(), safe.own(), safe.quoted()}) {
      check(input, html);
      Document document = Jsoup.parse(html);
      assertThat(document.select("*"))
          .as("%s", input)
          .allSatisfy(
              element -> {
                for (String name : new String[] {"src", "background"}) {
                  if (element.hasAttr(name)) {
                    assertThat(element.attr(name)).matches(LOCAL_IMAGE);
                  }
                }
                assertThat(element.attr("style").toLowerCase(Locale.ROOT))
                    .doesNotContain("http:", "https:", "//");
              });
    }
  }

  /** Holds in every mode. */
  static void check(String input, String html) {
    Document document = Jsoup.parse(html);
    document
        .nodeStream()
        .forEach(
            node -> {
              assertThat(node).as("%s", input).isNotInstanceOf(DataNode.class);
              assertThat(node).as("%s", input).isNotInstanceOf(Comment.class);
              if (node instanceof Element element && !(node instanceof Document)) {
                check(input, element);
              }
            });
  }

  private static void check(String input, Element element) {
    assertThat(ELEMENTS).as("%s", input).contains(element.tagName());
    for (Attribute attribute : element.attributes()) {
      assertThat(ATTRIBUTES).as("%s", input).contains(attribute.getKey());
    }
    if (element.hasAttr("href")) {
      assertThat(element.attr("href")).as("%s", input).matches(LINK);
    }
    if (element.normalName().equals("a")) {
      assertThat(element.attr("rel")).isEqualTo("noopener noreferrer");
      assertThat(element.attr("target")).isEqualTo("_blank");
    }
    assertThat(element.attr("style").toLowerCase(Locale.ROOT))
        .as("%s", input)
        .doesNotContain(
            "expression", "script:", "behavior", "binding", "@", "\\", "<", "var(", "position");
  }
}
