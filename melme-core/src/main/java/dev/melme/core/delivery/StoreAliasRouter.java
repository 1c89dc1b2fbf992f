package dev.melme.core.delivery;

import dev.melme.api.EmailAddress;
import dev.melme.api.MessageSource;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.RoutingExplanation;
import dev.melme.core.routing.QuotaGate;
import dev.melme.core.routing.RecipientRouting;
import dev.melme.core.routing.RouteExplainer;
import dev.melme.core.routing.RoutingRules;
import dev.melme.core.routing.TraceToken;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MelMeStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The router over a store: routing and delivery, until it is closed. */
public final class StoreAliasRouter implements AliasRouter {

  private final RoutingRules rules;
  private final RecipientRouting routing;
  private final RouteExplainer explainer;
  private final MessageDelivery delivery;
  private volatile boolean closed;

  /**
   * Creates the router.
   *
   * @param store where everything is kept
   * @param rules what the host set up
   * @param time the time of decisions and receptions
   * @param spoolDirectory where large messages are spooled, or null for the system's folder
   */
  public StoreAliasRouter(
      MelMeStore store, RoutingRules rules, StoreTime time, @Nullable Path spoolDirectory) {
    this.rules = rules;
    QuotaGate quotas = new QuotaGate(store, time);
    this.routing = new RecipientRouting(store, rules, quotas, time);
    this.explainer = new RouteExplainer(routing);
    this.delivery = new MessageDelivery(store, rules, routing, quotas, time, spoolDirectory);
  }

  @Override
  public RoutingDecision route(RecipientRequest request) {
    return closed
        ? RoutingDecision.decline(request.recipient(), Reason.SHUTTING_DOWN)
        : routing.decide(request);
  }

  @Override
  public DeliveryReport deliver(Envelope envelope, MessageSource source) {
    return delivery.deliver(envelope, source, closed);
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

  /** Answers everything from now on with 421 4.3.2. */
  public void close() {
    closed = true;
  }
}
