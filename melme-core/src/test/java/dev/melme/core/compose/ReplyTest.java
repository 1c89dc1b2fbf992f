package dev.melme.core.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.Alias.Sending;
import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.NotFoundException;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.RecipientField;
import dev.melme.api.outbound.SendOutcome;
import dev.melme.api.outbound.Warning;
import dev.melme.api.workspace.Selection;
import jakarta.mail.internet.MimeUtility;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers: whom they go to, what they say about the message before, and what they quote. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are the point here
class ReplyTest {

  private static final String QUESTION =
      "From: Jane Doe <jane@example.org>\r\nTo: support@acme.example\r\n"
          + "Subject: Order 4711\r\nDate: Wed, 4 Mar 2026 07:06:07 +0200\r\n"
          + "Message-ID: <q1@example.org>\r\n\r\nWhere is it?\r\n> You wrote\r\n";

  private final WritingTeam team = new WritingTeam();

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  void answer_goes_from_the_alias_to_the_writer_and_quotes_below() {
    SendOutcome sent = reply(QUESTION).text("On its way.").send();

    assertThat(team.header(sent, "From")).isEqualTo("Acme Support <support@acme.example>");
    assertThat(team.header(sent, "To")).isEqualTo("Jane Doe <jane@example.org>");
    assertThat(team.header(sent, "Subject")).isEqualTo("Re: Order 4711");
    assertThat(team.header(sent, "In-Reply-To")).isEqualTo("<q1@example.org>");
    assertThat(team.header(sent, "References")).isEqualTo("<q1@example.org>");
    assertThat(team.text(sent))
        .isEqualTo(
            "On its way.\n\nOn 2026-03-04 05:06 UTC, Jane Doe wrote:\n"
                + "> Where is it?\n>> You wrote\n");
    assertThat(team.html(sent))
        .contains("On its way.", "<blockquote", "Where is it?", "Jane Doe wrote:");
    assertThat(team.outbound(sent).from()).isEqualTo(EmailAddress.parse("support@acme.example"));
    assertThat(team.outbound(sent).envelopeSender().toString()).isEqualTo("support@acme.example");
  }

  @Test
  void message_id_is_random_and_of_the_domain_of_the_alias() {
    SendOutcome one = reply(QUESTION).text("a").send();
    SendOutcome other = reply(QUESTION).text("a").send();

    assertThat(team.header(one, "Message-ID"))
        .matches("<[0-9a-f]{32}@acme\\.example>")
        .isEqualTo("<" + team.outbound(one).messageIdField() + ">")
        .isNotEqualTo(team.header(other, "Message-ID"));
  }

  @Test
  void sent_copy_joins_the_conversation() {
    MessageId question = team.deliver(QUESTION);

    SendOutcome sent = team.workspace.reply(question).text("a").send();

    assertThat(
            team.workspace.conversation(
                team.workspace.entry(question).orElseThrow().conversationId()))
        .extracting(entry -> entry.id())
        .containsExactly(question, sent.messageId());
  }

  @Test
  void nothing_is_quoted_when_the_team_does_not_want_it() {
    SendOutcome sent = reply(QUESTION).text("Short.").quoting(false).send();

    assertThat(team.text(sent)).isEqualTo("Short.");
    assertThat(team.html(sent)).doesNotContain("blockquote", "Where");
  }

