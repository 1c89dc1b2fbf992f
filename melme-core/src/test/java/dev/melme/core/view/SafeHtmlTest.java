package dev.melme.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.RemoteContent;
import dev.melme.api.workspace.SafeHtml;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {

  private static final HtmlOptions REMOTE =
      HtmlOptions.defaults().withRemoteContent(RemoteContent.ALLOWED);

  @Test
  void ordinary_markup_stays() {
    String html =
        "<h1 align=\"center\">Offer</h1><p style=\"color:#333;font-family:'Open Sans', Arial\">"
            + "Hello <b>Anna</b>,<br>see <a href=\"https://shop.example/?a=1&amp;b=2\">this</a>.</p>"
            + "<table border=\"0\" width=\"600\"><tbody><tr><td bgcolor=\"#eeeeee\" colspan=\"2\">"
            + "1 &lt; 2</td></tr></tbody></table>";

    SafeHtml safe = safe(html);

    assertThat(safe.html())
        .isEqualTo(
            "<h1 align=\"center\">Offer</h1><p style=\"color:#333;font-family:&#39;Open Sans&#39;,"
                + " Arial\">Hello <b>Anna</b>,<br>see"
                + " <a href=\"https://shop.example/?a=1&amp;b=2\" target=\"_blank\""
                + " rel=\"noopener noreferrer\">this</a>.</p><table border=\"0\""
                + " width=\"600\"><tbody><tr><td bgcolor=\"#eeeeee\" colspan=\"2\">1 &lt;"
                + " 2</td></tr></tbody></table>");
    assertThat(safe.own()).isSameAs(safe.html());
    assertThat(safe.quoted()).isEmpty();
    assertThat(safe.remoteContentRemoved()).isFalse();
    assertThat(safe.cut()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a><animate href=#x /></svg>",
        "<math href='javascript:alert(1)'><mtext><table><mglyph><style><img src=x onerror=a()>",
        "<base href='javascript:/a/-alert(1)///////'><meta http-equiv=refresh content='0;url=x'>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x></object><embed src=x>",
        "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button>",
        "<input autofocus onfocus=alert(1)><select><option>x</select><textarea>x</textarea>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<img src=x onerror=alert(1)><body onload=alert(1)><div onclick=alert(1)>",
        "<template><img src=x onerror=alert(1)></template><style>@import 'http://x.example/'</style>",
        "<a id=form name=body class=modal>x</a><img name=getElementById>",
        "<link rel=stylesheet href=//x.example/><video poster=//x.example/ src=//x.example/></video>",
        "<xmp><img src=x onerror=alert(1)></xmp><plaintext><b>",
        "<a href='x' style='behavior:url(#x);-moz-binding:url(//x.example/)'>x</a>",
      })
  void what_runs_loads_or_clobbers_goes(String html) {
    SafeHtml safe = safe(html);

    SafeHtmlRules.checkPrivate(html, safe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "&#x6a;avascript:alert(1)",
        "\u0001javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "blob:https://x.example/1",
        "x",
        "#top",
        "/admin",
        "\\\\server\\share",
        ""
      })
  void links_to_anywhere_else_lose_their_target(String url) {
    String html = safe("<a href=\"" + url + "\">x</a>").html();

    assertThat(Jsoup.parse(html).select("a[href]")).isEmpty();
    assertThat(html).contains("x</a>");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x, https://a.example/x",
    "HTTP://a.example/, HTTP://a.example/",
    "//a.example/x, https://a.example/x",
    "mailto:a@b.example, mailto:a@b.example",
    "tel:+43123, tel:+43123"
  })
  void links_to_the_web_mail_and_telephone_stay(String url, String target) {
    String html = safe("<a href=\"" + url + "\" rel=opener target=_self>x</a>").html();

    assertThat(html)
        .isEqualTo(
            "<a href=\"" + target + "\" target=\"_blank\" rel=\"noopener noreferrer\">x</a>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=https://t.example/p.gif>",
        "<img src='//t.example/p.gif'>",
        "<img src='\\\\t.example\\p.gif'>",
        "<img src='/\\t.example/p.gif'>",
        "<img src=' https://t.example/p.gif'>",
        "<body background=https://t.example/p.gif>x",
        "<table background=https://t.example/p.gif><td background=http://t.example/>x",
        "<div style='background:url(https://t.example/p.gif)'>x",
        "<div style='background-image:url( \"https://t.example/p.gif\" )'>x",
        "<div style='background:red url(https://t.example/p.gif'>x",
        "<div style='background:#fff url(\"https://t.example/p.gif'>x",
        "<body style='background:URL(//t.example/p.gif)'>x",
      })
  void remote_images_wait_until_the_reader_asks(String html) {
    SafeHtml safe = safe(html);

    SafeHtmlRules.checkPrivate(html, safe);
    assertThat(safe.html()).doesNotContain("t.example");
    assertThat(safe.remoteContentRemoved()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "background:var(--x)",
        "background:\\75rl(https://t.example/)",
        "background:u/**/rl(https://t.example/)",
        "background-image:image-set(\"https://t.example/\" 1x)",
        "background-image:-webkit-image-set(url(https://t.example/) 1x)",
        "background-image:cross-fade(url(https://t.example/), red)",
        "border-image:url(https://t.example/)",
        "list-style:url(https://t.example/)",
        "list-style-image:url(https://t.example/)",
        "cursor:url(https://t.example/),auto",
        "content:url(https://t.example/)",
        "filter:url(https://t.example/#x)",
        "src:url(https://t.example/)",
        "width:expression(alert(1))",
        "--x:url(https://t.example/)",
        "position:fixed;top:0",
        "margin:-1000px",
        "color:red}@import 'https://t.example/'",
        "font-family:'x;background:url(https://t.example/)",
      })
  void declarations_that_load_cover_or_are_not_understood_go_in_every_mode(String style) {
    String html = "<div style=\"" + style.replace("\"", "&quot;") + "\">x</div>";

    String safe = BodyHtml.safe(html, REMOTE).html();

    assertThat(safe).isEqualTo("<div>x</div>");
  }

  @Test
  void source_sets_never_stay() {
    String html =
        "<picture><source srcset='https://t.example/a 1x'><img srcset='https://t.example/b 2x'"
            + " src='https://t.example/c' width=3></picture>";

    assertThat(safe(html).html()).isEqualTo("<img width=\"3\">");
    assertThat(BodyHtml.safe(html, REMOTE).html())
        .isEqualTo("<img src=\"https://t.example/c\" width=\"3\">");
  }

  @Test
  void remote_images_come_back_when_the_reader_asks() {
    String html =
        "<body background='http://t.example/a' style='background:#fff URL(//t.example/b(c) x)'>"
            + "<td></td><p style=\"background-image:url('https://t.example/d e')\">x</p>";

    SafeHtml safe = BodyHtml.safe(html, REMOTE);

    SafeHtmlRules.check(html, safe.html());
    assertThat(safe.remoteContentRemoved()).isFalse();
    assertThat(safe.html())
        .contains("background=\"http://t.example/a\"")
        .contains("url(&quot;https://t.example/d%20e&quot;)");
  }

  @Test
  void images_inside_the_message_are_resolved_by_the_host() {
    String html = "<img src='cid:logo%40a.example' alt='Logo'><img src='CID:a b'>";

    String kept = safe(html).html();
    String served =
        BodyHtml.safe(html, HtmlOptions.defaults().withContentIdUrl(id -> "/inline?id=" + id))
            .html();

    assertThat(kept)
        .isEqualTo("<img src=\"cid:logo%40a.example\" alt=\"Logo\"><img src=\"cid:a%20b\">");
    assertThat(served)
        .isEqualTo(
            "<img src=\"/inline?id=logo@a.example\" alt=\"Logo\"><img src=\"/inline?id=a b\">");
  }

  @Test
  void images_in_their_url_stay_if_they_are_raster_images() {
    String png = "data:image/png;base64,iVBORw0KGgo=";

    assertThat(safe("<img src='" + png + "'>").html()).isEqualTo("<img src=\"" + png + "\">");
    assertThat(safe("<img src='data:image/svg+xml;base64,PHN2Zz4='>").html()).isEqualTo("<img>");
    assertThat(safe("<img src='data:text/html;base64,PHN2Zz4='>").html()).isEqualTo("<img>");
    assertThat(safe("<img src='data:image/png,x'>").html()).isEqualTo("<img>");
  }

  @Test
  void background_of_the_body_is_kept_on_an_element_around() {
    String html = "<html><body bgcolor=black style='color:#fff;margin:0'>x</body></html>";

    assertThat(safe(html).html())
        .isEqualTo("<div bgcolor=\"black\" style=\"color:#fff;margin:0\">x</div>");
  }

  @Test
  void elements_that_are_not_known_leave_their_content() {
    assertThat(safe("<o:p>Dear <blink>Sir</blink></o:p><button>Yes</button>").html())
        .isEqualTo("Dear SirYes");
  }

  @Test
  void controls_and_half_characters_do_not_come_out() {
    assertThat(safe("a\u0000b\u0008c\ud800d<p title=\"\u0001&#2;x\">e").html())
        .doesNotContain("\u0000", "\u0001", "\u0002", "\u0008", "\ud800");
  }

  private static SafeHtml safe(String html) {
    return BodyHtml.safe(html, HtmlOptions.defaults());
  }
}
