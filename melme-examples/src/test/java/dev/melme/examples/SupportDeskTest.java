package dev.melme.examples;

import static dev.melme.testkit.MelMeAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.melme.api.EmailAddress;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.workspace.Workspace;
import dev.melme.testkit.InMailbox;
import dev.melme.testkit.MutableClock;
import dev.melme.testkit.WithMelMe;
import java.time.Duration;
import org.junit.jupiter.api.Test;

// docs/testkit.md
@WithMelMe({
  "support@acme.example, sales@acme.example -> support-inbox",
  "old@acme.example -> old-inbox (inactive)"
})
class SupportDeskTest {

  private static final byte[] ORDER =
      "From: joe@example.org\r\nMessage-ID: <1@example.org>\r\nSubject: My order\r\n\r\nHi"
          .getBytes(US_ASCII);

  @Test
  void an_order_reaches_the_support_mailbox_once(
      AliasRouter router, @InMailbox("support-inbox") Workspace support, MutableClock clock) {
    assertThat(deliver(router, "sales+vip@acme.example")).isStored();
    clock.advance(Duration.ofDays(1));
    assertThat(deliver(router, "sales+vip@acme.example")).isAlreadyStored();
    assertThat(support).hasMessageCount(1);
    assertThat(support)
        .messageWithSubject("My order")
        .isFrom("joe@example.org")
        .cameInOn("sales@acme.example")
        .hasTag("vip");
  }

  @Test
  void mail_to_an_inactive_mailbox_bounces(AliasRouter router) {
    assertThat(deliver(router, "old@acme.example")).isRefusedWith(Reason.MAILBOX_INACTIVE);
  }

  private static DeliveryReport deliver(AliasRouter router, String recipient) {
    Envelope envelope =
        Envelope.from(ReversePath.parse("joe@example.org")).to(EmailAddress.parse(recipient));
    return router.deliver(envelope, MessageSource.of(ORDER));
  }
}
