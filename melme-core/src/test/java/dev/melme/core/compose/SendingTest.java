package dev.melme.core.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.StoredMessage;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.Leak;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.api.outbound.OutboundState;
import dev.melme.api.outbound.RecipientField;
import dev.melme.api.outbound.SendOutcome;
import dev.melme.api.workspace.SessionEndedException;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.wire.WrittenMessages;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out: the brand, what was typed, and nothing of the house. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are the point here
class SendingTest {

  private final WritingTeam team =
      new WritingTeam(
          builder ->
              builder.outbound(
                  OutboundRules.DEFAULT.forbidding(List.of(Pattern.compile("PROJECT-\\d+")))));

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  void message_is_queued_as_it_was_typed() {
    SendOutcome sent =
        team.workspace
            .compose()
            .to("Jane <jane@example.org>, joe@example.org")
            .cc("JOE@example.org, jim@example.org")
            .bcc("jim@example.org, boss@example.org")
            .subject("Hello  there")
            .text("words")
            .send();

    Outbound outbound = team.outbound(sent);
    assertThat(outbound.recipients())
        .containsExactly(
            waiting("jane@example.org", RecipientField.TO),
            waiting("joe@example.org", RecipientField.TO),
            waiting("jim@example.org", RecipientField.CC),
            waiting("boss@example.org", RecipientField.BCC));
    assertThat(outbound.state()).isEqualTo(OutboundState.QUEUED);
    assertThat(outbound.queuedAt()).isEqualTo(team.clock.instant());
    assertThat(outbound.dueAt()).contains(team.clock.instant());
    assertThat(outbound.operator()).contains("Zebulon Operator");
    assertThat(outbound.answers()).isEmpty();
    assertThat(outbound.sentAnyway()).isEmpty();
    StoredMessage copy = team.workspace.message(sent.messageId()).orElseThrow();
    assertThat(copy.aliases())
        .extracting(MatchedAlias::recipient)
        .containsExactly(EmailAddress.parse("support@acme.example"));
    assertThat(copy.index().subject()).isEqualTo("Hello  there");
    assertThat(copy.reception().reversePath().toString()).isEqualTo("support@acme.example");
    assertThat(copy.index().messageIdField()).contains(outbound.messageIdField());
    assertThat(team.header(sent, "Date")).isEqualTo("Wed, 4 Mar 2026 05:06:07 +0000");
    assertThat(team.wire(sent))
        .doesNotContainIgnoringCase("bcc", "boss@", "joe@example.org,", "zebulon");
  }

  private static OutboundRecipient waiting(String address, RecipientField field) {
    return OutboundRecipient.waiting(EmailAddress.parse(address), field);
  }

