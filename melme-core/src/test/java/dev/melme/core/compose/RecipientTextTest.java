package dev.melme.core.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.core.wire.NamedAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "jane@example.org | jane@example.org",
        " jane@example.org ; joe@example.org, | jane@example.org joe@example.org",
        "Jane Doe <jane@example.org> | [Jane Doe]jane@example.org",
        "\"Doe, Jane\" <jane@example.org>, joe@example.org | [Doe, Jane]jane@example.org joe@example.org",
        "\"say \\\"hi\\\" \\\\\" <a@x.example> | [say \"hi\" \\]a@x.example",
        "Jane (Sales) <jane@example.org> | [Jane (Sales)]jane@example.org",
        "Jürgen Müller <j@bücher.example> | [Jürgen Müller]j@xn--bcher-kva.example",
        "山田 < yamada@例え.jp > | [山田]yamada@xn--r8jz45g.jp",
        "\"a, b\"@x.example | \"a, b\"@x.example",
        "\"first last\" <\"a b\"@x.example> | [first last]\"a b\"@x.example",
        "Team: a@x.example, Bea <b@x.example>; c@x.example | a@x.example [Bea]b@x.example c@x.example",
        "undisclosed-recipients:; | ~~",
        "a@[192.0.2.1] | a@[192.0.2.1]",
        "a@[IPv6:2001:db8::1] | a@[IPv6:2001:db8::1]",
        ", ,; | ~~"
      })
  void recipients_are_read_as_people_type_them(String text, String expected) {
    assertThat(shown(RecipientText.read("To", text))).isEqualTo(expected);
  }

  private static String shown(List<NamedAddress> recipients) {
    return recipients.stream()
        .map(each -> (each.name().isEmpty() ? "" : "[" + each.name() + "]") + each.address())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "jane | \"jane\" is not valid: there is no @",
        "a@x.example, foo@, b@x.example | \"foo@\" is not valid: nothing stands after the @",
        "jane@example.org joe@example.org | white space",
        "Jane <jane@example.org | its angle bracket is not closed",
        "Jane <jane@example.org> Doe | something stands behind the address",
        "Jane <jane@example.org>, \"open <a@x.example> | its double quotes are not closed",
        "<> | the text is empty",
        "Jane <a@b.example>c@d.example> | angle brackets are not part",
        "a@x..example | is not valid",
        "a@straße.de | A-label"
      })
  void part_that_is_no_recipient_is_named(String text, String why) {
    assertThatThrownBy(() -> RecipientText.read("Cc", text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("Cc: ")
        .hasMessageContaining(why);
  }

  @Test
  void what_is_offered_is_read_back() {
    List<NamedAddress> people =
        List.of(
            named("", "jane@example.org"),
            named("Jane Doe", "jane@example.org"),
            named("Doe, \"J\" \\ <x@y.example>; Team:", "jane@example.org"),
            named("O'Neil (x) @home", "\"a, b\"@bücher.example"),
            named("日本 😀", "büro@example.org"));

    assertThat(RecipientText.read("To", RecipientText.of(people, 10_000))).isEqualTo(people);
  }

  @Test
  void no_more_is_offered_than_there_is_room_for() {
    List<NamedAddress> people = List.of(named("", "a@x.example"), named("", "b@x.example"));

    assertThat(RecipientText.of(people, 24)).isEqualTo("a@x.example, b@x.example");
    assertThat(RecipientText.of(people, 23)).isEqualTo("a@x.example");
  }

  @Test
  void name_that_is_too_long_is_refused_without_repeating_it() {
    assertThatThrownBy(() -> RecipientText.read("To", "x".repeat(300) + " <a@x.example>"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("more than 255 characters")
        .hasMessageNotContaining("x".repeat(100));
  }

  private static NamedAddress named(String name, String address) {
    return new NamedAddress(name, EmailAddress.parse(address));
  }
}