  @Test
  void html_of_the_correspondent_is_quoted_made_safe() {
    SendOutcome sent =
        reply(
                "From: jane@example.org\r\nContent-Type: text/html\r\n\r\n<p onclick=\"x()\">Hi"
                    + "<script>alert(1)</script><img src=\"https://t.example/p.gif\">"
                    + "<img alt=logo src=\"cid:logo\"></p>")
            .html("<b>Hello</b><script>x</script><img src=\"https://acme.example/l.png\">")
            .send();

    assertThat(team.html(sent))
        .contains("<b>Hello</b><img src=\"https://acme.example/l.png\">", "<p>Hi<img>")
        .doesNotContain("script", "onclick", "t.example", "cid:");
    assertThat(team.text(sent)).startsWith("Hello\n\nOn 2026").contains("> Hi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: a@x.example | a@x.example",
        "From: a@x.example;Reply-To: b@x.example | b@x.example",
        "From: a@x.example;Reply-To: b@x.example;Mail-Reply-To: c@x.example | c@x.example",
        "From: a@x.example, b@x.example | a@x.example, b@x.example",
        "From: a@x.example;Reply-To: support@acme.example | a@x.example",
        "From: a@x.example;Reply-To: not an address | a@x.example",
        "From: support@acme.example;Reply-To: c@x.example | c@x.example",
        "From: support@acme.example;To: support@acme.example, c@x.example | c@x.example",
        "From: \"Doe, Jane\" <a@x.example> | \"Doe, Jane\" <a@x.example>",
        "From: =?utf-8?Q?J=C3=BCrgen?= <a@x.example> | Jürgen <a@x.example>",
        "From: nobody | ''"
      })
  void answer_goes_where_its_writer_wants_it(String fields, String expected) {
    Composition reply = reply(fields.replace(";", "\r\n") + "\r\n\r\nx");

    assertThat(reply.draft().to()).isEqualTo(expected);
    assertThat(reply.draft().cc()).isEmpty();
  }

  @Test
  void answer_to_all_leaves_every_own_address_out_and_names_nobody_twice() {
    team.alias("sales@acme.example");
    team.alias("*@brand.example");
    team.melme.admin().disableAlias(AliasPattern.parse("sales@acme.example"));
    elsewhere("other@brand.example");
    MessageId id =
        team.deliver(
            "From: Jane <jane@example.org>\r\n"
                + "To: support@acme.example, joe@example.org, SALES@acme.example\r\n"
                + "Cc: support+tag@acme.example, anyone@brand.example, other@brand.example,\r\n"
                + " Joe <joe@example.org>, JANE@example.org, undisclosed:;\r\n\r\nx");

    Draft draft = team.workspace.replyAll(id).draft();

    assertThat(draft.to()).isEqualTo("Jane <jane@example.org>");
    assertThat(draft.cc()).isEqualTo("joe@example.org, other@brand.example");
  }

  private void elsewhere(String alias) {
    MailboxId other = team.melme.admin().createMailbox(NewMailbox.of("other-inbox", "Other")).id();
    team.melme.admin().createAlias(alias, Route.toMailbox(other));
  }

  @Test
  void answer_to_all_honours_mail_followup_to() {
    Draft draft =
        team.workspace
            .replyAll(
                team.deliver(
                    "From: jane@example.org\r\nTo: list@example.org\r\n"
                        + "Mail-Followup-To: List <list@example.org>, support@acme.example\r\n\r\nx"))
            .draft();

    assertThat(draft.to()).isEqualTo("List <list@example.org>");
    assertThat(draft.cc()).isEmpty();
  }

  @Test
  void team_is_warned_when_an_answer_to_all_goes_to_others() {
    String from = "From: jane@example.org\r\nTo: list@example.org\r\n";

    assertThat(
            team.workspace
                .replyAll(team.deliver(from + "Mail-Followup-To: list@example.org\r\n\r\nx"))
                .warnings())
        .isEmpty();
    assertThat(
            team.workspace
                .replyAll(team.deliver(from + "Mail-Followup-To: eve@x.example\r\n\r\nx"))
                .warnings())
        .containsExactly(Warning.REPLY_ELSEWHERE);
  }

  @Test
  void answer_to_all_reaches_more_people_than_the_index_keeps() {
    String many =
        IntStream.range(0, 300)
            .mapToObj(i -> "p" + i + "@example.org")
            .collect(Collectors.joining(",\r\n "));

    Composition reply =
        team.workspace.replyAll(
            team.deliver("From: jane@example.org\r\nCc: " + many + "\r\n\r\nx"));

    assertThat(team.outbound(reply.text("a").send()).recipients())
        .hasSize(301)
        .contains(
            OutboundRecipient.waiting(EmailAddress.parse("p299@example.org"), RecipientField.CC));
  }