  @Test
  void header_never_holds_any_other_field() {
    MessageId question =
        team.deliver(
            """
            Received: x
            From: jane@example.org
            Reply-To: joe@example.org
            X-Mailer: y
            Disposition-Notification-To: jane@example.org
            Sender: eve@x.example
            Autocrypt: z
            Message-ID: <q@x>
            References: <r@x>

            x""");
    for (Composition composition :
        List.of(
            team.workspace.compose().to("jane@example.org"),
            team.workspace.compose().bcc("jane@example.org"),
            team.workspace.reply(question),
            team.workspace.replyAll(question).cc("jim@example.org"),
            team.workspace.forward(question).to("jane@example.org"))) {
      composition.attach(
          "a.eml", "message/rfc822", MessageSource.of("Received: x\r\n\r\ny".getBytes(UTF_8)));
      composition.embed("a.png", "image/png", MessageSource.of(new byte[3]));

      SendOutcome sent = composition.text("words").send();

      assertThat(WrittenMessages.faults(team.bytes(sent))).isEmpty();
      assertThat(team.wire(sent)).doesNotContain("Received", "X-Mailer", "Sender:", "Autocrypt");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n ", "\t"})
  void message_without_anything_to_say_is_refused(String text) {
    Composition composition = team.workspace.compose().to("jane@example.org").subject("x");

    assertThatThrownBy(composition.text(text)::send)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("nothing to say");
    assertThatThrownBy(composition.html("<p> &nbsp; </p><br>")::send)
        .isInstanceOf(InvalidValueException.class);
    assertThat(composition.html("<img src=\"https://acme.example/x.png\">").send())
        .isInstanceOf(SendOutcome.Queued.class);
  }

  @Test
  void file_alone_says_something() {
    Composition composition = team.workspace.compose().to("jane@example.org");
    composition.attach("a.pdf", "application/pdf", MessageSource.of(new byte[1]));

    assertThat(composition.send()).isInstanceOf(SendOutcome.Queued.class);
  }

  @Test
  void message_without_a_recipient_or_with_a_bad_one_is_refused() {
    assertThatThrownBy(team.workspace.compose().text("a")::send)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("no recipient");
    assertThatThrownBy(team.workspace.compose().to("jane@").text("a")::send)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("To: \"jane@\"");
  }

  @Test
  void message_has_five_hundred_recipients_at_most() {
    String many =
        IntStream.range(0, 500)
            .mapToObj(i -> "p" + i + "@x.example")
            .collect(Collectors.joining(","));
    Composition composition = team.workspace.compose().text("a").to(many + ", P0@x.example");

    assertThatThrownBy(composition.bcc("one@x.example")::send)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("501");
    assertThat(team.outbound(composition.bcc("").send()).recipients()).hasSize(500);
  }

  @Test
  void names_that_make_no_header_are_refused() {
    String many =
        IntStream.range(0, 450)
            .mapToObj(i -> "ü".repeat(200) + " <p" + i + "@x.example>")
            .collect(Collectors.joining(","));

    assertThatThrownBy(team.workspace.compose().text("a").to(many)::send)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("names of the recipients");
  }

  @Test
  void html_that_is_too_much_is_refused_instead_of_cut() {
    String html = "<b>x</b>".repeat(60_000);

    assertThatThrownBy(team.workspace.compose().to("jane@example.org").html(html)::send)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("too many elements");
  }

  @Test
  void long_html_gives_its_whole_text() {
    String html = "<p>paragraph</p>".repeat(20_000) + "<p>the end</p>";

    SendOutcome sent = team.workspace.compose().to("jane@example.org").html(html).send();

    assertThat(team.text(sent).strip()).endsWith("the end");
  }

  @Test
  void address_beyond_ascii_is_written_as_it_is_only_where_it_is_named() {
    team.alias("büro@bücher.example");
    Composition composition =
        team.workspace.compose().to("jane@example.org").bcc("jürgen@x.example").text("a");

    SendOutcome plain = composition.from(EmailAddress.parse("support@acme.example")).send();
    SendOutcome other =
        team.workspace
            .compose()
            .from(EmailAddress.parse("büro@bücher.example"))
            .to("jane@bücher.example")
            .text("a")
            .send();

    assertThat(team.wire(plain)).matches(wire -> wire.chars().allMatch(c -> c < 0x80));
    assertThat(new String(team.bytes(other), UTF_8))
        .contains("<büro@xn--bcher-kva.example>", "To: jane@xn--bcher-kva.example\r\n");
  }

  @Test
  void what_must_not_leave_holds_the_message_until_the_team_insists() {
    Mailbox mailbox = team.workspace.mailbox();
    team.melme
        .admin()
        .updateMailbox(
            mailbox.withRecoveryAddress(Optional.of(EmailAddress.parse("owner@private.example"))));
    team.alias("sales@acme.example");
    Composition composition =
        team.workspace
            .compose()
            .from(EmailAddress.parse("support@acme.example"))
            .to("owner@private.example")
            .cc("Sales <sales@acme.example>")
            .subject("blue-team-inbox")
            .text("Zebulon Operator here");
    composition.attach(
        "PROJECT-1.txt", "text/plain", MessageSource.of("owner@private.example".getBytes(UTF_8)));

    SendOutcome held = composition.send();

    assertThat(((SendOutcome.Held) held).leaks())
        .containsExactlyInAnyOrder(
            new Leak(Leak.Kind.RECOVERY_ADDRESS, "To"),
            new Leak(Leak.Kind.SIBLING_ALIAS, "Cc"),
            new Leak(Leak.Kind.SLUG, "Subject"),
            new Leak(Leak.Kind.OPERATOR, "text"),
            new Leak(Leak.Kind.OPERATOR, "HTML"),
            new Leak(Leak.Kind.PATTERN, "PROJECT-1.txt"),
            new Leak(Leak.Kind.RECOVERY_ADDRESS, "PROJECT-1.txt"));
    assertThat(held.toString()).doesNotContain("owner@", "sales@", "Zebulon");
    assertThat(team.store.calls).doesNotContain("outbox.enqueue");
    assertThat(team.workspace.draft(composition.draft().id())).isPresent();

    SendOutcome sent = composition.sendAnyway();

    assertThat(team.outbound(sent).sentAnyway())
        .contains("RECOVERY_ADDRESS in To", "SLUG in Subject", "OPERATOR in text");
  }

  @Test
  void hidden_recipient_of_the_house_shows_nothing() {
    team.alias("sales@acme.example");

    SendOutcome sent =
        team.workspace
            .compose()
            .from(EmailAddress.parse("support@acme.example"))
            .to("jane@example.org")
            .bcc("sales@acme.example")
            .text("a")
            .send();

    assertThat(team.wire(sent)).doesNotContain("sales@");
  }

  @Test
  void what_the_correspondent_knows_does_not_hold_the_answer_but_what_carriers_wrote_does() {
    team.alias("sales@acme.example");
    team.alias("orders@acme.example");
    MessageId id =
        team.deliver(
            """
            Delivered-To: orders@acme.example
            From: jane@example.org
            To: support@acme.example, sales@acme.example
            Subject: For Zebulon Operator

            PROJECT-7?""");

    assertThat(
            team.workspace
                .reply(id)
                .text("PROJECT-7 it is; write to sales@acme.example. Zebulon Operator")
                .send())
        .isInstanceOf(SendOutcome.Queued.class);
    assertThat(team.workspace.reply(id).text("PROJECT-8").send())
        .isInstanceOf(SendOutcome.Held.class);
    assertThat(team.workspace.reply(id).text("orders@acme.example").send())
        .isInstanceOf(SendOutcome.Held.class);
  }

  @Test
  void name_of_any_session_of_the_mailbox_holds_a_message() {
    String password = team.melme.admin().resetPassword(team.mailbox);
    SignIn signIn =
        team.melme
            .authenticator()
            .signIn(SignInRequest.of("blue-team-inbox", password).operator("Quentin"));
    Workspace signedIn = ((SignIn.Granted) signIn).workspace();

    assertThat(team.workspace.compose().to("jane@example.org").text("ask Quentin").send())
        .isInstanceOf(SendOutcome.Held.class);

    Composition composition = signedIn.compose().to("jane@example.org").text("a");
    signedIn.endAllSessions();
    assertThatThrownBy(composition::send).isInstanceOf(SessionEndedException.class);
    assertThatThrownBy(composition::save).isInstanceOf(SessionEndedException.class);
    assertThatThrownBy(composition::identity).isInstanceOf(SessionEndedException.class);
    assertThatThrownBy(composition::warnings).isInstanceOf(SessionEndedException.class);
    assertThatThrownBy(() -> composition.detach(1)).isInstanceOf(SessionEndedException.class);
    assertThatThrownBy(
            () -> composition.attach("a.txt", "text/plain", MessageSource.of(new byte[1])))
        .isInstanceOf(SessionEndedException.class);
    assertThatThrownBy(() -> composition.from(EmailAddress.parse("support@acme.example")))
        .isInstanceOf(SessionEndedException.class);
  }

  @Test
  void whoever_saved_the_draft_is_not_named_either() {
    Workspace other = team.melme.admin().workspace(team.mailbox, "Xaver");
    Composition begun = other.compose().to("jane@example.org").text("Regards, Xaver");
    begun.save();

    SendOutcome held = team.workspace.draft(begun.draft().id()).orElseThrow().send();

    assertThat(((SendOutcome.Held) held).leaks()).contains(new Leak(Leak.Kind.OPERATOR, "text"));
  }

  @Test
  void large_message_is_spooled_and_stored_as_it_goes_out() {
    Composition composition = team.workspace.compose().to("jane@example.org").text("a");
    composition.attach("a.bin", "application/x", MessageSource.of(new byte[3_000_000]));

    SendOutcome sent = composition.send();

    assertThat(team.bytes(sent)).hasSizeGreaterThan(4_000_000);
    assertThat(WrittenMessages.faults(team.bytes(sent))).isEmpty();
  }
}
