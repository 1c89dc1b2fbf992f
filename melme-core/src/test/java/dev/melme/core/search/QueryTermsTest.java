package dev.melme.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.workspace.SearchQuery;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTermsTest {

  @ParameterizedTest
  @CsvSource({
    "Order,order",
    "Zürich \"next week\",zurich next week",
    "anna@acme.example,anna acme example",
    "from:Anna to:\"Bob Smith\" subject:Re:order,anna bob smith re order",
    "-order -from:anna,''",
    "order -order,order",
    "alias:support label:urgent has:attachment is:unread before:2026-01-01 in:trash,''",
    "zqx,zqzzqx",
    "x日,x",
    "日,''",
    "\"日 本\",''",
    "ด,''",
    "STRASSE straße,strasse",
    "Ilık ILIK,ilik",
  })
  void a_query_requires_the_terms_of_its_words(String query, String terms) {
    assertThat(String.join(" ", required(query))).isEqualTo(terms);
  }

  @Test
  void characters_without_spaces_require_their_pairs() {
    assertThat(required("東京都")).hasSize(2).isEqualTo(required("東京 京都"));
    assertThat(required("สวัสดี")).hasSize(5);
    assertThat(required("\"東京 都\"")).isEqualTo(required("東京"));
  }

  @Test
  void of_many_terms_the_longest_are_taken() {
    StringBuilder query = new StringBuilder("\"");
    for (int i = 0; i < 100; i++) {
      query.append('w').append(i).append(' ');
    }

    List<String> required = required(query + "longest\"");

    assertThat(required).hasSize(QueryTerms.MAX).endsWith("longest").doesNotContain("w0", "w9");
  }

  @Test
  void terms_of_a_phrase_are_terms_of_every_text_that_holds_it() {
    String[] pieces = {
      "a",
      "B",
      "é",
      "e\u0301",
      "ß",
      "İ",
      "ς",
      "日",
      "本",
      "か",
      "\u3099",
      "ﾞ",
      "한",
      "\u1112\u1161",
      "ㄱ",
      "ㅏ",
      "ด",
      "ี",
      "م",
      "\u064e",
      " ",
      "-",
      ".",
      "\u200d",
      "\u00ad",
      "٣",
      "ﷺ",
      "ͺ",
      "①",
      "\ud83d\ude00",
      "\ud83d",
      "〆",
      "ー",
      "ｶ",
      "क",
      "\u093c",
      "zq",
      "𝒳",
      "𠀀",
    };
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      String before = random(random, pieces);
      String phrase = random(random, pieces);
      String after = random(random, pieces);
      String separator = random.nextBoolean() ? " " : "";
      boolean planted = round % 2 == 0;
      String text = planted ? before + separator + phrase + separator + after : before + after;
      PhraseFinder finder = new PhraseFinder();
      PhraseFinder.Phrase wanted = finder.add(QueryWords.of(phrase));

      finder.read(text);

      Set<String> terms = Set.of(SearchAnalyzer.analyze(text).split(" ", -1));
      if (finder.holds(wanted)) {
        assertThat(terms).as("%s in %s", phrase, text).containsAll(QueryTerms.ofValue(phrase));
      } else if (planted && separator.equals(" ")) {
        assertThat(QueryWords.of(phrase).items()).as("%s in %s", phrase, text).isEmpty();
      }
    }
  }

  private static String random(Random random, String[] pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  private static List<String> required(String query) {
    return QueryTerms.of(SearchQuery.parse(query)).required();
  }
}
