package dev.melme.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.MessageText;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules one by one; ReplyCorpusTest measures them. */
class QuoteSplitterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, 4 May 2020 at 10:00, Anna <a@b.example> wrote:",
        "On 5/4/20 10:00 AM, Anna wrote:",
        "On Mon, 4 May 2020 at 10:00, Anna Maria von und zu Irgendwo\n<a@b.example> wrote:",
        "Am 04.05.20 um 10:00 schrieb Anna:",
        "Am Montag, 4. Mai 2020, 10:00:00 CEST schrieb Anna:",
        "Anna <a@b.example> schrieb am Mo., 4. Mai 2020, 10:00:",
        "Le lun. 4 mai 2020 à 10:00, Anna <a@b.example> a écrit :",
        "El lun, 4 may 2020 a las 10:00, Anna (<a@b.example>) escribió:",
        "Il giorno lun 4 mag 2020 alle ore 10:00 Anna <a@b.example> ha scritto:",
        "Em seg., 4 de mai. de 2020 às 10:00, Anna <a@b.example> escreveu:",
        "Op ma 4 mei 2020 om 10:00 schreef Anna <a@b.example>:",
        "Den mån 4 maj 2020 kl 10:00 skrev Anna <a@b.example>:",
        "man. 4. mai 2020 kl. 10:00 skrev Anna <a@b.example>:",
        "ma 4. toukok. 2020 klo 10.00 Anna (a@b.example) kirjoitti:",
        "pon., 4 maj 2020 o 10:00 Anna <a@b.example> napisał(a):",
        "po 4. 5. 2020 v 10:00 odesílatel Anna <a@b.example> napsal:",
        "Anna <a@b.example> ezt írta (időpont: 2020. máj. 4., H, 10:00):",
        "пн, 4 мая 2020 г. в 10:00, Anna <a@b.example>:",
        "4 мая 2020 г., в 10:00, Anna <a@b.example> написал(а):",
        "Anna <a@b.example>, 4 May 2020 Pzt, 10:00 tarihinde şunu yazdı:",
        "Anna <a@b.example> 于2020年5月4日周一 上午10:00写道：",
        "2020年5月4日(月) 10:00 Anna <a@b.example>:",
        "2020년 5월 4일 (월) 오전 10:00, Anna <a@b.example>님이 작성:",
      })
  void attribution_of_many_programs_goes_with_the_quote(String attribution) {
    MessageText text = split("Yes.\n\n" + attribution + "\n\n> Really?\n");

    assertThat(text.own()).isEqualTo("Yes.");
    assertThat(text.quoted()).isEqualTo(attribution + "\n\n> Really?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "My boss wrote:",
        "On the other hand, as I wrote:",
        "In 2015 the committee wrote:",
        "Things to bring:",
        "On Monday I will be there.",
        "The address is a@b.example, not the other:",
        "To: the hills\nDate: soon",
        "Date: Wednesday 3, October 2011\nTime: 7:00am\nAddress: 130 Fox St",
        "--- Enter feedback below ---",
        "-1 for that",
        "a > b",
        "| a | b |",
        "Sent from my desk, this would be easier.",
      })
  void ordinary_text_stays_new(String lines) {
    String text = "Hello,\n\n" + lines + "\n\nas I said.\n";

    assertThat(split(text).own()).isEqualTo(text.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----Original Message-----\nFrom: Anna\nSent: Monday\n\nReally?",
        "-----Ursprüngliche Nachricht-----\nVon: Anna\n\nReally?",
        "________________________________\nFrom: Anna <a@b.example>\nSent: Monday\nTo: Bob\n\nR?",
        "*From:* Anna <a@b.example>\n*Sent:* Monday\n*To:* Bob\n*Subject:* x\n\nReally?",
        "De : Anna <a@b.example>\nEnvoyé : lundi\nÀ : Bob\nObjet : x\n\nReally?",
        "发件人: Anna\n发送时间: 2020年5月4日\n收件人: Bob\n主题: x\n\nReally?",
        "Begin forwarded message:\n\nFrom: Anna\nSubject: x\n\nReally?",
        "---------- Forwarded message ---------\nVon: Anna <a@b.example>\nDate: x\n\nReally?",
        "On 4 May 2020, Anna <a@b.example> wrote:\n\nReally?\n\nAnna",
      })
  void whole_message_below_is_quoted_to_the_end(String quoted) {
    MessageText text = split("Yes.\n\n" + quoted + "\n");

    assertThat(text.own()).isEqualTo("Yes.");
    assertThat(text.quoted()).isEqualTo(quoted);
  }

  @Test
  void answers_inside_and_below_a_quote_are_new() {
    MessageText text =
        split("On 4 May 2020, Anna wrote:\n> One?\nYes.\n> Two?\n\nNo.\n\nRegards\n-- \nBob\n");

    assertThat(text.own()).isEqualTo("Yes.\nNo.\n\nRegards");
    assertThat(text.signature()).isEqualTo("-- \nBob".strip());
  }

  @Test
  void message_forwarded_without_a_word_is_what_there_is_to_read() {
    MessageText text =
        split("---------- Forwarded message ---------\nFrom: Anna\nDate: x\n\nThe news.\n");

    assertThat(text.own()).isEqualTo("The news.");
    assertThat(text.quoted()).contains("From: Anna");
  }

  @Test
  void signature_ends_where_a_quote_begins_and_long_text_is_none() {
    MessageText text = split("Yes.\n--\nBob\n\nOn 4 May 2020, Anna wrote:\n> Really?\n");
    String chapter = "Part 1\n--\n" + "line\n".repeat(60);

    assertThat(text.own()).isEqualTo("Yes.");
    assertThat(text.signature()).isEqualTo("--\nBob");
    assertThat(text.quoted()).endsWith("> Really?");
    assertThat(split(chapter).own()).isEqualTo(chapter.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<blockquote type=cite>%s</blockquote>",
        "<div class='gmail_quote gmail_quote_container'>%s</div>",
        "<div class=yahoo_quoted>%s</div>",
        "<div id=appendonsend></div><hr><div id=divRplyFwdMsg>%s</div>",
        "<span id=OLK_SRC_BODY_SECTION>%s</span>",
        "<div>On 4 May 2020, Anna wrote:</div><blockquote>%s</blockquote>",
        "<div><b>From:</b> Anna<br><b>Sent:</b> Monday<br><b>To:</b> Bob</div><p>%s</p>",
        "<pre>&gt; a\n&gt; %s\n</pre>",
      })
  void containers_of_mail_programs_are_quotes(String html) {
    var safe = BodyHtml.safe("<p>Yes.</p>" + html.replace("%s", "Really?"), HtmlOptions.defaults());

    assertThat(safe.own()).contains("Yes.").doesNotContain("Really?");
    assertThat(safe.quoted()).contains("Really?").doesNotContain("Yes.");
  }

  @Test
  void blockquote_that_nobody_introduced_is_part_of_the_text() {
    String html = "<p>He said:</p><blockquote>I have a dream</blockquote><p>and left.</p>";

    assertThat(BodyHtml.safe(html, HtmlOptions.defaults()).quoted()).isEmpty();
  }

  static Stream<String> hostile() {
    int size = 1 << 20;
    return Stream.of(
            "On ",
            "On 1 May 2020 <",
            "> ",
            ">\n",
            "--\n",
            "__________\n",
            "From: a\n",
            "<\n\n",
            "On 1 May 2020\n",
            "a@b.example\n",
            "\n",
            "- ",
            "wrote: ",
            "On 1 May 2020 wrote:\n")
        .map(piece -> piece.repeat(size / piece.length()));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_million_hostile_characters_take_little_time(String text) {
    long start = System.nanoTime();

    assertThat(split(text).whole()).hasSameSizeAs(text);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  private static MessageText split(String text) {
    return QuoteSplitter.split(text);
  }
}
