package dev.melme.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.MelMeBuilder;
import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.Quota;
import dev.melme.api.Route;
import dev.melme.api.Slug;
import dev.melme.api.admin.NewAlias;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.DeliveryPolicy;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.RoutingExplanation.Check;
import dev.melme.api.routing.RoutingExplanation.Step;
import dev.melme.inmemory.InMemoryStore;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

  private final InMemoryStore store = InMemoryStore.create();
  private MelMe melme = MelMe.builder().store(store).build();
  private final MailboxId support =
      melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support")).id();

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void an_alias_leads_to_its_mailbox_whatever_the_case() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));

    RoutingDecision.Accepted accepted = accepted("SuPPort@ACME.Example");

    assertThat(accepted.mailboxId()).isEqualTo(support);
    assertThat(accepted.match().alias()).isEqualTo(AliasPattern.parse("support@acme.example"));
    assertThat(accepted.match().tag()).isEmpty();
    assertThat(accepted.recipient()).hasToString("SuPPort@acme.example");
    assertThat(accepted.reply()).hasToString("250 2.1.5 Recipient ok");
  }

  @Test
  void a_sub_address_leads_to_its_base_and_keeps_its_tag() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));

    assertThat(accepted("support+orders+2026@acme.example").match().tag()).contains("orders+2026");
    assertThat(accepted("support+@acme.example").match().tag()).contains("");
    assertThat(reason("+orders@acme.example")).isEqualTo(Reason.UNKNOWN_ALIAS);
  }

  @Test
  void the_most_specific_alias_decides_even_when_it_is_disabled() {
    melme.admin().createAlias("*@acme.example", Route.toMailbox("support-inbox"));
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
    melme
        .admin()
        .createAlias(
            NewAlias.of(
                    AliasPattern.parse("support+orders@acme.example"),
                    Route.toMailbox("support-inbox"))
                .disabled());

    assertThat(reason("support+orders@acme.example")).isEqualTo(Reason.ALIAS_DISABLED);
    assertThat(accepted("support+x@acme.example").match().alias())
        .hasToString("support@acme.example");
    assertThat(accepted("anything@acme.example").match().alias()).hasToString("*@acme.example");
    assertThat(accepted("anything+x@acme.example").match().tag()).isEmpty();
  }

  @Test
  void a_recipient_called_asterisk_goes_to_the_catch_all_only() {
    melme.admin().createAlias("*@acme.example", Route.toMailbox("support-inbox"));

    assertThat(accepted("*@acme.example").match().alias().isCatchAll()).isTrue();
    assertThat(accepted("*+tag@acme.example").match().alias().isCatchAll()).isTrue();
    assertThatThrownBy(() -> AliasPattern.of(EmailAddress.parse("*@acme.example")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("catchAll");
  }

  @Test
  void a_base_that_cannot_be_written_as_an_address_is_no_candidate() {
    melme.admin().createAlias("*@acme.example", Route.toMailbox("support-inbox"));
    // without its tag the local part ends in a dot, needs quotes, and has 65 octets with them
    String recipient = "a".repeat(62) + ".+@acme.example";

    assertThat(accepted(recipient).match().alias().isCatchAll()).isTrue();
    assertThat(accepted(recipient).match().tag()).isEmpty();
    assertThat(melme.router().explain(EmailAddress.parse(recipient)).decision().accepted())
        .isTrue();
    assertThat(accepted("a.+x@acme.example").match().alias().isCatchAll()).isTrue();
  }

  @Test
  void a_catch_all_does_not_reach_into_sub_domains() {
    melme.admin().createAlias("*@acme.example", Route.toMailbox("support-inbox"));

    assertThat(reason("a@mail.acme.example")).isEqualTo(Reason.FOREIGN_DOMAIN);
  }

  @Test
  void the_separator_can_be_another_one_or_none() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
    restart(MelMe.builder().subAddressSeparator('-'));

    assertThat(accepted("support-orders@acme.example").match().tag()).contains("orders");
    assertThat(reason("support+orders@acme.example")).isEqualTo(Reason.UNKNOWN_ALIAS);

    restart(MelMe.builder().withoutSubAddresses());

    assertThat(reason("support+orders@acme.example")).isEqualTo(Reason.UNKNOWN_ALIAS);
  }

  @ParameterizedTest
  @ValueSource(chars = {'a', '7', '.', '@', '"', '*', ' ', '\n', 'é', '\\'})
  void a_separator_that_addresses_need_is_refused(char separator) {
    assertThatThrownBy(() -> MelMe.builder().subAddressSeparator(separator))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_domain_is_ours_while_an_alias_is_on_it_or_it_is_registered() {
    assertThat(reason("a@acme.example")).isEqualTo(Reason.FOREIGN_DOMAIN);

    melme
        .admin()
        .createAlias(
            NewAlias.of(AliasPattern.parse("off@acme.example"), Route.toMailbox("support-inbox"))
                .disabled());
    assertThat(reason("a@acme.example")).isEqualTo(Reason.UNKNOWN_ALIAS);

    melme.admin().deleteAlias(AliasPattern.parse("off@acme.example"));
    assertThat(reason("a@acme.example")).isEqualTo(Reason.FOREIGN_DOMAIN);

    melme.admin().registerDomain(DomainName.parse("acme.example"));
    assertThat(reason("a@acme.example")).isEqualTo(Reason.UNKNOWN_ALIAS);
  }

  @Test
  void an_address_literal_is_none_of_ours() {
    assertThat(reason("support@[192.0.2.1]")).isEqualTo(Reason.FOREIGN_DOMAIN);
  }

  @Test
  void an_inactive_mailbox_and_a_deleted_one_refuse_differently() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));

    melme.admin().deactivateMailbox(support);
    assertThat(reason("support@acme.example")).isEqualTo(Reason.MAILBOX_INACTIVE);

    melme.admin().activateMailbox(support);
    assertThat(accepted("support@acme.example").mailboxId()).isEqualTo(support);

    melme.admin().deleteMailbox(support);
    assertThat(reason("support@acme.example")).isEqualTo(Reason.MAILBOX_DELETED);
  }

  @Test
  void a_deferring_alias_answers_temporarily() {
    melme
        .admin()
        .createAlias(
            NewAlias.of(
                    AliasPattern.parse("support@acme.example"), Route.toMailbox("support-inbox"))
                .deferring());

    melme.admin().deactivateMailbox(support);
    assertThat(reason("support@acme.example")).isEqualTo(Reason.MAILBOX_PAUSED);

    melme.admin().disableAlias(AliasPattern.parse("support@acme.example"));
    assertThat(reason("support@acme.example")).isEqualTo(Reason.ALIAS_PAUSED);
    assertThat(melme.router().route(EmailAddress.parse("support@acme.example")).reply())
        .hasToString("450 4.2.1 Recipient does not take mail now");
  }

  @Test
  void a_full_mailbox_defers_for_up_to_ten_seconds_longer() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
    melme
        .admin()
        .updateMailbox(
            melme
                .admin()
                .mailbox(Slug.of("support-inbox"))
                .orElseThrow()
                .withQuota(Optional.of(Quota.ofMessages(0))));

    assertThat(reason("support@acme.example")).isEqualTo(Reason.OVER_QUOTA);
  }

  @Test
  void the_policy_is_asked_with_the_match_and_its_failure_defers() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
    restart(
        MelMe.builder()
            .policy(
                new DeliveryPolicy() {
                  @Override
                  public Answer atRecipient(
                      RecipientRequest request, MatchedAlias match, MailboxId mailboxId) {
                    return switch (match.tag().orElse("")) {
                      case "no" -> Answer.REFUSE;
                      case "later" -> Answer.DEFER;
                      case "bug" -> throw new IllegalStateException("bug of the host");
                      default -> Answer.ACCEPT;
                    };
                  }
                }));

    assertThat(reason("support@acme.example")).isEqualTo(Reason.ACCEPTED);
    assertThat(reason("support+no@acme.example")).isEqualTo(Reason.POLICY_REFUSED);
    assertThat(reason("support+later@acme.example")).isEqualTo(Reason.POLICY_DEFERRED);
    assertThat(reason("support+bug@acme.example")).isEqualTo(Reason.STORE_UNAVAILABLE);
  }

  @Test
  void what_the_session_knows_decides_too() {
    melme.admin().createAlias("*@acme.example", Route.toMailbox("support-inbox"));
    restart(MelMe.builder().limits(DeliveryLimits.DEFAULT.withMessageBytes(1000)));
    RecipientRequest request = RecipientRequest.of(EmailAddress.parse("grüße@acme.example"));

    assertThat(melme.router().route(request.withoutSmtpUtf8()).reason())
        .isEqualTo(Reason.NEEDS_SMTPUTF8);
    assertThat(melme.router().route(request.acceptedBefore(100)).reason())
        .isEqualTo(Reason.TOO_MANY_RECIPIENTS);
    assertThat(melme.router().route(request.declaredBytes(1001)).reason())
        .isEqualTo(Reason.TOO_BIG);
    assertThat(melme.router().route(request.declaredBytes(1000)).accepted()).isTrue();
  }

  @Test
  void a_store_that_is_down_defers_and_never_says_unknown() {
    store.close();

    assertThat(reason("support@acme.example")).isEqualTo(Reason.STORE_UNAVAILABLE);
  }

  @Test
  void after_close_everything_is_answered_421() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));

    melme.close();

    assertThat(reason("support@acme.example")).isEqualTo(Reason.SHUTTING_DOWN);
  }

  @Test
  void explain_shows_each_step_and_the_same_decision() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
    melme.admin().deactivateMailbox(support);
    EmailAddress address = EmailAddress.parse("support+x@acme.example");

    var explanation = melme.router().explain(address);

    assertThat(explanation.decision()).isEqualTo(melme.router().route(address));
    assertThat(explanation.steps())
        .containsExactly(
            new Step(Check.EXACT_ALIAS, "support+x@acme.example", "no such alias"),
            new Step(Check.SUB_ADDRESS, "support@acme.example", "found, it decides"),
            new Step(Check.ALIAS_STATUS, "support@acme.example", "enabled"),
            new Step(Check.MAILBOX, "support-inbox", "inactive"));
  }

  @Test
  void explain_tells_unknown_from_foreign_and_from_an_outage() {
    melme.admin().registerDomain(DomainName.parse("acme.example"));

    assertThat(melme.router().explain(EmailAddress.parse("a@acme.example")).steps())
        .contains(new Step(Check.DOMAIN, "acme.example", "ours, the recipient is unknown"));
    assertThat(melme.router().explain(EmailAddress.parse("a@other.example")).steps())
        .contains(new Step(Check.DOMAIN, "other.example", "none of ours"));

    store.close();

    assertThat(melme.router().explain(EmailAddress.parse("a@acme.example")).steps())
        .containsExactly(new Step(Check.STORE, "store", "does not answer: mail is deferred"));
  }

  private RoutingDecision.Accepted accepted(String address) {
    return (RoutingDecision.Accepted) melme.router().route(EmailAddress.parse(address));
  }

  private Reason reason(String address) {
    return melme.router().route(EmailAddress.parse(address)).reason();
  }

  /** Another MelMe on the same store. */
  private void restart(MelMeBuilder builder) {
    melme = builder.store(store).build();
  }
}
