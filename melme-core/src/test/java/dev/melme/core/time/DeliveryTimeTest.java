package dev.melme.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageSource;
import dev.melme.api.Quota;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.StoreException;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.DeliveryPolicy;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.Verdict;
import dev.melme.core.RecordingStore;
import dev.melme.core.delivery.StoreAliasRouter;
import dev.melme.core.log.DeliveryJournal;
import dev.melme.core.routing.RoutingRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A sender waits for one answer of a store that is away, not for its time as well. */
class DeliveryTimeTest {

  private static final byte[] HELLO =
      "From: joe@example.org\r\n\r\nHi\r\n".getBytes(StandardCharsets.US_ASCII);

  private final RecordingStore store = new RecordingStore();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final StoreTime time =
      StoreTime.of(
          () -> {
            asked.incrementAndGet();
            return Instant.parse("2026-03-01T12:00:00Z");
          },
          nanos::get);

  @Test
  void a_delivery_asks_a_store_that_is_away_once() {
    try (MelMe melme = MelMe.builder().store(store).build()) {
      StoreAliasRouter router = router(melme);
      RoutingDecision accepted = router.route(EmailAddress.parse("support@acme.example"));
      nanos.addAndGet(Duration.ofMinutes(2).toNanos());
      store.calls.clear();
      asked.set(0);
      store.before =
          call -> {
            throw new StoreException(StoreException.Fault.UNAVAILABLE, "planted", null);
          };

      DeliveryReport report =
          router.deliver(Envelope.from(ReversePath.NULL).to(accepted), MessageSource.of(HELLO));

      assertThat(report.verdicts())
          .extracting(Verdict::reason)
          .containsOnly(Reason.STORE_UNAVAILABLE);
      assertThat(store.calls).containsExactly("messages.append");
      assertThat(asked).hasValue(0);
    }
  }

  @Test
  void routing_asks_for_the_time_once_a_minute_when_the_store_has_just_answered() {
    try (MelMe melme = MelMe.builder().store(store).build()) {
      StoreAliasRouter router = router(melme);
      nanos.addAndGet(Duration.ofMinutes(2).toNanos());
      asked.set(0);

      router.route(EmailAddress.parse("support@acme.example"));
      router.route(EmailAddress.parse("support@acme.example"));

      assertThat(asked).hasValue(1);
    }
  }

  /** Routes by the time of this test, not by that of the host. */
  private StoreAliasRouter router(MelMe melme) {
    melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support"));
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
    RoutingRules rules =
        new RoutingRules(DeliveryLimits.DEFAULT, DeliveryPolicy.ACCEPT_ALL, Quota.UNLIMITED, '+');
    DeliveryJournal journal = new DeliveryJournal(store.deliveryLog(), time, Duration.ZERO);
    return new StoreAliasRouter(store, rules, time, journal, null, mailbox -> {});
  }
}
