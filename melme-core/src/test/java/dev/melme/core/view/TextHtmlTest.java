package dev.melme.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.workspace.TextHtml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The helper of the API, held to the rules that HTML messages are held to. */
class TextHtmlTest {

  @Test
  void lines_and_spaces_are_kept_and_markup_is_escaped() {
    assertThat(TextHtml.of("a  <b>\r\n\"c\" & 'd'\n"))
        .isEqualTo(
            "<div style=\"white-space:pre-wrap\">a  &lt;b&gt;\n&quot;c&quot; &amp; &#39;d&#39;\n</div>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "see http://a.example/x. | http://a.example/x",
        "(https://a.example/x) | https://a.example/x",
        "https://a.example/x_(y), | https://a.example/x_(y)",
        "<https://a.example/?a=1&b=2> | https://a.example/?a=1&amp;b=2",
        "mailto:a@b.example! | mailto:a@b.example",
        "HTTPS://A.example/ | HTTPS://A.example/",
      })
  void urls_become_links(String text, String target) {
    assertThat(TextHtml.of(text))
        .contains(
            "<a href=\"" + target + "\" target=\"_blank\" rel=\"noopener noreferrer\">" + target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "xhttp://a.example",
        "http://",
        "ftp://a.example",
        "data:text/html,x",
        "http:a"
      })
  void other_texts_do_not(String text) {
    assertThat(TextHtml.of(text)).doesNotContain("<a ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/\"onmouseover=alert(1)//",
        "http://a.example/'><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "https://a.example/<svg onload=alert(1)>",
        "mailto:a@b?body=<script>",
        "a\u0000\u0007b\ud800c"
      })
  void no_text_makes_markup(String text) {
    SafeHtmlRules.check(text, TextHtml.of(text));
    assertThat(TextHtml.of(text)).doesNotContain("\u0000", "\u0007", "\ud800");
  }

  @Test
  void a_million_characters_take_no_time() {
    String text = "http://".repeat(150_000);

    long start = System.nanoTime();
    String html = TextHtml.of(text);

    assertThat(html).hasSizeLessThan(10_000_000);
    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
  }
}
