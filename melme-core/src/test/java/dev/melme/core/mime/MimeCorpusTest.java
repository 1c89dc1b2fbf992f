package dev.melme.core.mime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Attachment;
import dev.melme.api.Correspondent;
import dev.melme.api.MessageIndex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The index against the mail corpora and the results that they carry; see docs/mime-scores.md. */
class MimeCorpusTest {

  private static final String MIME4J = "mime4j/core/src/test/resources/";
  private static final String ANGUS = "angus-mail/test/resources/org/eclipse/angus/mail/util/";
  private static final String LIBETPAN = "libetpan/plaintext-rendering/data/";

  private final MessageIndexer indexer = new MessageIndexer();

  @Test
  void every_message_is_indexed_and_nothing_is_thrown() throws IOException {
    Corpus corpus = Corpus.orSkip();
    TreeSet<String> unparsed = new TreeSet<>();
    TreeSet<String> refused = new TreeSet<>();

    for (Corpus.Entry entry : corpus.all("msg")) {
      byte[] message = corpus.bytes(entry);
      MessageIndex index = index(message);
      assertThat(indexer.index(new ByteArrayInputStream(message))).as(entry.key()).isEqualTo(index);
      IndexRules.check(index);
      FuzzTest.nothingBreaksInside(message);
      if (index.unparsed()) {
        unparsed.add(entry.key());
      }
      HeaderScan scan = HeaderScan.of(message, message.length, "MelMe-Trace");
      if (scan.outcome() != HeaderScan.Outcome.OK) {
        refused.add(entry.key());
      }
    }

    System.out.println("unparsed: " + unparsed + "\nrefused: " + refused);
    assertThat(unparsed).hasSizeLessThanOrEqualTo(26);
    assertThat(refused)
        .containsExactlyInAnyOrder(
            "cpython-email/msg_19.txt",
            "enmime/testdata/mail/erroneous.raw",
            "flanker/messages/dkim/simple.expected.01",
            MIME4J + "testmsgs/malformedHeader-noheader.msg");
  }

  @Test
  void decoded_parts_agree_with_mime4j() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("mime4j decoded parts", Differences.MIME4J);

    for (Corpus.Entry entry : corpus.all("expected", "mime4j")) {
      int mark = entry.path().indexOf("_decoded_1");
      String message = "mime4j/" + entry.path().substring(0, mark) + ".msg";
      if (!corpus.has(message)) {
        continue;
      }
      String rest = entry.path().substring(mark + 10).replaceFirst("\\.(txt|bin)$", "");
      String path = rest.isEmpty() ? "1" : rest.substring(1).replace('_', '.');
      String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
      comparePart(score, name, path, index(corpus.bytes(message)), corpus.bytes(entry));
    }