  @Test
  void answer_to_a_sent_message_goes_to_its_recipients_again() {
    SendOutcome first =
        team.workspace
            .compose()
            .to("Jane <jane@example.org>")
            .cc("joe@example.org")
            .bcc("boss@example.org")
            .subject("Hello")
            .text("a")
            .send();

    Composition again = team.workspace.reply(first.messageId());
    Composition toAll = team.workspace.replyAll(first.messageId());

    assertThat(again.draft().to()).isEqualTo("Jane <jane@example.org>");
    assertThat(again.draft().cc()).isEmpty();
    assertThat(toAll.draft().cc()).isEqualTo("joe@example.org");
    assertThat(toAll.draft().bcc()).isEmpty();
    assertThat(again.warnings()).isEmpty();
    assertThat(team.text(again.text("b").send()))
        .startsWith("b\n\nOn 2026-03-04 05:06 UTC, Acme Support wrote:\n> a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Order | Re: Order",
        "Re: Order | Re: Order",
        "AW: Order | AW: Order",
        "Fwd: Order | Re: Fwd: Order",
        "[Acme] RE[2]: Order | [Acme] RE[2]: Order",
        "回复：Order | 回复：Order",
        "'' | Re:"
      })
  void prefix_of_the_subject_is_not_doubled(String subject, String expected) throws Exception {
    String encoded = MimeUtility.encodeText(subject, "utf-8", "B");

    Composition reply = reply("From: a@x.example\r\nSubject: " + encoded + "\r\n\r\nx");

    assertThat(reply.draft().subject()).isEqualTo(expected);
  }

  @Test
  void references_hold_ids_of_this_conversation_alone() {
    team.deliver("From: eve@x.example\r\nMessage-ID: <other@x.example>\r\n\r\nanother matter");
    team.deliver("From: a@x.example\r\nMessage-ID: <one@x.example>\r\n\r\nx");
    team.workspace.unread(Folder.INBOX);
    MessageId big =
        team.deliver(
            "From: a@x.example\r\nMessage-ID: <two@x.example>\r\nIn-Reply-To: <one@x.example>\r\n\r\nx");

    SendOutcome sent = team.workspace.reply(big).text("a").send();

    assertThat(team.header(sent, "References")).isEqualTo("<one@x.example> <two@x.example>");
    assertThat(team.header(sent, "In-Reply-To")).isEqualTo("<two@x.example>");
  }

  @Test
  void at_most_twenty_references_are_written_the_first_and_the_last() {
    String references =
        IntStream.range(0, 40)
            .mapToObj(i -> "<r" + i + "@x.example>")
            .collect(Collectors.joining("\r\n "));

    SendOutcome sent =
        reply(
                "From: a@x.example\r\nMessage-ID: <last@x.example>\r\nReferences: "
                    + references
                    + "\r\n\r\nx")
            .text("a")
            .send();

    String[] written = team.header(sent, "References").split(" ");
    assertThat(written).hasSize(20);
    assertThat(written[0]).isEqualTo("<r0@x.example>");
    assertThat(written[1]).isEqualTo("<r22@x.example>");
    assertThat(written[19]).isEqualTo("<last@x.example>");
  }

