package dev.melme.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.RemoteContent;
import dev.melme.api.workspace.SafeHtml;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HTML that is made to cost time and memory: at most 5 seconds of processor time, and 200 MB
 * allocated in all.
 */
class HostileHtmlTest {

  private static final int SIZE = 1 << 20;

  static Stream<Arguments> attacks() {
    String style = "style=\"" + "color:red;".repeat(700) + "\"";
    return Stream.of(
        attack("100,000 nested elements", "<div>".repeat(100_000)),
        attack("nested formatting in paragraphs", fill("<p><b><i>")),
        attack("nested tables", fill("<table><tr><td>")),
        attack("text fostered out of tables", fill("<table>a<b>")),
        attack("nested quotes", fill("<blockquote type=cite>a")),
        attack("nested svg", fill("<svg><desc>")),
        attack("end tags", "<b>".repeat(500) + fill("</p>")),
        attack("misnested tags", fill("<b><div></b>")),
        attack("an attribute that is never closed", "<a href=\"" + fill("<b>x")),
        attack("a tag that is never closed", "<a " + fill("b=c ")),
        attack("a comment that is never closed", "<!--" + fill("- -")),
        attack("many attributes", "<p " + fill("a=1 b=2 ") + ">"),
        attack("a style that is copied for each paragraph", "<b " + style + ">" + fill("<p>x")),
        attack(
            "a refused style that is copied for each paragraph",
            "<b style=\"" + "x:y;".repeat(2_000) + "\">" + fill("<p>x")),
        attack("one long style", "<p style=\"" + fill("background:url(") + "\">x"),
        attack("one long style of comments", "<p style=\"" + fill("/*") + "\">x"),
        attack("attributions", fill("On 1 May 2020 a@b.example wrote:<br>")),
        attack("attributions that do not end", fill("On 1 May 2020<br>")),
        attack("header fields", fill("From: a<br>")),
        attack("signature delimiters", fill("--<br>")),
        attack("signature delimiters far apart", fill("--<br><p><p><p><br>a<br>")),
        attack("rulers", fill("__________<br>")),
        attack("preformatted lines", "<pre>" + fill("&gt; a\n")),
        attack("one long word", fill("a")),
        attack("characters that grow", fill("\"")),
        attack("open brackets", fill("<")),
        attack("references", fill("&amp")),
        attack("ten million characters", "a".repeat(10_000_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void hostile_html_is_shown_or_cut_in_bounded_time_and_memory(String name, String html) {
    HtmlOptions remote = HtmlOptions.defaults().withRemoteContent(RemoteContent.ALLOWED);
    long allocated = allocated();
    long start = threads().getCurrentThreadCpuTime();

    SafeHtml safe = BodyHtml.safe(html, remote);

    Duration took = Duration.ofNanos(threads().getCurrentThreadCpuTime() - start);
    long megabytes = (allocated() - allocated) >> 20;
    System.out.printf(
        "%s: %d ms, %d MB, %d characters%n",
        name, took.toMillis(), megabytes, safe.html().length());
    assertThat(took).isLessThan(Duration.ofSeconds(5));
    assertThat(megabytes).isLessThan(200);
  }

  private static Arguments attack(String name, String html) {
    return Arguments.of(name, html);
  }

  private static String fill(String piece) {
    return piece.repeat(SIZE / piece.length());
  }

  private static long allocated() {
    return threads().getCurrentThreadAllocatedBytes();
  }

  private static ThreadMXBean threads() {
    return (ThreadMXBean) ManagementFactory.getThreadMXBean();
  }
}
