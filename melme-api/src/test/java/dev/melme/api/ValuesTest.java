package dev.melme.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.routing.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  private static final Mailbox MAILBOX =
      new Mailbox(
          MailboxId.parse("0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11"),
          Slug.of("support-inbox"),
          "Support",
          "Acme Support",
          Optional.empty(),
          Optional.empty(),
          MailboxStatus.ACTIVE,
          Optional.empty(),
          Instant.EPOCH,
          1);

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\r\nb", "a\u0000b", "a\u007Fb", "\uD83D", "\uDE00x"})
  void a_name_that_could_break_a_header_field_is_refused(String name) {
    assertThatThrownBy(() -> MAILBOX.withSenderName(name))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("senderName");
    assertThatThrownBy(() -> MAILBOX.withName(name)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_name_may_have_any_script_and_200_characters() {
    assertThatCode(() -> MAILBOX.withName("Grüße 😀 サポート")).doesNotThrowAnyException();
    assertThatCode(() -> MAILBOX.withName("x".repeat(200))).doesNotThrowAnyException();
    assertThatThrownBy(() -> MAILBOX.withName("x".repeat(201)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("at most 200");
  }

  @Test
  void a_description_may_have_lines() {
    assertThat(MAILBOX.withDescription(Optional.of("one\n\ttwo")).description())
        .contains("one\n\ttwo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "0190a6c4-7f3e-7c1a-9b1e", "0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a1z"})
  void an_id_that_is_no_uuid_is_refused(String text) {
    assertThatThrownBy(() -> MessageId.parse(text)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void ids_sort_as_unsigned_numbers() {
    assertThat(MessageId.parse("7fffffff-0000-7000-8000-000000000000"))
        .isLessThan(MessageId.parse("80000000-0000-7000-8000-000000000000"));
    assertThat(MessageId.parse("00000000-0000-7000-8000-000000000000"))
        .isLessThan(MessageId.parse("00000000-0000-7000-9000-000000000000"));
  }

  @Test
  void facts_that_a_stranger_wrote_are_cleaned_and_cut() {
    ClientFacts facts =
        new ClientFacts(
            Optional.empty(),
            Optional.of("mx\r\nX: y\u0000" + "z".repeat(300)),
            Optional.of("\uD800"),
            Optional.of("a" + "😀".repeat(127) + "😀"));

    assertThat(facts.heloName().orElseThrow()).startsWith("mx  X: y z").hasSize(255);
    assertThat(facts.protocol()).contains("\uFFFD");
    assertThat(facts.authenticatedUser().orElseThrow()).hasSize(255).endsWith("😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no name",
        ": no name",
        "Two words: x",
        "X: a\r\n\r\nEvil: y",
        "X: a\r\nBcc: z",
        "X: a\nb",
        "X: a\rb",
        "X: a\u0000b",
        "X: a\u007Fb",
        "X: \uD800",
        "X: a\r\n"
      })
  void a_trace_field_that_could_become_two_is_refused(String field) {
    assertThatThrownBy(() -> Reception.requireTraceField(field))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> Envelope.from(ReversePath.NULL).traceField(field))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(
            () ->
                new Reception(
                    Instant.EPOCH,
                    ReversePath.NULL,
                    ClientFacts.none(),
                    Optional.of(field),
                    Optional.empty()))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "x\u0000", "spf=pass\r\nBcc: z", "a\uDC00"})
  void authentication_results_that_could_become_a_field_are_refused(String results) {
    assertThatThrownBy(() -> Envelope.from(ReversePath.NULL).authenticationResults(results))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_folded_field_is_taken_as_it_is() {
    String field = "Received: from mx.example.org\r\n\tby acme.example;\r\n grüße 😀";

    assertThat(Envelope.from(ReversePath.NULL).traceField(field).traceField()).contains(field);
  }

  @Test
  void a_quota_admits_up_to_its_limits_without_overflow() {
    Quota quota = new Quota(100, 2);

    assertThat(quota.admits(new MailboxUsage(1, 60), 40)).isTrue();
    assertThat(quota.admits(new MailboxUsage(1, 60), 41)).isFalse();
    assertThat(quota.admits(new MailboxUsage(2, 0), 1)).isFalse();
    assertThat(Quota.UNLIMITED.admits(new MailboxUsage(5, Long.MAX_VALUE - 5), 5)).isTrue();
    assertThat(Quota.ofBytes(10).admits(MailboxUsage.NONE, Long.MAX_VALUE)).isFalse();
    assertThatThrownBy(() -> Quota.ofBytes(-1)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_page_tells_by_one_extra_row_that_more_follow() {
    Page<Integer> full = Page.ofRows(List.of(1, 2, 3), 2, last -> new Cursor("after-" + last));
    Page<Integer> end = Page.ofRows(List.of(1, 2), 2, last -> new Cursor("after-" + last));

    assertThat(full.items()).containsExactly(1, 2);
    assertThat(full.next()).contains(new Cursor("after-2"));
    assertThat(end.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 501})
  void a_page_holds_1_to_500_entries(int limit) {
    assertThatThrownBy(() -> PageRequest.first(limit)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_route_is_visited_by_kind() {
    String kind =
        Route.toMailbox("support-inbox")
            .accept(
                new Route.Visitor<String>() {
                  @Override
                  public String other(Route route) {
                    return "unknown kind";
                  }
                });

    assertThat(kind).isEqualTo("unknown kind");
  }
}