  @Test
  void id_that_cannot_be_written_is_left_out() {
    SendOutcome sent =
        reply(
                "From: a@x.example\r\nMessage-ID: <"
                    + "x".repeat(990)
                    + ">\r\nReferences: <gr\u00fcn@x.example> <ok@x.example>\r\n\r\nx")
            .text("a")
            .send();

    assertThat(team.header(sent, "In-Reply-To")).isEmpty();
    assertThat(team.header(sent, "References")).isEqualTo("<ok@x.example>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: a@x.example | ''",
        "From: a@x.example;Auto-Submitted: auto-replied | AUTOMATIC_SENDER",
        "From: a@x.example;Content-Type: multipart/report; boundary=x | AUTOMATIC_SENDER",
        "From: a@x.example;List-Id: <l.x.example> | MAILING_LIST",
        "From: a@x.example, b@x.example | SUSPICIOUS_SENDER",
        "From: no-reply@x.example | NO_REPLY_SENDER",
        "From: a@x.example;Reply-To: b@x.example | REPLY_ELSEWHERE",
        "From: no-reply@x.example;Reply-To: b@x.example | REPLY_ELSEWHERE",
        "From: support@acme.example;Reply-To: b@x.example | REPLY_ELSEWHERE OWN_ADDRESS",
        "From: support@acme.example | OWN_ADDRESS"
      })
  void team_is_warned(String fields, String expected) {
    Composition reply =
        reply(fields.replace(";", "\r\n").replace("report\r\n", "report;") + "\r\n\r\nx");

    assertThat(reply.warnings().stream().map(Warning::name).collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void team_is_warned_of_a_notification() {
    MessageId id =
        team.deliver("<>", "support@acme.example", "From: MAILER-DAEMON@x.example\r\n\r\nx");

    assertThat(team.workspace.reply(id).warnings())
        .containsExactly(Warning.NO_REPLY_SENDER, Warning.NULL_SENDER);
    assertThat(team.workspace.forward(id).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noreply",
        "no-reply",
        "No_Reply",
        "do-not-reply",
        "donotreply",
        "shop-noreply",
        "noreply-4711",
        "no-reply+abc",
        "nicht-antworten",
        "ne-pas-repondre",
        "no-responder",
        "nao-responda",
        "non-rispondere",
        "MAILER-DAEMON",
        "bitte-nicht-antworten"
      })
  void local_parts_that_want_no_answer_are_known(String localPart) {
    assertThat(SenderWarnings.wantsNone(EmailAddress.parse(localPart + "@x.example"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jane", "noreen", "reply", "casinoreply", "answer", "noresponsibility", "no"})
  void other_local_parts_are_not(String localPart) {
    assertThat(SenderWarnings.wantsNone(EmailAddress.parse(localPart + "@x.example"))).isFalse();
  }

  @Test
  void message_of_nobody_is_not_found() {
    assertThatThrownBy(
            () -> team.workspace.reply(MessageId.parse("0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void answer_is_sent_although_the_message_was_erased_meanwhile() {
    MessageId id = team.deliver(QUESTION);
    Composition reply = team.workspace.reply(id).text("Thanks");
    team.workspace.delete(Selection.of(id));

    SendOutcome sent = reply.send();

    assertThat(team.text(sent)).isEqualTo("Thanks");
    assertThat(team.header(sent, "In-Reply-To")).isEqualTo("<q1@example.org>");
  }

  @Test
  void alias_that_only_receives_is_answered_under_the_latest_one_that_may_send() {
    team.alias("news@acme.example");
    team.alias("aaa@acme.example");
    team.deliver(QUESTION);
    MessageId second =
        team.deliver(
            "jane@example.org",
            "news@acme.example",
            "From: jane@example.org\r\nMessage-ID: <q2@example.org>\r\n"
                + "In-Reply-To: <q1@example.org>\r\n\r\nAnd?");
    Composition reply = team.workspace.reply(second);
    assertThat(reply.identity().orElseThrow().address())
        .isEqualTo(EmailAddress.parse("news@acme.example"));

    team.melme.admin().changeAlias(AliasPattern.parse("news@acme.example"), Sending.RECEIVE_ONLY);

    assertThat(reply.identity().orElseThrow().address())
        .isEqualTo(EmailAddress.parse("support@acme.example"));
    assertThat(team.header(reply.text("a").send(), "From"))
        .isEqualTo("Acme Support <support@acme.example>");
  }

  private Composition reply(String message) {
    return team.workspace.reply(team.deliver(message));
  }
}
