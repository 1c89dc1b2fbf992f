package dev.melme.core.bounce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.core.mime.Corpus;
import dev.melme.core.mime.Score;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reader of reports against real bounces; see docs/bounce-scores.md. */
class BounceCorpusTest {

  private static final String SISIMAI = "sisimai/maildir/bsd/";

  @Test
  void recipients_and_status_codes_agree_with_sisimai() throws IOException {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("sisimai", Differences.SISIMAI);

    for (String line : expected()) {
      String[] cells = line.split("\t", -1);
      Report report = read(corpus.bytes(SISIMAI + cells[0] + ".eml"));
      String codes =
          report.recipients().stream()
              .map(ReportedRecipient::status)
              .sorted()
              .collect(Collectors.joining(" "));
      score.compare(cells[0], cells[1], codes);
    }

    score.holds(222);
  }

  @Test
  void fields_and_message_id_agree_with_angus_dsn() throws IOException {
    Corpus corpus = Corpus.orSkip();
    Score score = new Score("angus dsn", Differences.ANGUS);

    for (Corpus.Entry entry : corpus.all("msg")) {
      byte[] bytes = corpus.bytes(entry);
      Optional<AngusReport> angus = AngusReport.read(bytes);
      if (angus.isPresent()) {
        score.compare(entry.key(), angus.get().toString(), AngusReport.of(read(bytes)).toString());
      }
    }

    score.holds(315);
  }

  @Test
  void line_ends_make_no_difference() throws IOException {
    Corpus corpus = Corpus.orSkip();

    for (Corpus.Entry entry : corpus.all("msg", "sisimai")) {
      String text = new String(corpus.bytes(entry), ISO_8859_1);
      String lf = text.replace("\r\n", "\n").replace('\r', '\n');

      assertThat(
              List.of(read(bytes(lf.replace("\n", "\r\n"))), read(bytes(lf.replace('\n', '\r')))))
          .as(entry.key())
          .containsOnly(read(bytes(lf)));
    }
  }

  @Test
  void what_is_no_report_has_no_failed_recipient() throws IOException {
    Corpus corpus = Corpus.orSkip();
    Map<String, List<ReportedRecipient>> found = new HashMap<>();

    for (Corpus.Entry entry : corpus.all("msg")) {
      byte[] bytes = corpus.bytes(entry);
      boolean report =
          new String(bytes, ISO_8859_1).toLowerCase(Locale.ROOT).contains("delivery-status");
      if (!report && !read(bytes).recipients().isEmpty()) {
        found.put(entry.key(), read(bytes).recipients());
      }
    }

    assertThat(found).isEmpty();
  }

  private static Report read(byte[] message) throws IOException {
    return ReportReader.read(new ByteArrayInputStream(message));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static List<String> expected() throws IOException {
    try (InputStream in = BounceCorpusTest.class.getResourceAsStream("sisimai.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    }
  }

  /** Reasons by set; the case's name holds the key. */
  private static final class Differences {
    private static final String FIELD = "the Status field counts; theirs is found in other words";
    private static final String NO_FIELD = "there is no Status field: none is made up";
    private static final String NO_RECIPIENT = "the delivery status names no recipient";
    private static final String NO_PARTS = "the declared boundary never comes, or none is declared";
    private static final String SEVERAL = "several messages in one file: the first one is read";
    private static final String UNTOLD = "groups that tell nothing are no recipients";
    private static final String ENCODED = "an encoded-word in an address is decoded";
    private static final String ENCODING = "a returned message that is encoded is decoded";
    private static final String ONE_GROUP =
        "with one group only, theirs takes it for that of the message";

    static final Map<String, String> SISIMAI =
        byReason(
            Map.of(
                FIELD,
                List.of(
                    "lhost-sendmail-10",
                    "rhost-franceptt-10",
                    "lhost-amazonses-02",
                    "lhost-amazonses-03",
                    "lhost-amazonses-17",
                    "lhost-opensmtpd-06",
                    "lhost-opensmtpd-10",
                    "lhost-opensmtpd-11",
                    "lhost-opensmtpd-13",
                    "lhost-opensmtpd-14",
                    "lhost-opensmtpd-15",
                    "lhost-opensmtpd-16",
                    "lhost-opensmtpd-17",
                    "lhost-sendmail-07",
                    "lhost-sendmail-08",
                    "lhost-sendmail-18",
                    "lhost-sendmail-33",
                    "lhost-sendmail-36",
                    "lhost-sendmail-39",
                    "lhost-sendmail-56",
                    "lhost-postfix-39",
                    "lhost-postfix-44",
                    "lhost-courier-01",
                    "lhost-courier-03",
                    "rfc3464-51",
                    "lhost-x3-06"),
                NO_FIELD,
                List.of(
                    "lhost-mcafee-01",
                    "lhost-mcafee-02",
                    "lhost-mcafee-03",
                    "lhost-mcafee-04",
                    "lhost-mcafee-05",
                    "lhost-sendgrid-03"),
                NO_RECIPIENT,
                List.of("lhost-postfix-64", "lhost-x3-05", "lhost-googleworkspace-01"),
                NO_PARTS,
                List.of(
                    "rfc3464-35",
                    "rhost-franceptt-07",
                    "rhost-google-02",
                    "lhost-sendmail-53",
                    "lhost-sendmail-54"),
                SEVERAL,
                List.of("rfc3464-01", "rfc3464-28")));

    static final Map<String, String> ANGUS =
        byReason(
            Map.of(
                UNTOLD,
                List.of(
                    "mimekit/TestData/messages/bounce.txt",
                    "delivery-status-multiple-blank-lines",
                    "lhost-bigfoot-02",
                    "lhost-surfcontrol-",
                    "rhost-franceptt-08",
                    "rhost-google-01"),
                ENCODED,
                List.of("lhost-sendmail-25", "issue-106-03"),
                ENCODING,
                List.of("php-bounce-handler/5.1.1.eml"),
                ONE_GROUP,
                List.of("lhost-mimecast-02", "err/make-test-09")));

    private static Map<String, String> byReason(Map<String, List<String>> cases) {
      Map<String, String> reasons = new HashMap<>();
      cases.forEach((reason, names) -> names.forEach(name -> reasons.put(name, reason)));
      return reasons;
    }

    private Differences() {}
  }
}
