package dev.melme.core.delivery;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageSource;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.RoutingExplanation;
import dev.melme.api.routing.Verdict;
import dev.melme.core.log.DeliveryJournal;
import dev.melme.core.routing.QuotaGate;
import dev.melme.core.routing.RecipientRouting;
import dev.melme.core.routing.RouteExplainer;
import dev.melme.core.routing.RoutingRules;
import dev.melme.core.routing.Ruling;
import dev.melme.core.routing.TraceToken;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MelMeStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router over a store: routing and delivery, until it is closed. */
public final class StoreAliasRouter implements AliasRouter {

  private static final Logger LOG = LoggerFactory.getLogger(StoreAliasRouter.class);

  private final RoutingRules rules;
  private final RecipientRouting routing;
  private final RouteExplainer explainer;
  private final MessageDelivery delivery;
  private final Consumer<MailboxId> stored;

  /** Made once: routing is a matter of nanoseconds. */
  private final BiConsumer<RecipientRequest, Ruling> declined;

  /** Held for reading by each delivery; whoever gets it for writing knows that none is left. */
  private final ReadWriteLock underWay = new ReentrantReadWriteLock();

  private volatile boolean closed;

  /**
   * Creates the router.
   *
   * @param store where everything is kept
   * @param rules what the host set up
   * @param time the time of decisions and receptions
   * @param journal notes what senders are answered
   * @param spoolDirectory where large messages are spooled, or null for the system's folder
   * @param stored hears in which mailboxes something was stored
   */
  public StoreAliasRouter(
      MelMeStore store,
      RoutingRules rules,
      StoreTime time,
      DeliveryJournal journal,
      @Nullable Path spoolDirectory,
      Consumer<MailboxId> stored) {
    this.rules = rules;
    this.stored = stored;
    this.declined = journal::atRecipient;
    QuotaGate quotas = new QuotaGate(store, time);
    this.routing = new RecipientRouting(store, rules, quotas, time);
    this.explainer = new RouteExplainer(routing);
    this.delivery =
        new MessageDelivery(store, rules, routing, quotas, time, journal, spoolDirectory);
  }

  @Override
  public RoutingDecision route(RecipientRequest request) {
    if (!closed) {
      return routing.decide(request, outage -> {}, declined);
    }
    RoutingDecision decision = RoutingDecision.decline(request.recipient(), Reason.SHUTTING_DOWN);
    declined.accept(request, Ruling.declined(decision));
    return decision;
  }

  @Override
  public DeliveryReport deliver(Envelope envelope, MessageSource source) {
    if (closed) {
      return delivery.deliver(envelope, source, true);
    }
    underWay.readLock().lock();
    try {
      DeliveryReport report = delivery.deliver(envelope, source, closed);
      for (Verdict verdict : report.verdicts()) {
        if (verdict instanceof Verdict.Stored mail) {
          stored.accept(mail.mailboxId());
        }
      }
      return report;
    } finally {
      underWay.readLock().unlock();
    }
  }

  @Override
  public RoutingExplanation explain(EmailAddress recipient) {
    return explainer.explain(recipient);
  }

  @Override
  public String traceField(EmailAddress recipient) {
    return TraceToken.field(recipient);
  }

  @Override
  public DeliveryLimits limits() {
    return rules.limits();
  }

  /**
   * Answers everything from now on with 421 4.3.2, and waits for the deliveries under way.
   *
   * @param patience how long to wait at most
   */
  public void close(Duration patience) {
    closed = true;
    try {
      if (underWay.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        underWay.writeLock().unlock();
      } else {
        LOG.warn("Deliveries are still under way after {}; what they lack is deferred", patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
