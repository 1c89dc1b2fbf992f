package dev.melme.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.MessageIndex;
import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.MessageText;
import dev.melme.api.workspace.TextSection;
import dev.melme.core.mime.Corpus;
import dev.melme.core.mime.MessageIndexer;
import dev.melme.core.mime.ReadableBody;
import dev.melme.core.mime.Score;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/**
 * The splitter against what other projects expect of their own test mails, as their files or tests
 * say; see docs/reply-scores.md.
 */
class ReplyCorpusTest {

  private static final String WILLDURAND = "willdurand-emailreplyparser";
  private static final String STRIPPED = "talon/signature/emails/stripped/";

  @Test
  void new_text_agrees_with_discourse() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("discourse email_reply_trimmer", Differences.DISCOURSE);

    for (Corpus.Entry entry : corpus.all("reply", "discourse-reply-trimmer")) {
      if (entry.path().startsWith("emails/")) {
        String trimmed = corpus.text(entry.key().replace("/emails/", "/trimmed/"));
        score.compare(
            entry.path().substring(7),
            comparable(trimmed),
            comparable(split(corpus.text(entry.key())).own()));
      }
    }

    score.holds(52);
  }

  @Test
  void new_text_agrees_with_github() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("github email_reply_parser", Map.of());

    for (ReplyExpectation expected : ReplyExpectation.GITHUB) {
      compare(score, corpus, "github-email-reply-parser/", expected);
    }

    score.holds(18);
  }

  @Test
  void new_text_agrees_with_zapier() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("zapier email-reply-parser", Map.of());

    for (ReplyExpectation expected : ReplyExpectation.ZAPIER) {
      compare(score, corpus, "zapier-email-reply-parser/", expected);
    }

    score.holds(4);
  }

  @Test
  void new_text_agrees_with_willdurand() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("willdurand EmailReplyParser", Differences.WILLDURAND);

    for (ReplyExpectation expected : ReplyExpectation.WILLDURAND) {
      compare(score, corpus, WILLDURAND + "/", expected);
    }
    String dated = corpus.text(WILLDURAND + "/email_with_date_headers.txt");
    for (String line : ReplyExpectation.ATTRIBUTIONS) {
      String text = dated.replace("[DATE]", line);
      score.compare("attribution " + line, "Thank you very much.", split(text).own());
    }
    String from = corpus.text(WILLDURAND + "/email_with_from_headers.txt");
    for (String label : List.of("From", "De", "Van", "Da")) {
      String line = label + ": foo@example.com <foo@example.com>";
      score.compare(
          "header " + label,
          comparable(line + "\n\nMy email is <foo@example.com>"),
          comparable(split(from.replace("[FROM]", line)).quoted()));
    }

    score.holds(46);
  }

  @Test
  void text_above_the_quote_agrees_with_talon() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("talon standard replies", Map.of());

    for (Corpus.Entry entry : corpus.all("msg", "talon")) {
      byte[] bytes = corpus.bytes(entry);
      MessageIndex index = new MessageIndexer().index(bytes, 0, bytes.length);
      MessageText text = split(index.text());
      String unquoted = without(TextSection.Kind.QUOTED, text);
      if (entry.path().contains("standard_replies/")) {
        String name = entry.path().substring("standard_replies/".length());
        String expected =
            switch (name) {
              case "iphone.eml" -> "Hello\n\nSent from my iPhone";
              case "sparrow.eml" ->
                  "Hello\n\n--\nxxx\nSent with Sparrow (http://www.sparrowmailapp.com/?sig)";
              default -> "Hello";
            };
        score.compare(name, expected, comparable(unquoted));
      } else {
        score.compare(entry.path(), false, unquoted.contains("From") || unquoted.contains("wrote"));
      }
    }

    score.holds(11);
  }

  @Test
  void signatures_agree_with_talon() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("talon signatures", Differences.TALON_SIGNATURES);

    for (String name : List.of("camel_case", "johndoeexamplecom", "long", "short_url", "sparse")) {
      String body = corpus.text(STRIPPED + name + "_body");
      String signature = comparable(corpus.text(STRIPPED + name + "_signature"));
      score.compare(name, signature, comparable(split(body).signature()));
    }
    String marked = corpus.text("talon/signature/emails/P/102682_R_S");
    String plain = marked.replaceAll("(?m)^#(reply|sig)#", "");
    String expected =
        marked.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
    score.compare("102682_R_S", comparable(expected), comparable(split(plain).own()));

    score.holds(1);
  }

  @Test
  void html_agrees_with_talon_and_planer() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("talon and planer HTML replies", Map.of());

    for (Corpus.Entry entry : corpus.all("html", "talon")) {
      String own = ownText(corpus.text(entry.key()));
      score.compare(
          entry.path(), "Hi.Iamfine.Thanks,Alex", own.replaceAll("[\\s\\u00a0\\u200b]+", ""));
    }
    snippets(
        score, corpus, "microsoft-namespaces", "Lorem ipsum dolor sit amet", "Odio et pretium");
    snippets(
        score,
        corpus,
        "office-365",
        "I really hope that you're doing well!",
        "Do you like the holidays?");
    snippets(
        score,
        corpus,
        "outlook-mixed",
        "This is how it looks on my emails",
        "We'd love to set up a quick phone call with you");

    score.holds(11);
  }

  @Test
  void nothing_is_lost_whatever_the_message() throws IOException {
    Corpus corpus = Corpus.orSkip();

    for (Corpus.Entry entry : corpus.all("reply")) {
      split(corpus.text(entry.key()));
    }
    for (Corpus.Entry entry : corpus.all("msg")) {
      for (ReadableBody.Part part :
          ReadableBody.read(new ByteArrayInputStream(corpus.bytes(entry))).parts()) {
        split(part.text());
      }
    }
  }

  private static void snippets(
      Score score, Corpus corpus, String name, String reply, String original) {
    String html = corpus.text("planer/html/" + name + ".html");
    String own = ownText(html).replaceAll("[\\s\\u00a0]+", " ");
    score.compare(name, "true false", own.contains(reply) + " " + own.contains(original));
  }

  private static String ownText(String html) {
    return Jsoup.parse(BodyHtml.safe(html, HtmlOptions.defaults()).own()).text();
  }

  private static void compare(
      Score score, Corpus corpus, String folder, ReplyExpectation expected) {
    String text = corpus.text(folder + expected.file());
    score.compare(expected.file(), "", expected.differenceTo(split(text), text));
  }

  /** Splits, and checks that all of the text is still there. */
  private static MessageText split(String raw) {
    String text = raw.replace("\r\n", "\n");
    MessageText split = QuoteSplitter.split(text);
    assertThat(split.whole()).isEqualTo(text);
    return split;
  }

  private static String without(TextSection.Kind kind, MessageText text) {
    return text.sections().stream()
        .filter(section -> section.kind() != kind)
        .map(TextSection::text)
        .collect(Collectors.joining());
  }

  /** Blanks at the end of lines and around the text do not count. */
  static String comparable(String text) {
    return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n")).strip();
  }

  /** Reasons by set; the case's name holds the key. */
  private static final class Differences {
    private static final String CONTEXT = "quoted lines stay quoted when an answer stands below";
    private static final String BELOW = "text below a quote is new: the sender may answer there";
    private static final String NOTHING_NEW =
        "with nothing new above, what follows the header of a forwarded message is what to read";
    private static final String NO_DELIMITER = "a signature without a delimiter is not guessed";

    static final Map<String, String> DISCOURSE =
        Map.of(
            "embedded_email_1.txt", BELOW,
            "embedded_email_7.txt", CONTEXT,
            "embedded_email_16.txt", CONTEXT);
    static final Map<String, String> WILLDURAND = Map.of("header ", NOTHING_NEW);
    static final Map<String, String> TALON_SIGNATURES =
        Map.of(
            "johndoeexamplecom", NO_DELIMITER,
            "long", NO_DELIMITER,
            "short_url", NO_DELIMITER,
            "sparse", NO_DELIMITER,
            "102682_R_S", NO_DELIMITER);

    private Differences() {}
  }
}
