package dev.melme.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageIndex;
import dev.melme.api.mailbox.Filing;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.MessageState;
import dev.melme.api.workspace.SearchQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryMatcherTest {

  private static final Optional<Filing> NOWHERE_ELSE = Optional.empty();

  private static final MessageFacts ORDER =
      SearchMessages.of(
          """
          From: "Anna Müller" <anna.m@shop.example>
          To: Support <support@acme.example>, "Smith, Bob" <bob@acme.example>
          Cc: carol@other.example
          Reply-To: desk@shop.example
          Subject: Your order 4711 from Zürich
          Content-Type: multipart/mixed; boundary=b

          --b
          Content-Type: text/plain; charset=utf-8

          We sent it on Monday, at 10:30. See https://shop.example/track?id=99
          東京都に送りました。
          --b
          Content-Type: application/pdf; name="Invoice_2026.pdf"
          Content-Disposition: attachment; filename="Invoice_2026.pdf"

          x
          --b--
          """
              .replace("\n", "\r\n"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "order",
        "ORDER zurich",
        "Zürich",
        "muller",
        "Müller",
        "monday",
        "\"sent it on\"",
        "\"SENT IT\"",
        "10:30",
        "https://shop.example/track",
        "shop.example",
        "id=99",
        "invoice",
        "2026.pdf",
        "desk@shop.example",
        "carol",
        "東京",
        "京都",
        "東京都に",
        "都",
        "送りました",
        "\"東京都に送りました\"",
        "from:anna",
        "from:MÜLLER",
        "from:anna.m@shop.example",
        "from:shop.example",
        "from:\"anna müller\"",
        "to:bob",
        "to:\"smith bob\"",
        "to:carol@other.example",
        "subject:4711",
        "subject:\"order 4711\"",
        "-spam",
        "-subject:monday",
        "-from:bob",
        "-to:anna",
        "has:attachment",
        "-is:unread",
        "is:read",
        "-is:flagged",
        "in:inbox",
        "in:all",
        "after:2026-01-01",
        "before:2026-01-02",
        "-after:2026-01-02",
        "order -\"order from\" monday",
        "\"monday at\"",
        "-label:x",
        "alias:support",
        "alias:support@acme.example",
        "alias:@acme.example",
      })
  void found(String query) {
    assertThat(matches(query, ORDER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "ord",
        "order spam",
        "\"order monday\"",
        "\"it sent\"",
        "10:31",
        "shop.example.com",
        "id=9",
        "example@shop",
        "都京",
        "東都",
        "\"都 東\"",
        "りた",
        "from:support",
        "from:desk",
        "from:\"müller anna\"",
        "from:\"müller anna.m\"",
        "to:anna",
        "to:desk",
        "subject:monday",
        "subject:\"zürich we\"",
        "-order",
        "-\"sent it on\"",
        "-from:anna",
        "-has:attachment",
        "is:unread",
        "is:flagged",
        "in:archive",
        "in:trash",
        "after:2026-01-02",
        "before:2026-01-01",
        "-before:2026-01-02",
        "label:x",
        "-subject:4711",
        "alias:bob",
        "alias:@shop.example",
        "alias:*@acme.example",
        "-alias:support",
        "-都",
        "\"zürich anna\"",
        "\"2026 pdf we\"",
      })
  void not_found(String query) {
    assertThat(matches(query, ORDER)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'',INBOX,true", "'',ARCHIVE,true", "'',TRASH,false",
    "in:inbox,INBOX,true", "in:inbox,ARCHIVE,false", "in:inbox,TRASH,false",
    "in:archive,INBOX,false", "in:archive,ARCHIVE,true", "in:archive,TRASH,false",
    "in:trash,INBOX,false", "in:trash,ARCHIVE,false", "in:trash,TRASH,true",
    "in:all,INBOX,true", "in:all,ARCHIVE,true", "in:all,TRASH,true",
  })
  void a_message_lies_in_one_folder(String query, Folder folder, boolean found) {
    assertThat(matches(query, in(new MessageState(folder, true, false, List.of(), NOWHERE_ELSE))))
        .isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "is:unread,false,false,true", "is:unread,true,false,false", "is:read,true,false,true",
    "is:read,false,false,false", "-is:unread,true,false,true", "-is:read,false,false,true",
    "is:flagged,false,true,true", "is:flagged,false,false,false", "-is:flagged,false,true,false",
  })
  void flags_decide(String query, boolean seen, boolean flagged, boolean found) {
    MessageState state = new MessageState(Folder.INBOX, seen, flagged, List.of(), NOWHERE_ELSE);

    assertThat(matches(query, in(state))).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "alias:support@acme.example,true",
    "alias:SUPPORT@ACME.example,true",
    "alias:support+orders@acme.example,true",
    "alias:support,true",
    "alias:support+orders,true",
    "alias:orders,false",
    "alias:supp,false",
    "alias:@acme.example,true",
    "alias:@example,false",
    "alias:acme.example,false",
    "alias:*@acme.example,false",
    "alias:anything@beta.example,true",
    "alias:anything,true",
    "alias:*@beta.example,true",
    "alias:@beta.example,true",
    "alias:other@beta.example,false",
  })
  void an_alias_is_the_one_that_decided_or_the_recipient_that_was_written(
      String query, boolean found) {
    List<MatchedAlias> ways =
        List.of(
            SearchMessages.way("Support+orders@acme.example", "support@acme.example"),
            SearchMessages.way("anything@beta.example", "*@beta.example"));
    MessageFacts message =
        new MessageFacts(MessageIndex.nothing(), ways, Instant.EPOCH, MessageState.NEW);

    assertThat(matches(query, message)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "label:urgent,true",
    "label:URGENT,true",
    "label:\"to do\",true",
    "label:to-do,false",
    "label:büro,true",
    "label:BU\u0308RO,true",
    "label:buro,false",
    "label:🔥,true",
    "-label:🔥,false",
  })
  void a_label_is_found_by_its_name(String query, boolean found) {
    List<Label> labels = Stream.of("Urgent", "To do", "Büro", "🔥").map(Label::of).toList();
    MessageState state = new MessageState(Folder.INBOX, true, false, labels, NOWHERE_ELSE);

    assertThat(matches(query, in(state))).isEqualTo(found);
  }

  @Test
  void words_beyond_the_limit_of_the_index_are_not_found_and_excluding_them_is_the_opposite() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SearchAnalyzer.MAX_TERMS; i++) {
      text.append('w').append(i).append(' ');
    }
    MessageFacts message = SearchMessages.text(text + "beyond 東");

    assertThat(matches("w1999", message)).isTrue();
    assertThat(matches("beyond", message)).isFalse();
    assertThat(matches("-beyond", message)).isTrue();
    assertThat(matches("\"w1999 beyond\"", message)).isFalse();
    assertThat(matches("東", message)).isTrue();
    assertThat(matches("-東", message)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ดี,สวัสดีครับ,true",
    "สวัสดี,สวัสดีครับ,true",
    "ครับ,สวัสดีครับ,true",
    "ดค,สวัสดีครับ,false",
    "ຂອບໃຈ,ຂອບໃຈຫຼາຍໆ,true",
    "ជំរាប,ជំរាបសួរ,true",
    "東京,とうきょうは東京です,true",
    "カ,ガラス,false",
    "か\u3099,がらす,true",
    "ｶﾞﾗｽ,ガラス,true",
    "한국,대한국민,true",
    "국민,대한민국,false",
    "x日本,x日本語y,true",
    "語y,x日本語y,true",
    "日本,日 本,false",
    "\"日 本\",日本,true",
    "\"x 日本\",x 日 本。日本 y,false",
    "\"x 日本\",日 本。x 日本 y,true",
    "\"日 本\",日 本,true",
    "日,日 本,true",
  })
  void a_word_without_spaces_around_it_is_found_in_a_longer_run(
      String query, String text, boolean found) {
    assertThat(matches(query, SearchMessages.text(text))).isEqualTo(found);
    assertThat(matches("-" + query, SearchMessages.text(text))).isNotEqualTo(found);
  }

  @Test
  void a_matcher_serves_many_messages_with_long_texts() {
    QueryMatcher matcher = new QueryMatcher(SearchQuery.parse("needle \"last words\""));
    String filler = "filler text ".repeat(5_000);

    assertThat(matcher.matches(SearchMessages.text(filler + "needle last words"))).isTrue();
    assertThat(matcher.matches(SearchMessages.text(filler + "needle words last"))).isFalse();
    assertThat(matcher.matches(SearchMessages.text("last words needle"))).isTrue();
  }

  private static boolean matches(String query, MessageFacts message) {
    return new QueryMatcher(SearchQuery.parse(query)).matches(message);
  }

  private static MessageFacts in(MessageState state) {
    return new MessageFacts(MessageIndex.nothing(), List.of(), Instant.EPOCH, state);
  }
}