    score.holds(106);
  }

  /** An attachment must have the size of the decoded file; text must hold its words. */
  private static void comparePart(
      Score score, String name, String path, MessageIndex index, byte[] decoded) {
    Optional<Attachment> attachment =
        index.attachments().stream().filter(a -> a.partPath().equals(path)).findFirst();
    if (attachment.isPresent()) {
      score.compare(name, (long) decoded.length, attachment.get().sizeBytes());
      return;
    }
    String expected = words(TextDecoder.decode(decoded, 0, decoded.length, ""));
    String markedUp = words(HtmlText.of(decoded, decoded.length, ""));
    String text = words(index.text());
    boolean there = text.contains(expected) || text.contains(markedUp);
    score.compare(name, "text with: " + expected, there ? "text with: " + expected : text);
  }

  @Test
  void rendered_messages_agree_with_libetpan() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("libetpan plain-text renderings", Differences.LIBETPAN);

    for (Corpus.Entry entry : corpus.all("expected", "libetpan")) {
      String name = entry.path().replaceFirst(".*/", "").replaceFirst("\\.txt$", "");
      String message = LIBETPAN + "input/" + name + ".eml";
      if (!corpus.has(message)) {
        continue;
      }
      MessageIndex index = index(corpus.bytes(message));
      String rendered = corpus.text(entry.key());
      int empty = rendered.indexOf("\n\n");
      for (String line :
          rendered.substring(0, empty < 0 ? rendered.length() : empty).split("\n", -1)) {
        if (line.startsWith("Subject: ")) {
          score.compare(name + " subject", words(line.substring(9)), words(index.subject()));
        } else if (line.startsWith("From: ") && !index.from().isEmpty()) {
          score.compare(name + " from", words(line.substring(6)), index.from().get(0).toString());
        }
      }
      String body = empty < 0 ? "" : rendered.substring(empty).replaceAll("(?s)\n- .*", "");
      String expected = words(body);
      String text = words(index.text());
      score.compare(name + " text", expected, text.startsWith(expected) ? expected : text);
    }

    score.holds(58);
  }

  @Test
  void parameters_agree_with_angus_mail() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("angus-mail parameters", Differences.ANGUS_PARAMETERS);

    for (String file : List.of("paramdata", "paramdatanostrict")) {
      String data = corpus.text(ANGUS + file);
      int number = 0;
      Parameters parameters = Parameters.NONE;
      for (String field : data.split("\n(?=[^\t ])", -1)) {
        if (field.startsWith("Content-Type:")) {
          parameters = Parameters.of(raw(field.substring(13).replaceAll("\n(?=[\t ])", "")));
          number++;
        } else if (field.startsWith("Expect:")) {
          for (String line : field.lines().skip(1).toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
              String name = line.substring(0, equals).strip();
              score.compare(
                  file + " " + number + " " + name,
                  unicode(line.substring(equals + 1)),
                  parameters.decoded(name, null));
            }
          }
        }
      }
    }

    score.holds(31);
  }

  @Test
  void addresses_agree_with_postfix() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("postfix tok822", Differences.POSTFIX);

    for (String block : corpus.text("postfix/global/tok822_parse.ref").split("(?m)^>>>", -1)) {
      int end = block.indexOf("<<<");
      int from = block.indexOf("Internalized:\n");
      int to = block.indexOf("\n\n", Math.max(from, 0));
      if (end < 0 || from < 0 || to < 0) {
        continue;
      }
      String field = block.substring(0, end).replaceAll("\n(?=[\t ])", "");
      String internal = block.substring(from + 14, to);
      if (internal.contains("\n") || internal.isEmpty()) {
        continue;
      }
      List<String> found = new ArrayList<>();
      for (Correspondent person : AddressReader.read(raw(field), null, 100)) {
        found.add(person.address().replace("\"", ""));
      }
      String expected = internal.replaceFirst("^.*<", "").replaceFirst(">.*$", "");
      score.compare(field, List.of(expected.replace("\"", "")), found);
    }

    score.holds(7);
  }

  @Test
  void messages_agree_with_what_other_projects_expect() {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("php-mime-mail-parser, zbateson", Differences.PUBLISHED);

    for (PublishedResult result : PublishedResult.ALL) {
      MessageIndex index = index(corpus.bytes(result.key()));
      score.compare(result.key() + " subject", words(result.subject()), words(index.subject()));
      score.compare(result.key() + " from", result.from(), index.from().get(0).address());
      score.compare(
          result.key() + " attachments", result.attachments(), index.attachments().size());
    }

    score.holds(89);
  }

  private MessageIndex index(byte[] message) {
    return indexer.index(message, 0, message.length);
  }

  private static String raw(String unicode) {
    return new String(unicode.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
        .strip();
  }

  /** Their tables write other letters as backslash, u and four hex digits. */
  private static String unicode(String text) {
    return Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(text)
        .replaceAll(match -> Character.toString(Integer.parseInt(match.group(1), 16)));
  }

  private static String words(String text) {
    return text.replaceAll("[\\p{Z}\\s]+", " ").strip();
  }

  /** Reasons by set; the case's name holds the key. */
  private static final class Differences {
    private static final String EMBEDDED = "inside an embedded message, which is one attachment";
    private static final String ALTERNATIVE = "the other alternative is shown";
    private static final String UUENCODED = "a uuencoded file is an attachment, not text";
    private static final String BLANK_BOUNDARY = "a boundary cannot end with a blank (RFC 2046)";
    private static final String LINK = "link targets are not part of the text";
    private static final String REPLY_MARK = "their subject drops the reply mark";
    private static final String AS_WRITTEN = "shown as it is written, theirs is laid out";
    private static final String COMMENT = "a comment is not part of the address";
    private static final String LIST = "a list is several addresses";

    static final Map<String, String> MIME4J =
        Map.ofEntries(
            Map.entry("ak-0696_decoded_1_2_1", EMBEDDED),
            Map.entry("mp-msg-rfc822_decoded_1_2_1", EMBEDDED),
            Map.entry("multi-digest_decoded", EMBEDDED),
            Map.entry("multi-frag_decoded_1_5_1", EMBEDDED),
            Map.entry("multi-nested3_decoded_1_5_1", EMBEDDED),
            Map.entry("multi-nested_decoded_1_5_1", EMBEDDED),
            Map.entry("jt-0498_decoded_1_2_1", EMBEDDED),
            Map.entry("re-fwd_decoded_1_1_1", EMBEDDED),
            Map.entry("bad-newlines-multiple-parts-base64", EMBEDDED),
            Map.entry("base64encoded-rfc822message", EMBEDDED),
            Map.entry("bluedot-postcard_decoded_1_2_1", ALTERNATIVE),
            Map.entry("double-semicolon2_decoded_1_2", ALTERNATIVE),
            Map.entry("boundary-name-clash_decoded_1_1_2", ALTERNATIVE),
            Map.entry("multi-frag_decoded_1_3_2", "sizes of damaged base64 are estimates"),
            Map.entry("sig-uu", UUENCODED),
            Map.entry("uu-junk_decoded_1_2", UUENCODED),
            Map.entry("qp-body", "the file's charset (iso-8859-15) is not known to the comparison"),
            Map.entry("very-long-boundary", BLANK_BOUNDARY),
            Map.entry("very-very-long-boundary", BLANK_BOUNDARY),
            Map.entry("weird-boundary", BLANK_BOUNDARY));

    static final Map<String, String> LIBETPAN =
        Map.ofEntries(
            Map.entry("1641-no-charset text", LINK),
            Map.entry("2135-korean text", LINK),
            Map.entry("4850-russian text", LINK),
            Map.entry("4851-chinese text", LINK),
            Map.entry("6144-russian text", "they show the HTML, the plain alternative is taken"),
            Map.entry("6144-russian subject", "theirs is wrongly decoded"),
            Map.entry("2765-korean from", "an encoded-word without a blank behind it is decoded"),
            Map.entry("2458-encoding text", "no charset is declared and the text is not UTF-8"),
            Map.entry("5231-emoji subject", "theirs is a placeholder"),
            Map.entry("6094-japanese-1 subject", REPLY_MARK),
            Map.entry("989-encoding-1 subject", REPLY_MARK),
            Map.entry("989-encoding-3 subject", REPLY_MARK),
            Map.entry("989-encoding-5 subject", REPLY_MARK),
            Map.entry("989-encoding-1 text", LINK),
            Map.entry("989-encoding-3 text", LINK),
            Map.entry("965-email-rendering text", AS_WRITTEN),
            Map.entry("989-encoding-5 text", AS_WRITTEN));

    static final Map<String, String> ANGUS_PARAMETERS =
        Map.of(
            "title*3", "a segment without the ones before it says nothing",
            "paramdatanostrict 9", "an encoded-word as file name is decoded");

    static final Map<String, String> POSTFIX =
        Map.ofEntries(
            Map.entry("\"wietse venema\"@porcupine.org (", COMMENT),
            Map.entry("wietse@foo (", COMMENT),
            Map.entry("bbbb", COMMENT),
            Map.entry("named group", LIST),
            Map.entry("xxxx <", LIST),
            Map.entry("xxxx xxxx", LIST),
            Map.entry("<1111", "the first address of several counts"),
            Map.entry("wietse\\ venema", "a quoted pair outside quotes is not read"),
            Map.entry("\"wietse venema", "a quote that is never closed is a name"),
            Map.entry("\"zzzz", "a quote that is never closed is a name"),
            Map.entry("[stuff", "an unclosed domain literal is kept as it is"));

    static final Map<String, String> PUBLISHED =
        Map.of(
            "m0014 attachments", "the first text of a message is its text, also with a file name",
            "m0016 attachments", "the first text of a message is its text, also with a file name",
            "m4002.txt attachments", "a signature is an attachment",
            "m4004.txt attachments", "a signature is an attachment");

    private Differences() {}
  }
}
