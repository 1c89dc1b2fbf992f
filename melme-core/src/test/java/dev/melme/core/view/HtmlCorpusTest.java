package dev.melme.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.RemoteContent;
import dev.melme.api.workspace.SafeHtml;
import dev.melme.core.mime.Corpus;
import dev.melme.core.mime.ReadableBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Attack collections of other sanitisers, and the HTML of all mail in the corpora. */
class HtmlCorpusTest {

  private static final HtmlOptions REMOTE =
      HtmlOptions.defaults().withRemoteContent(RemoteContent.ALLOWED);

  @Test
  void nothing_that_runs_or_loads_survives_in_the_attack_collections() {
    Corpus corpus = Corpus.orSkip();
    int files = 0;
    int inputs = 0;

    for (Corpus.Entry entry : corpus.all("html")) {
      files++;
      for (String input : inputs(text(entry.path(), corpus.bytes(entry)))) {
        inputs++;
        SafeHtmlRules.checkPrivate(input, BodyHtml.safe(input, HtmlOptions.defaults()));
        SafeHtmlRules.check(input, BodyHtml.safe(input, REMOTE).html());
      }
    }

    System.out.printf("HTML attack collections: %d files, %d inputs%n", files, inputs);
    assertThat(inputs).isGreaterThan(15_000);
  }

  @Test
  void html_of_every_message_is_safe_and_loses_no_text() throws IOException {
    Corpus corpus = Corpus.orSkip();
    int bodies = 0;
    int remote = 0;
    int split = 0;

    for (Corpus.Entry entry : corpus.all("msg")) {
      for (ReadableBody.Part part :
          ReadableBody.read(new ByteArrayInputStream(corpus.bytes(entry))).parts()) {
        if (part.html()) {
          bodies++;
          SafeHtml safe = BodyHtml.safe(part.text(), HtmlOptions.defaults());
          SafeHtmlRules.checkPrivate(entry.key(), safe);
          remote += safe.remoteContentRemoved() ? 1 : 0;
          split += safe.quoted().isEmpty() ? 0 : 1;
          if (!safe.quoted().isEmpty()) {
            assertThat(letters(safe.own()) + letters(safe.quoted()))
                .as(entry.key())
                .isEqualTo(letters(safe.html()));
          }
        }
      }
    }

    System.out.printf(
        "HTML bodies: %d, with remote content %d, with quoted parts %d%n", bodies, remote, split);
    assertThat(bodies).isGreaterThan(300);
  }

  /** How many characters there are to read. */
  private static long letters(String html) {
    return Jsoup.parse(html).body().wholeText().chars().filter(c -> c > ' ').count();
  }

  private static String text(String path, byte[] bytes) {
    try {
      byte[] content =
          path.endsWith(".gz")
              ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
              : bytes;
      return new String(content, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** The file, each of its lines, and each string that code or JSON in it quotes. */
  private static Set<String> inputs(String file) {
    Set<String> inputs = new LinkedHashSet<>();
    inputs.add(file);
    file.lines().limit(3_000).forEach(inputs::add);
    for (int i = 0; i < file.length(); i++) {
      char quote = file.charAt(i);
      if (quote == '"' || quote == '\'') {
        StringBuilder literal = new StringBuilder();
        int end = i + 1;
        while (end < file.length() && file.charAt(end) != quote && literal.length() < 5_000) {
          char c = file.charAt(end);
          if (c == '\\' && end + 1 < file.length()) {
            end++;
            end += escape(file, end, literal);
          } else {
            literal.append(c);
            end++;
          }
        }
        if (literal.indexOf("<") >= 0) {
          inputs.add(literal.toString());
          i = end;
        }
      }
    }
    return inputs;
  }

  private static int escape(String file, int at, StringBuilder literal) {
    char c = file.charAt(at);
    if (c == 'u'
        && file.length() > at + 5
        && file.substring(at + 1, at + 5).matches("[0-9a-fA-F]{4}")) {
      literal.append((char) Integer.parseInt(file.substring(at + 1, at + 5), 16));
      return 5;
    }
    literal.append(c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c);
    return 1;
  }
}
