package dev.melme.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageSource;
import dev.melme.api.Quota;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.DeliveryPolicy;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.ReplyMode;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.Verdict;
import dev.melme.core.RecordingStore;
import dev.melme.core.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a delivery does whose recipients were not routed before, when something is out of order. */
class OutageDeliveryTest {

  private static final byte[] HELLO =
      "From: joe@example.org\r\nMessage-ID: <1@example.org>\r\n\r\nHi\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final RecordingStore store = new RecordingStore();

  @Test
  void a_store_that_is_away_is_asked_once_and_everybody_is_deferred() {
    try (MelMe melme = host(DeliveryPolicy.ACCEPT_ALL)) {
      store.before =
          call -> {
            throw FaultyStore.fault(Fault.UNAVAILABLE);
          };
      store.calls.clear();

      DeliveryReport report = deliver(melme, "a@acme.example", "b@acme.example", "c@acme.example");

      assertThat(store.calls).containsExactly("aliases.match");
      assertThat(report.verdicts())
          .hasSize(3)
          .extracting(Verdict::reason)
          .containsOnly(Reason.STORE_UNAVAILABLE);
    }
  }

  @Test
  void a_policy_that_fails_for_one_recipient_defers_nobody_else() {
    DeliveryPolicy policy =
        new DeliveryPolicy() {
          @Override
          public Answer atRecipient(
              RecipientRequest request, MatchedAlias match, MailboxId mailboxId) {
            if (request.recipient().localPart().equals("a")) {
              throw new IllegalStateException("a bug of the host");
            }
            return Answer.ACCEPT;
          }
        };
    try (MelMe melme = host(policy)) {
      DeliveryReport report = deliver(melme, "a@acme.example", "b@acme.example");

      assertThat(report.verdicts())
          .extracting(Verdict::reason)
          .containsExactly(Reason.STORE_UNAVAILABLE, Reason.STORED);
    }
  }

  @Test
  void a_store_that_goes_away_while_quotas_are_looked_up_is_asked_once_more_and_no_further() {
    TestClock clock = new TestClock();
    try (MelMe melme = MelMe.builder().store(store).clock(clock).build()) {
      for (String name : new String[] {"a-box", "b-box", "c-box"}) {
        melme.admin().createMailbox(NewMailbox.of(name, name).quota(new Quota(1000, 10)));
        melme.admin().createAlias(name + "@acme.example", Route.toMailbox(name));
      }
      int[] usages = {0};
      store.before =
          call -> {
            // each is routed, and its usage looked up, before the store goes
            if (call.equals("mailboxes.usage") && ++usages[0] > 3) {
              throw FaultyStore.fault(Fault.UNAVAILABLE);
            }
          };
      store.calls.clear();
      Envelope envelope = Envelope.from(ReversePath.NULL).replyMode(ReplyMode.EACH);
      for (String name : new String[] {"a-box", "b-box", "c-box"}) {
        RoutingDecision decision = melme.router().route(EmailAddress.parse(name + "@acme.example"));
        envelope = envelope.to(decision);
      }
      clock.advance(Duration.ofSeconds(10)); // as long as a usage is believed

      DeliveryReport report = melme.router().deliver(envelope, MessageSource.of(HELLO));

      assertThat(report.verdicts())
          .hasSize(3)
          .extracting(Verdict::reason)
          .containsOnly(Reason.STORE_UNAVAILABLE);
      assertThat(store.calls.stream().filter("mailboxes.usage"::equals)).hasSize(4);
      assertThat(store.calls).doesNotContain("messages.append");
    }
  }

  private MelMe host(DeliveryPolicy policy) {
    MelMe melme = MelMe.builder().store(store).policy(policy).build();
    melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support"));
    for (String name : new String[] {"a", "b", "c"}) {
      melme.admin().createAlias(name + "@acme.example", Route.toMailbox("support-inbox"));
    }
    return melme;
  }

  private static DeliveryReport deliver(MelMe melme, String... recipients) {
    Envelope envelope = Envelope.from(ReversePath.NULL).replyMode(ReplyMode.EACH);
    for (String recipient : recipients) {
      envelope = envelope.to(EmailAddress.parse(recipient));
    }
    return melme.router().deliver(envelope, MessageSource.of(HELLO));
  }
}
