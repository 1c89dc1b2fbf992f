package dev.melme.api.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.melme.api.InvalidValueException;
import dev.melme.api.workspace.SearchQueryException.Defect;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchQueryErrorTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'\"open',UNCLOSED_QUOTE,0",
        "'a \"open',UNCLOSED_QUOTE,2",
        "'a -\"open',UNCLOSED_QUOTE,3",
        "'from:\"open',UNCLOSED_QUOTE,5",
        "'\"a\\\"',UNCLOSED_QUOTE,0",
        "'\"',UNCLOSED_QUOTE,0",
        "'\"a\"b',MISSING_SPACE,3",
        "'from:\"a\"b',MISSING_SPACE,8",
        "'form:anna',UNKNOWN_OPERATOR,0",
        "'a -form:anna',UNKNOWN_OPERATOR,3",
        "'a cc:anna',UNKNOWN_OPERATOR,2",
        "'size:5',UNKNOWN_OPERATOR,0",
        "'label2:x label:\"\"',EMPTY_VALUE,15",
        "'body:日本',UNKNOWN_OPERATOR,0",
        "'note:\"x\"',UNKNOWN_OPERATOR,0",
        "'list:@acme.example',UNKNOWN_OPERATOR,0",
        "'from:',EMPTY_VALUE,5",
        "'from: anna',EMPTY_VALUE,5",
        "'a -TO:',EMPTY_VALUE,6",
        "'label:\"  \"',EMPTY_VALUE,6",
        "'before:',EMPTY_VALUE,7",
        "':',LONE_COLON,0",
        "'a : b',LONE_COLON,2",
        "'a :anna',LONE_COLON,2",
        "'-:anna',LONE_COLON,1",
        "'has:paperclip',UNKNOWN_VALUE,4",
        "'is:\"big\"',UNKNOWN_VALUE,4",
        "'in:outer-space',UNKNOWN_VALUE,3",
        "'before:yesterday',BAD_DATE,7",
        "'after:2026-02-30',BAD_DATE,6",
        "'after:2026-2-3',BAD_DATE,6",
        "'after:0000-01-01',BAD_DATE,6",
        "'after:٢٠٢٦-01-01',BAD_DATE,6",
        "'before:\"31.01.2026\"',BAD_DATE,8",
        "'alias:a@b@c',BAD_ALIAS,6",
        "'alias:@',BAD_ALIAS,6",
        "'alias:@a..b',BAD_ALIAS,6",
        "'alias:*@-',BAD_ALIAS,6",
        "'alias:anna@',BAD_ALIAS,6",
        "'a label:\"x\\\"y\"',BAD_LABEL,9",
        "'label:12345678901234567890123456789012345678901',BAD_LABEL,6",
        "'&',NOTHING_TO_FIND,0",
        "'  🔥 !',NOTHING_TO_FIND,2",
        "'-',NOTHING_TO_FIND,0",
        "'\"…\"',NOTHING_TO_FIND,1",
        "'\"\"',NOTHING_TO_FIND,1",
        "'a from:&',NOTHING_TO_FIND,7",
        "'subject:\"--\"',NOTHING_TO_FIND,9",
        "'a -in:trash',NOT_EXCLUDABLE,2",
        "'in:trash in:inbox',REPEATED,9",
      })
  void a_malformed_query_is_told_with_its_position(String text, Defect defect, int position) {
    SearchQueryException thrown = parseFailure(text);

    assertThat(thrown.defect()).isEqualTo(defect);
    assertThat(thrown.position()).isEqualTo(position);
    assertThat(thrown.remedy()).isNotBlank();
    assertThat(thrown)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("at character " + (position + 1))
        .hasMessageEndingWith(thrown.remedy());
  }

  @ParameterizedTest
  @CsvSource({
    "form:a,from:", "frm:a,from:", "FORM:a,from:", "lable:a,label:", "subjcet:a,subject:",
        "subj:a,subject:",
    "cc:a,to:", "bcc:a,to:", "befor:a,before:", "afetr:a,after:", "alais:a,alias:", "hass:a,has:",
    "older:a,before:", "since:a,after:", "folder:a,in:", "tag:a,label:", "sender:a,from:",
  })
  void an_unknown_operator_names_the_nearest_known(String text, String nearest) {
    assertThat(parseFailure(text).remedy())
        .startsWith("Did you mean " + nearest + "?")
        .endsWith("put it in quotes");
  }

  @Test
  void a_long_query_and_many_conditions_are_refused_where_they_exceed() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < SearchQuery.MAX_CONDITIONS; i++) {
      many.append("w").append(10 + i).append(' ');
    }
    int last = many.length();

    SearchQueryException tooLong = parseFailure("a".repeat(SearchQuery.MAX_LENGTH + 1));
    SearchQueryException tooMany = parseFailure(many + "-one too");

    assertThat(tooLong.defect()).isEqualTo(Defect.TOO_LONG);
    assertThat(tooLong.position()).isEqualTo(SearchQuery.MAX_LENGTH);
    assertThat(tooMany.defect()).isEqualTo(Defect.TOO_MANY_CONDITIONS);
    assertThat(tooMany.position()).isEqualTo(last);
  }

  @Test
  void a_message_repeats_nothing_of_the_query() {
    assertThat(parseFailure("secretword:s3cret").getMessage()).doesNotContain("secret", "s3cret");
    assertThat(parseFailure("alias:s3cret@@b").getMessage()).doesNotContain("s3cret");
    assertThat(parseFailure("is:s3cret").getMessage()).doesNotContain("s3cret");
  }

  @Test
  void any_text_is_a_query_with_a_canonical_form_or_an_error_with_a_position() {
    String[] pieces = {
      "a",
      " ",
      "\"",
      "-",
      ":",
      "from",
      "in",
      "alias",
      "@",
      "*",
      "\\",
      "“",
      "日",
      "2026-01-31",
      "is:read",
      "\u3000",
      "\ud83d",
      "&",
      "é",
      "label:"
    };
    Random random = new Random(7);
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        SearchQuery query = SearchQuery.parse(text.toString());

        assertThatCode(
                () ->
                    assertThat(SearchQuery.parse(query.toString()))
                        .as("<%s> as <%s>", text, query)
                        .isEqualTo(query))
            .as("<%s> as <%s>", text, query)
            .doesNotThrowAnyException();
      } catch (SearchQueryException malformed) {
        assertThat(malformed.position()).as("<%s>", text).isBetween(0, text.length());
      }
    }
  }

  private static SearchQueryException parseFailure(String text) {
    SearchQueryException thrown =
        catchThrowableOfType(SearchQueryException.class, () -> SearchQuery.parse(text));
    assertThat(thrown).as("<%s>", text).isNotNull();
    return thrown;
  }
}
