package dev.melme.api.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.workspace.SearchCondition.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {

  @Test
  void a_query_with_everything_is_taken_apart() {
    SearchQuery query =
        SearchQuery.parse(
            "invoice \"next week\" from:anna to:\"Bob Smith\" subject:order alias:Support"
                + " label:urgent has:attachment is:unread is:flagged after:2026-01-01"
                + " before:2026-02-01 in:archive -spam -\"buy now\"");

    assertThat(query.words()).containsExactly("invoice");
    assertThat(query.phrases()).containsExactly("next week");
    assertThat(query.from()).containsExactly("anna");
    assertThat(query.to()).containsExactly("Bob Smith");
    assertThat(query.subject()).containsExactly("order");
    assertThat(query.aliases()).containsExactly("support");
    assertThat(query.labels()).containsExactly(Label.of("Urgent"));
    assertThat(query.hasAttachment()).isTrue();
    assertThat(query.unread()).isTrue();
    assertThat(query.flagged()).isTrue();
    assertThat(query.after()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(query.before()).contains(Instant.parse("2026-02-01T00:00:00Z"));
    assertThat(query.folders()).containsExactly(Folder.ARCHIVE);
    assertThat(query.excluded())
        .containsExactly(
            new SearchCondition(Kind.WORD, "spam", true),
            new SearchCondition(Kind.PHRASE, "buy now", true));
    assertThat(query.conditions()).hasSize(14);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t\n", "\u3000", "\u00a0"})
  void a_blank_query_is_everything_but_the_trash(String text) {
    SearchQuery query = SearchQuery.parse(text);

    assertThat(query.conditions()).isEmpty();
    assertThat(query.folders())
        .containsExactlyInAnyOrder(Folder.INBOX, Folder.ARCHIVE, Folder.SENT);
    assertThat(query).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://acme.example/a?b=c",
        "https://acme.example",
        "10:30",
        "Re:",
        "RE:order",
        "AW:",
        "Fwd:report",
        "Antw:x",
        "mailto:anna@acme.example",
        "tel:123",
        "Betreff:",
        "form:",
        "C:\\temp",
        "std::vector",
        "a:b",
        "fe80::1",
        "00:1b:44:11:3a:b7",
        "12:from:3",
        "x-from:anna",
        "27\"",
        "5'10\"",
        "rock\"n\"roll",
        "anna@acme.example",
        "don't",
        "a-b",
        "#4711",
        "日本語",
        "日本:語",
        "ü:x",
        ":)x",
        "dead:/x",
      })
  void a_word_may_look_like_much(String word) {
    SearchQuery query = SearchQuery.parse(word);

    assertThat(query.conditions()).containsExactly(new SearchCondition(Kind.WORD, word, false));
    assertThat(query).hasToString(word);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'FROM:Anna','from:Anna'",
        "'From:\"anna\"','from:anna'",
        "'from:\"Anna  B\"','from:\"Anna  B\"'",
        "'\"one\"','\"one\"'",
        "'“one two”','\"one two\"'",
        "'„eins zwei“','\"eins zwei\"'",
        "'＂one two＂','\"one two\"'",
        "'a  b\tc','a b c'",
        "'a\u3000b','a b'",
        "'a a b a','a b'",
        "'a & b - c','a b c'",
        "'in:trash a','a in:trash'",
        "'in:INBOX in:inbox','in:inbox'",
        "'is:read','-is:unread'",
        "'-is:read','is:unread'",
        "'-is:flagged -has:attachment','-is:flagged -has:attachment'",
        "'-before:2026-01-31','after:2026-01-31'",
        "'-after:2026-01-31','before:2026-01-31'",
        "'-from:anna -label:\"to do\"','-from:anna -label:\"to do\"'",
        "'--a','--a'",
        "'label:Büro','label:büro'",
        "'\"say \\\"hi\\\" \\\\ \\n\"','\"say \\\"hi\\\" \\\\ \\\\n\"'",
        "'subject:10:30','subject:10:30'",
        "'from:from:anna','from:from:anna'",
      })
  void the_canonical_form_is_read_as_the_same_query(String text, String canonical) {
    SearchQuery query = SearchQuery.parse(text);

    assertThat(query).hasToString(canonical);
    assertThat(SearchQuery.parse(canonical)).isEqualTo(query).hasSameHashCodeAs(query);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "Support@ACME.example,support@acme.example",
        "support@bücher.example,support@xn--bcher-kva.example",
        "@Acme.example,@acme.example",
        "@bücher.example,@xn--bcher-kva.example",
        "*@acme.example,*@acme.example",
        "Support,support",
        "Support+Orders,support+orders",
        "ÜBER,über",
        "'\"anna b\"','\"anna b\"'",
        "'\"\\\"anna b\\\"@acme.example\"','\"anna b\"@acme.example'",
      })
  void an_alias_is_canonical(String written, String canonical) {
    SearchQuery query = SearchQuery.parse("alias:" + written);

    assertThat(query.aliases()).containsExactly(canonical);
    assertThat(SearchQuery.parse(query.toString())).isEqualTo(query);
  }

  @Test
  void of_several_dates_the_narrowest_count() {
    SearchQuery query =
        SearchQuery.parse("after:2026-01-01 after:2026-02-01 before:2026-04-01 before:2026-03-01");

    assertThat(query.after()).contains(Instant.parse("2026-02-01T00:00:00Z"));
    assertThat(query.before()).contains(Instant.parse("2026-03-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "two words",
        "say \"hi\"",
        "back\\slash\\",
        "“curly”",
        "a:b -c",
        "from:x"
      })
  void quoted_text_is_one_value_whatever_it_holds(String text) {
    assertThat(SearchQuery.parse(SearchQuery.quoted(text)).phrases()).containsExactly(text);
    assertThat(SearchQuery.parse("from:" + SearchQuery.quoted(text)).from()).containsExactly(text);
    assertThat(SearchQuery.parse("-subject:" + SearchQuery.quoted(text)).excluded())
        .containsExactly(new SearchCondition(Kind.SUBJECT, text, true));
  }

  @Test
  void operators_do_not_depend_on_the_locale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));

      assertThat(SearchQuery.parse("IS:FLAGGED IN:INBOX AFTER:2026-01-01 ALIAS:INFO"))
          .hasToString("is:flagged after:2026-01-01 alias:info in:inbox");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void the_limits_themselves_are_allowed() {
    String longest = "a".repeat(SearchQuery.MAX_LENGTH);
    StringBuilder most = new StringBuilder("in:all ");
    for (int i = 0; i < SearchQuery.MAX_CONDITIONS; i++) {
      most.append('w').append(i).append(" w0 ");
    }

    assertThat(SearchQuery.parse(longest).words()).isEqualTo(List.of(longest));
    assertThat(SearchQuery.parse(most.toString()).words()).hasSize(SearchQuery.MAX_CONDITIONS);
  }
}
