package dev.melme.core.leak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.api.Slug;
import dev.melme.api.outbound.Leak;
import dev.melme.api.outbound.Leak.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not leave is found wherever it stands, and nothing else is. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are the point here
class LeakGuardTest {

  private final LeakGuard guard =
      new LeakGuard(
          new HouseSecrets(
              Optional.of(EmailAddress.parse("Owner.Name@private.example")),
              Slug.of("blue-team"),
              Set.of("Anna", "Jörg Müller", "Al"),
              Set.of(
                  EmailAddress.parse("sales@acme.example"),
                  EmailAddress.parse("büro@bücher.example")),
              Set.of("vm-17", "vm-17.internal", "mail"),
              List.of(Pattern.compile("ACME-\\d{4}")),
              '+',
              List.of("Acme Support", "support@acme.example", "acme.example")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write to owner.name@private.example, please",
        "<OWNER.NAME@PRIVATE.EXAMPLE>",
        "mailto:owner.name@private.example?subject=x",
        "https://x.example/?to=owner.name@private.example",
        "(owner.name+tag@private.example)",
        "\"owner.name\"@private.example.",
        "ｏｗｎｅｒ.name@private.example",
        "...owner.name@private.example"
      })
  void recovery_address_is_found(String text) {
    assertThat(inText(text)).containsExactly(new Leak(Kind.RECOVERY_ADDRESS, "text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sales@acme.example",
        "Sales+Orders@acme.example",
        "büro@bücher.example",
        "büro@xn--bcher-kva.example",
        "sales@acme.example-"
      })
  void sibling_alias_is_found(String text) {
    assertThat(inText(text)).containsExactly(new Leak(Kind.SIBLING_ALIAS, "text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "presales@acme.example",
        "pre-sales@acme.example",
        "pre.sales@acme.example",
        "sales@acme.example.evil.example",
        "sales@other.example",
        "support@acme.example and support+tag@acme.example",
        "sales at acme.example",
        "@acme.example",
        "Annabel and Joanna, and Al",
        "blue-team in a text",
        "by mail",
        "vm-170",
        "ACME-17",
        "acme-4711"
      })
  void other_texts_are_no_leak(String text) {
    assertThat(inText(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Regards, Anna", "ANNA", "anna's idea", "Jörg Müller", "JO\u0308RG MÜLLER"})
  void operator_is_found_as_a_whole_word(String text) {
    assertThat(inText(text)).containsExactly(new Leak(Kind.OPERATOR, "text"));
  }

  @Test
  void machine_and_patterns_are_found() {
    assertThat(inText("from VM-17")).containsExactly(new Leak(Kind.HOST_NAME, "text"));
    assertThat(inText("case ACME-4711")).containsExactly(new Leak(Kind.PATTERN, "text"));
  }

  @Test
  void slug_counts_in_header_fields_alone() {
    MessageTexts texts =
        new MessageTexts()
            .line("Subject", "About Blue-Team, part 2")
            .line("To", "blue-teams")
            .text("text", "blue-team");

    assertThat(guard.leaks(texts, new MessageTexts()))
        .containsExactly(new Leak(Kind.SLUG, "Subject"));
  }

  @Test
  void machine_that_has_an_ordinary_name_counts_in_header_fields_alone() {
    assertThat(guard.leaks(new MessageTexts().line("Subject", "mail"), new MessageTexts()))
        .containsExactly(new Leak(Kind.HOST_NAME, "Subject"));
  }

  @Test
  void what_every_recipient_sees_is_no_secret() {
    LeakGuard open =
        new LeakGuard(
            new HouseSecrets(
                Optional.empty(),
                Slug.of("support"),
                Set.of("Acme"),
                Set.of(),
                Set.of("acme.example", "acme"),
                List.of(),
                null,
                List.of("Acme Support", "support@acme.example", "acme.example")));

    assertThat(
            open.leaks(
                new MessageTexts()
                    .line("Subject", "Support at Acme")
                    .header("From: Acme Support <support@acme.example>\r\n\r\n".getBytes(UTF_8)),
                new MessageTexts()))
        .isEmpty();
  }

  @Test
  void header_is_searched_as_it_goes_out_without_the_addresses_of_recipients() {
    String header =
        """
        From: Acme Support <support@acme.example>
        To: Anna Other <anna@vm-17.example>,
         anna@mail.example
        Cc: <sales@acme.example>
        Subject: x
        Date: Wed, 4 Mar 2026 05:06:07 +0000
        Message-ID: <1.vm-17.internal@acme.example>

        sales@acme.example"""
            .replace("\n", "\r\n");

    assertThat(guard.leaks(new MessageTexts().header(header.getBytes(UTF_8)), new MessageTexts()))
        .containsExactlyInAnyOrder(
            new Leak(Kind.OPERATOR, "To"),
            new Leak(Kind.HOST_NAME, "To"),
            new Leak(Kind.SIBLING_ALIAS, "Cc"),
            new Leak(Kind.HOST_NAME, "Message-ID"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"mailto:sales@acme.example\">us</a>",
        "<a href=\"mailto:sales%40acme.example\">us</a>",
        "<a href=\"x\" title=\"sales&#64;acme.example\">us</a>",
        "<p>sales&#64;acme&#46;example</p>",
        "<b>sales</b>@acme.<i>example</i>"
      })
  void html_is_searched_in_what_it_shows_and_in_its_attributes(String html) {
    assertThat(guard.leaks(new MessageTexts().html("HTML", html), new MessageTexts()))
        .containsExactly(new Leak(Kind.SIBLING_ALIAS, "HTML"));
  }

  @Test
  void markup_is_no_text() {
    LeakGuard team =
        new LeakGuard(
            new HouseSecrets(
                Optional.empty(),
                Slug.of("blue-team"),
                Set.of("Max", "Div", "Left", "Style"),
                Set.of(EmailAddress.parse("sales@acme.example")),
                Set.of(),
                List.of(),
                null,
                List.of()));
    String html =
        "<div style=\"max-width:1px;text-align:left\" align=\"left\">x</div>"
            + "<p style=\"background:url(&quot;https://x.example/?sales@acme.example&quot;)\">x</p>";

    assertThat(team.leaks(new MessageTexts().html("HTML", html), new MessageTexts()))
        .containsExactly(new Leak(Kind.SIBLING_ALIAS, "HTML"));
    assertThat(
            team.leaks(new MessageTexts().html("HTML", "<a title='by Max'>x"), new MessageTexts()))
        .containsExactly(new Leak(Kind.OPERATOR, "HTML"));
  }

  @Test
  void text_files_are_searched() throws IOException {
    for (byte[] content :
        List.of(
            "a;sales@acme.example\n".getBytes(ISO_8859_1),
            "\ufeffa;sales@acme.example\n".getBytes(UTF_16LE))) {
      MessageTexts texts =
          new MessageTexts().file("list.csv", "text/csv", new ByteArrayInputStream(content));

      assertThat(guard.leaks(texts, new MessageTexts()))
          .containsExactly(new Leak(Kind.SIBLING_ALIAS, "list.csv"));
    }
    assertThat(MessageTexts.isText("application/json")).isTrue();
    assertThat(MessageTexts.isText("message/rfc822")).isTrue();
    assertThat(MessageTexts.isText("image/svg+xml")).isTrue();
    assertThat(MessageTexts.isText("application/pdf")).isFalse();
  }

  @Test
  void what_the_correspondent_wrote_first_is_no_leak_but_nothing_else_beside_it() {
    MessageTexts known =
        new MessageTexts()
            .text("", "Dear Anna, is blue-team you? I wrote to sales@acme.example. ACME-1111")
            .line("", "vm-17");
    MessageTexts answer =
        new MessageTexts()
            .line("Subject", "blue-team")
            .text("text", "Anna here, sales@acme.example, vm-17, ACME-1111")
            .text("more", "ACME-2222 Jörg Müller büro@bücher.example");

    assertThat(guard.leaks(answer, known))
        .containsExactlyInAnyOrder(
            new Leak(Kind.PATTERN, "more"),
            new Leak(Kind.OPERATOR, "more"),
            new Leak(Kind.SIBLING_ALIAS, "more"));
  }

  @Test
  void names_of_the_machine_leave_numbers_and_localhost_out() {
    assertThat(
            HostNames.of(
                Stream.of(
                    "VM-17.internal", "localhost", "localhost.localdomain", "10.0.0.1", "::1")))
        .containsExactly("vm-17.internal", "vm-17");
  }

  @Test
  void hostile_text_is_searched_in_time() {
    String many = "a.".repeat(30) + "a@acme.example ";

    assertThat(inText(many.repeat(10_000))).isEmpty();
    assertThat(inText("@acme.example".repeat(50_000))).isEmpty();
    assertThat(inText("a".repeat(2_000_000))).isEmpty();
  }

  private List<Leak> inText(String text) {
    return guard.leaks(new MessageTexts().text("text", text), new MessageTexts());
  }
}
