package dev.melme.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.MessageIndex;
import dev.melme.api.workspace.SearchQuery;
import dev.melme.api.workspace.SearchQueryException;
import dev.melme.core.mime.Corpus;
import dev.melme.core.mime.Corpus.Entry;
import dev.melme.core.mime.MessageIndexer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a message says finds it. */
class QueryPropertyTest {

  private static final int MANY_TERMS = 1_900;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The quick brown fox, 3.5% of it: don't-stop; a/b_c anna@acme.example",
        "Iğdır'ın ILIK ışığı İSTANBUL istanbul Diyarbakır ÇAĞRI şöyle",
        "Straße GROẞ Fußgängerübergänge Maßstab ﬁnden",
        "Ὀδυσσεύς ὁδός ΟΔΟΣ Σίσυφος σας Ελλάς ΐ ΰ",
        "Съешь ЕЩЁ этих мягких французских булок, йод їжак",
        "대한민국 한국어 서울특별시 ㄱㅏ ㅋㅋㅋ 각",
        "ガラス がくせい パーティー ｶﾞﾗｽ ぱぴぷ ヴァイオリン 東京都庁 々〆切 ﾊﾟﾝ",
        "汉语 漢語 𠀀𠮷野家 ３時 １２３ＡＢＣ",
        "مُحَمَّد السَّلَامُ عَلَيْكُمْ أحمد ٢٠٢٦ ﷺ",
        "שָׁלוֹם עולם בְּרֵאשִׁית",
        "สวัสดีครับ ขอบคุณมาก น้ำ ๑๒๓ ภาษาไทย",
        "नमस्ते दुनिया क़लम हिन्दी தமிழ் తెలుగు ಕನ್ನಡ",
        "Việt Nam Đặng Thị Ngọc Ánh nguyễn ƯƠNG",
        "Հայերեն և ԵՎ ქართული ᲥᲐᲠᲗᲣᲚᲘ ᏣᎳᎩ ꭰꮙ",
        "soft\u00adhyphen zero\u200bwidth zwj\u200dword \u200fמילה\u200f BOM\ufeffword",
        "Ǆ ǅ ǆ ŉ ſ K Å Ω µ Œuvre æther ĳ 𝒳𝓎 ª",
        "zq zqz zqabc ZQ1 naïve coöperate Ångström",
      })
  void any_word_finds_its_text_in_any_case_and_canonical_form(String text) {
    for (String form : forms(text)) {
      MessageFacts message = SearchMessages.text(form);
      for (String word : text.split("\\s+", -1)) {
        for (String written : forms(word)) {
          assertFinds(SearchQuery.quoted(written), message);
          assertFinds(written, message);
        }
      }
      for (String written : forms(text)) {
        assertFinds(SearchQuery.quoted(written), message);
      }
    }
  }

  @Test
  void any_part_of_a_run_without_spaces_finds_it() {
    for (String text :
        List.of(
            "東京都庁舎に行きました",
            "パーティーがくせい",
            "대한민국서울특별시",
            "ขอบคุณมากสวัสดีครับ",
            "ဘာသာစကား",
            "ພາສາລາວ",
            "ភាសាខ្មែរ")) {
      MessageFacts message = SearchMessages.text("before " + text + " after");
      for (int from = 0; from < text.length(); from++) {
        for (int to = from + 1; to <= text.length(); to++) {
          String part = text.substring(from, to);
          if (part.codePoints().anyMatch(Character::isLetter)) {
            assertFinds(part, message);
          }
        }
      }
    }
  }

  @Test
  void subjects_and_correspondents_of_the_corpus_find_their_messages() {
    Corpus corpus = Corpus.orSkip();
    MessageIndexer indexer = new MessageIndexer();
    List<String> lost = new ArrayList<>();
    int queries = 0;
    for (Entry entry : corpus.all("msg")) {
      byte[] bytes = corpus.bytes(entry);
      MessageIndex index = indexer.index(bytes, 0, bytes.length);
      MessageFacts message = SearchMessages.of(index);
      for (String query : queriesOf(index)) {
        queries++;
        if (!finds(query, message)) {
          lost.add(entry.key() + ": " + query);
        }
      }
    }

    assertThat(queries).isGreaterThan(25_000);
    assertThat(lost).isEmpty();
  }

  @Test
  void terms_of_the_corpus_are_the_words_that_are_matched() {
    Corpus corpus = Corpus.orSkip();
    MessageIndexer indexer = new MessageIndexer();
    for (Entry entry : corpus.all("msg")) {
      byte[] bytes = corpus.bytes(entry);
      String text = indexer.index(bytes, 0, bytes.length).text();
      if (SearchAnalyzer.analyze(text).split(" ", -1).length >= SearchAnalyzer.MAX_TERMS) {
        continue;
      }
      SearchAnalyzer analyzer = new SearchAnalyzer();
      List<QueryWords.Item> words = QueryWords.of(text).items();
      for (int i = 0; i < words.size(); i++) {
        QueryWords.Item word = words.get(i);
        if (word.attached()) {
          analyzer.add(words.get(i - 1).text() + word.text());
        } else if (i + 1 == words.size() || !words.get(i + 1).attached()) {
          analyzer.add(word.text());
        }
      }

      assertThat(analyzer.terms()).as(entry.key()).isEqualTo(SearchAnalyzer.analyze(text));
    }
  }

  /** As people type them: all in one, each word, and shouted. */
  private static Set<String> queriesOf(MessageIndex index) {
    Set<String> queries = new LinkedHashSet<>();
    String subject = index.subject().substring(0, Math.min(400, index.subject().length()));
    if (index.searchTerms().split(" ", -1).length > MANY_TERMS) {
      return queries;
    }
    if (subject.length() == index.subject().length()) {
      addIfQuery(queries, "subject:" + SearchQuery.quoted(subject));
      addIfQuery(queries, SearchQuery.quoted(subject.toUpperCase(Locale.ROOT)));
      addIfQuery(queries, subject);
      for (String word : subject.split(" ", -1)) {
        addIfQuery(queries, word);
        addIfQuery(queries, "subject:" + SearchQuery.quoted(word));
      }
    }
    index.from().forEach(from -> addIfQuery(queries, "from:" + SearchQuery.quoted(from.address())));
    index.from().forEach(from -> addIfQuery(queries, "from:" + SearchQuery.quoted(from.name())));
    index.cc().forEach(cc -> addIfQuery(queries, "to:" + SearchQuery.quoted(cc.display())));
    index.attachments().forEach(file -> addIfQuery(queries, SearchQuery.quoted(file.name())));
    return queries;
  }

  private static void addIfQuery(Set<String> queries, String text) {
    try {
      SearchQuery query = SearchQuery.parse(text);
      boolean onlyWords =
          query.excluded().isEmpty()
              && query.conditions().stream().allMatch(QueryTerms::isText)
              && query.folders().equals(SearchQuery.parse("").folders());
      if (onlyWords) {
        queries.add(text);
      }
    } catch (SearchQueryException notWords) {
      // Subjects such as "Form:x" have to be quoted, which the other queries do.
    }
  }

  private static List<String> forms(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    return List.of(
        text,
        composed,
        apart,
        composed.toUpperCase(Locale.ROOT),
        apart.toUpperCase(Locale.ROOT),
        composed.toLowerCase(Locale.ROOT),
        apart.toLowerCase(Locale.ROOT),
        composed.toUpperCase(Locale.forLanguageTag("tr")),
        composed.toLowerCase(Locale.forLanguageTag("tr")));
  }

  private static void assertFinds(String query, MessageFacts message) {
    assertThat(finds(query, message)).as("<%s> in <%s>", query, message.index().text()).isTrue();
  }

  /** By the terms, as a store finds candidates, and exactly. */
  private static boolean finds(String text, MessageFacts message) {
    SearchQuery query = SearchQuery.parse(text);
    Set<String> terms = Set.of(message.index().searchTerms().split(" ", -1));
    return terms.containsAll(QueryTerms.of(query).required())
        && new QueryMatcher(query).matches(message);
  }
}
