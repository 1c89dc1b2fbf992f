package dev.melme.testkit;

import static dev.melme.testkit.MelMeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.MessageTrait;
import dev.melme.api.PageRequest;
import dev.melme.api.StoredMessage;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.workspace.Workspace;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@WithMelMe({
  "support@acme.example, *@catchall.example -> support-inbox",
  "off@acme.example -> support-inbox (disabled, deferring)",
  "old@acme.example -> old-inbox (inactive)"
})
class MelMeAssertionsTest {

  @Test
  void reports(AliasRouter router) {
    DeliveryReport stored = Mails.send(router, "one", "support@acme.example");
    DeliveryReport again = Mails.send(router, "one", "Support@acme.example");
    DeliveryReport refused = Mails.send(router, "two", "who@acme.example");
    DeliveryReport deferred = Mails.send(router, "two", "off@acme.example");

    assertThat(stored)
        .isStored()
        .isCommitted()
        .hasVerdict("SUPPORT@acme.example", Reason.STORED)
        .hasReasons(Reason.STORED)
        .hasSmtpReply("250 2.0.0");
    assertThat(again).isAlreadyStored().isCommitted();
    assertThat(refused).isRefusedWith(Reason.UNKNOWN_ALIAS).hasSmtpReply("550 5.1.1");
    assertThat(deferred).isDeferredWith(Reason.ALIAS_PAUSED);

    fails(
        () -> assertThat(refused).isStored(),
        "Expected the message to be stored for all recipients, but\n"
            + "  <who@acme.example>: UNKNOWN_ALIAS, 550 5.1.1 No such recipient here");
    fails(
        () -> assertThat(stored).isAlreadyStored(),
        "Expected the message to be stored already for all recipients, but\n"
            + "  <support@acme.example>: STORED, 250 2.0.0 Message stored");
    fails(
        () -> assertThat(refused).isCommitted(),
        "Expected the message to be committed, but\n  <who@acme.example>: UNKNOWN_ALIAS");
    fails(
        () -> assertThat(stored).isRefusedWith(Reason.UNKNOWN_ALIAS),
        "Expected the message to be refused with UNKNOWN_ALIAS for all recipients, but");
    fails(
        () -> assertThat(stored).isDeferredWith(Reason.OVER_QUOTA),
        "Expected the message to be deferred with OVER_QUOTA for all recipients, but");
    fails(
        () -> assertThat(stored).hasVerdict("sales@acme.example", Reason.STORED),
        "Expected STORED for <sales@acme.example>, but\n  <support@acme.example>: STORED");
    fails(
        () -> assertThat(stored).hasReasons(Reason.LOOP, Reason.STORED),
        "Expected the verdicts [LOOP, STORED], but\n  <support@acme.example>: STORED");
    fails(
        () -> assertThat(stored).hasSmtpReply("550"),
        "Expected the SMTP reply to begin with <550>, but it is <250 2.0.0 Message stored>");
    assertThatThrownBy(() -> assertThat(stored).isRefusedWith(Reason.OVER_QUOTA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("OVER_QUOTA answers 452. Use isDeferredWith(OVER_QUOTA)");
  }

  @Test
  void decisions(
      AliasRouter router,
      @InMailbox("support-inbox") Mailbox support,
      @InMailbox("old-inbox") Mailbox old) {
    RoutingDecision tagged = router.route(EmailAddress.parse("support+orders@acme.example"));
    RoutingDecision plain = router.route(EmailAddress.parse("x@catchall.example"));
    RoutingDecision refused = router.route(EmailAddress.parse("old@acme.example"));
    RoutingDecision deferred = router.route(EmailAddress.parse("off@acme.example"));

    assertThat(tagged)
        .isAccepted()
        .isAcceptedInto(support)
        .isMatchedBy("support@acme.example")
        .hasTag("orders")
        .hasReply("250 2.1.5");
    assertThat(plain).isMatchedBy("*@catchall.example");
    assertThat(refused).isRefusedWith(Reason.MAILBOX_INACTIVE).hasReply("550 5.2.1");
    assertThat(deferred).isDeferredWith(Reason.ALIAS_PAUSED);

    fails(
        () -> assertThat(refused).isAccepted(),
        "Expected <old@acme.example> to be accepted, but it is answered MAILBOX_INACTIVE, 550");
    fails(
        () -> assertThat(tagged).isAcceptedInto(old),
        "Expected mail to <support+orders@acme.example> to go to mailbox old-inbox (");
    fails(
        () -> assertThat(tagged).isMatchedBy("*@acme.example"),
        "to be matched by <*@acme.example>, but it is matched by <support@acme.example>");
    fails(
        () -> assertThat(plain).hasTag("orders"),
        "Expected <x@catchall.example> to be taken with the tag <orders>, but it has none");
    fails(
        () -> assertThat(tagged).hasTag("sales"),
        "to be taken with the tag <sales>, but it has <orders>");
    fails(
        () -> assertThat(refused).isRefusedWith(Reason.LOOP),
        "Expected <old@acme.example> to be refused with LOOP, but it is answered MAILBOX_INACTIVE");
    fails(
        () -> assertThat(refused).hasReply("250"),
        "Expected the reply for <old@acme.example> to begin with <250>, but it is <550 5.2.1");
    assertThatThrownBy(() -> assertThat(refused).isDeferredWith(Reason.LOOP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LOOP answers 554. Use isRefusedWith(LOOP)");
  }

  @Test
  void workspaces(AliasRouter router, @InMailbox("support-inbox") Workspace inbox) {
    assertThat(inbox).isEmpty().doesNotContainMessageWithSubject("Invoice");
    fails(
        () -> assertThat(inbox).newestMessage(),
        "Expected mailbox support-inbox to hold a message, but it is empty");
    fails(
        () -> assertThat(inbox).containsMessageWithSubject("Invoice"),
        "Expected mailbox support-inbox to hold a message with the subject <Invoice>, but it holds:"
            + " nothing");
    Mails.send(router, "Invoice", "support@acme.example");
    MessageId id = inbox.messages(PageRequest.first(1)).items().get(0).id();

    assertThat(inbox)
        .hasMessageCount(1)
        .containsMessageWithSubject("Invoice")
        .hasOriginal(id, Mails.mail("Invoice"))
        .messageWithSubject("Invoice")
        .isFrom("jo@sender.example");
    assertThat(inbox).newestMessage().hasSubject("Invoice");

    fails(
        () -> assertThat(inbox).hasMessageCount(2),
        "Expected mailbox support-inbox to hold 2 messages, but it holds 1:\n  <Invoice> from ");
    fails(
        () -> assertThat(inbox).doesNotContainMessageWithSubject("Invoice"),
        "to hold no message with the subject <Invoice>, but it holds:\n  <Invoice> from ");
    fails(
        () -> assertThat(inbox).hasOriginal(id, Mails.mail("invoice")),
        "bytes that were sent, but it has ");
    fails(
        () -> assertThat(inbox).hasOriginal(Specimens.newMessageId(), new byte[0]),
        "Expected mailbox support-inbox to hold message ");
  }

  @Test
  void messages(AliasRouter router, @InMailbox("support-inbox") Workspace inbox) {
    Mails.send(router, "Invoice", "Support+Orders@acme.example", "x@catchall.example");
    Mails.send(router, "Untagged", "support@acme.example");
    StoredMessage message = message(inbox, 1);
    StoredMessage untagged = message(inbox, 0);

    assertThat(message)
        .hasSubject("Invoice")
        .isFrom("jo@sender.example")
        .hasReversePath("bounce@sender.example")
        .cameInOn("support@acme.example")
        .cameInOn("*@catchall.example")
        .wasSentTo("x@catchall.example")
        .hasTag("Orders")
        .hasAttachment("invoice.pdf")
        .hasAttachmentCount(1)
        .hasTextContaining("Hello")
        .hasSizeBytes(Mails.mail("Invoice").length)
        .isParsed();
    assertThat(untagged).hasNoTag();

    fails(
        () -> assertThat(message).hasSubject("x"), "to have the subject <x>, but it is <Invoice>");
    fails(
        () -> assertThat(message).isFrom("al@sender.example"),
        "to be from <al@sender.example>, but there is only [jo@sender.example]");
    fails(
        () -> assertThat(message).hasReversePath(""),
        "to have the reverse path <>, but it is <bounce@sender.example>");
    fails(
        () -> assertThat(message).cameInOn("sales@acme.example"),
        "to have come in on <sales@acme.example>, but it came in on [support@acme.example, ");
    fails(
        () -> assertThat(message).wasSentTo("sales@acme.example"),
        "to have been sent to <sales@acme.example>, but it was sent to [Support+Orders@");
    fails(() -> assertThat(message).hasTag("x"), "to have the tag <x>, but there is only [Orders]");
    fails(() -> assertThat(untagged).hasTag("x"), "to have the tag <x>, but there is none");
    fails(() -> assertThat(message).hasNoTag(), "to have no tag, but it has [Orders]");
    fails(
        () -> assertThat(message).hasAttachment("x.pdf"),
        "to have the attachment <x.pdf>, but there is only [invoice.pdf]");
    fails(
        () -> assertThat(message).hasAttachmentCount(0),
        "to have 0 attachments, but it has 1: [invoice.pdf]");
    fails(
        () -> assertThat(message).hasTextContaining("Bye"),
        "to contain <Bye>, but it begins <Hello there>");
    fails(() -> assertThat(message).hasSizeBytes(1), "to have a size in bytes of <1>, but it is");
    fails(
        () -> assertThat(message).hasTrait(MessageTrait.LIST),
        "to have the trait <LIST>, but there is none");
    fails(() -> assertThat(message).isUnparsed(), "been read whole: <false>, but it is <true>");
  }

  @Test
  void mailboxes(@InMailbox("support-inbox") Mailbox support, @InMailbox("old-inbox") Mailbox old) {
    assertThat(support)
        .isActive()
        .hasSlug("support-inbox")
        .hasName("support-inbox")
        .hasSenderName("support-inbox");
    assertThat(old).isInactive();

    fails(
        () -> assertThat(support).isInactive(),
        "Expected mailbox support-inbox to be inactive, but it is active");
    fails(
        () -> assertThat(old).isActive(),
        "Expected mailbox old-inbox to be active, but it is inactive");
    fails(
        () -> assertThat(support).hasSenderName("Acme"),
        "Expected mailbox support-inbox to have the sender name <Acme>, but it is <support-inbox>");
  }

  private static StoredMessage message(Workspace inbox, int position) {
    MessageId id = inbox.messages(PageRequest.first(10)).items().get(position).id();
    return inbox.message(id).orElseThrow();
  }

  private static void fails(ThrowingCallable assertion, String message) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(message);
  }
}
