package dev.melme.core.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.Alias.Sending;
import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.NotFoundException;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a mailbox writes as: one of its own addresses, and never any other. */
class IdentityTest {

  private final WritingTeam team = new WritingTeam();

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  void enabled_aliases_that_may_send_are_listed_by_their_key() {
    team.alias("Zed@acme.example");
    team.alias("billing@brand.example");
    team.alias("off@acme.example");
    team.alias("news@acme.example");
    team.alias("*@acme.example");
    team.melme.admin().disableAlias(AliasPattern.parse("off@acme.example"));
    receiveOnly("news@acme.example");
    elsewhere("theirs@acme.example");

    assertThat(team.workspace.identities())
        .extracting(Identity::address)
        .extracting(EmailAddress::toString)
        .containsExactly("billing@brand.example", "support@acme.example", "Zed@acme.example");
    assertThat(team.workspace.identities())
        .extracting(Identity::senderName)
        .containsOnly("Acme Support");
  }

  @Test
  void new_message_is_from_the_first_identity() {
    team.alias("billing@brand.example");

    assertThat(identity(team.workspace.compose())).isEqualTo("billing@brand.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "someone@else.example",
        "theirs@acme.example",
        "news@acme.example",
        "off@acme.example",
        "anything@acme.example",
        "support+tag@acme.example",
        "support@[192.0.2.1]"
      })
  void other_address_is_refused(String address) {
    team.alias("*@acme.example");
    team.alias("news@acme.example");
    team.alias("off@acme.example");
    receiveOnly("news@acme.example");
    team.melme.admin().disableAlias(AliasPattern.parse("off@acme.example"));
    elsewhere("theirs@acme.example");

    assertThatThrownBy(() -> team.workspace.compose().from(EmailAddress.parse(address)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("may not write as");
  }

  @Test
  void what_came_in_on_a_catch_all_is_answered_from_its_address() {
    team.alias("*@brand.example");
    MessageId id =
        team.deliver("jane@example.org", "Hello@brand.example", "From: j@x.example\r\n\r\nx");
    Composition reply = team.workspace.reply(id);

    assertThat(identity(reply)).isEqualTo("Hello@brand.example");
    assertThat(team.header(reply.text("a").send(), "From"))
        .isEqualTo("Acme Support <Hello@brand.example>");
    assertThat(identity(team.workspace.forward(id).from(EmailAddress.parse("hello@brand.example"))))
        .isEqualTo("hello@brand.example");
    assertThatThrownBy(
            () -> team.workspace.reply(id).from(EmailAddress.parse("other@brand.example")))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void address_of_a_catch_all_that_leads_elsewhere_by_now_is_nobody_here() {
    team.alias("*@brand.example");
    MessageId id =
        team.deliver("jane@example.org", "hello@brand.example", "From: j@x.example\r\n\r\nx");
    elsewhere("hello@brand.example");

    assertThat(identity(team.workspace.reply(id))).isEqualTo("support@acme.example");
  }

  @Test
  void catch_all_that_only_receives_is_answered_from_an_alias() {
    team.alias("*@brand.example");
    receiveOnly("*@brand.example");
    MessageId id =
        team.deliver("jane@example.org", "hello@brand.example", "From: j@x.example\r\n\r\nx");

    assertThat(identity(team.workspace.reply(id))).isEqualTo("support@acme.example");
  }

  @Test
  void what_came_in_on_a_sub_address_is_answered_without_its_tag() {
    MessageId id =
        team.deliver(
            "jane@example.org", "support+orders@acme.example", "From: j@x.example\r\n\r\nx");

    assertThat(identity(team.workspace.reply(id))).isEqualTo("support@acme.example");
  }

  @Test
  void choice_is_kept_with_the_draft_and_checked_when_it_is_sent() {
    team.alias("sales@acme.example");
    Composition draft =
        team.workspace
            .compose()
            .to("jane@example.org")
            .text("a")
            .from(EmailAddress.parse("sales@acme.example"));
    draft.save();
    receiveOnly("sales@acme.example");

    Composition again = team.workspace.draft(draft.draft().id()).orElseThrow();

    assertThatThrownBy(again::send)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("sales@acme.example");
    assertThat(team.workspace.draft(draft.draft().id())).isPresent();
  }

  @Test
  void mailbox_without_an_address_can_write_but_not_send() {
    receiveOnly("support@acme.example");
    Composition composition = team.workspace.compose().to("jane@example.org").text("a");

    assertThat(composition.identity()).isEmpty();
    assertThatThrownBy(composition::send)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("no alias that may send");
    composition.save();
  }

  @Test
  void mailbox_that_is_gone_is_not_found() {
    Composition begun = team.workspace.compose().to("jane@example.org").text("a");
    team.melme.admin().deleteMailbox(team.mailbox);

    assertThatThrownBy(() -> team.workspace.identities()).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> team.workspace.compose()).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(begun::send).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(begun::save).isInstanceOf(NotFoundException.class);
  }

  private String identity(Composition composition) {
    return composition.identity().orElseThrow().address().toString();
  }

  private void receiveOnly(String alias) {
    team.melme.admin().changeAlias(AliasPattern.parse(alias), Sending.RECEIVE_ONLY);
  }

  private void elsewhere(String alias) {
    MailboxId other = team.melme.admin().createMailbox(NewMailbox.of("other-inbox", "Other")).id();
    team.melme.admin().createAlias(alias, Route.toMailbox(other));
  }
}
