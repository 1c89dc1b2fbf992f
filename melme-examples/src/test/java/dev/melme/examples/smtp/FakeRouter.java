package dev.melme.examples.smtp;

import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.MessageSourceException;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.RoutingExplanation;
import dev.melme.api.routing.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A router that knows one recipient, {@value #KNOWN}, and stores in a list. What a test wants to be
 * otherwise is set from outside.
 */
final class FakeRouter implements AliasRouter {

  static final String KNOWN = "support@acme.example";

  /** What was stored. */
  static final class Stored {
    private final Envelope envelope;
    private final byte[] message;

    Stored(Envelope envelope, byte[] message) {
      this.envelope = envelope;
      this.message = message;
    }

    Envelope envelope() {
      return envelope;
    }

    byte[] message() {
      return message;
    }
  }

  /** What happens instead of storing. */
  interface Delivery {
    DeliveryReport deliver(Envelope envelope, MessageSource source) throws IOException;
  }

  final Queue<Stored> stored = new ConcurrentLinkedQueue<>();
  final Queue<RecipientRequest> asked = new ConcurrentLinkedQueue<>();
  final Map<EmailAddress, Reason> declined = new ConcurrentHashMap<>();
  volatile Runnable beforeRoute = () -> {};
  volatile Delivery delivery = this::store;
  volatile DeliveryLimits limits = DeliveryLimits.DEFAULT;

  @Override
  public RoutingDecision route(RecipientRequest request) {
    asked.add(request);
    beforeRoute.run();
    EmailAddress recipient = request.recipient();
    if (declined.containsKey(recipient)) {
      return RoutingDecision.decline(recipient, declined.get(recipient));
    }
    if (!request.smtpUtf8() && !recipient.isAscii()) {
      return RoutingDecision.decline(recipient, Reason.NEEDS_SMTPUTF8);
    }
    if (request.acceptedBefore() >= limits.recipients()) {
      return RoutingDecision.decline(recipient, Reason.TOO_MANY_RECIPIENTS);
    }
    if (!recipient.equals(EmailAddress.parse(KNOWN))) {
      return RoutingDecision.decline(recipient, Reason.UNKNOWN_ALIAS);
    }
    return new RoutingDecision.Accepted(
        new MatchedAlias(recipient, AliasPattern.of(recipient), Optional.empty()),
        new MailboxId(new UUID(0, 1)),
        Optional.empty(),
        System.currentTimeMillis());
  }

  @Override
  public DeliveryReport deliver(Envelope envelope, MessageSource source) {
    try (source) {
      return delivery.deliver(envelope, source);
    } catch (IOException broken) {
      throw new MessageSourceException("The source failed", broken);
    }
  }

  DeliveryReport store(Envelope envelope, MessageSource source) throws IOException {
    try (InputStream in = source.openStream()) {
      stored.add(new Stored(envelope, in.readAllBytes()));
    }
    return new DeliveryReport(
        envelope.recipients().stream()
            .<Verdict>map(
                to ->
                    new Verdict.Stored(
                        to.address(),
                        new MailboxId(new UUID(0, 1)),
                        new MessageId(UUID.randomUUID())))
            .toList());
  }

  /** Answers without having read more than some octets of the message. */
  static Delivery answering(Reason reason, int octetsRead) {
    return (envelope, source) -> {
      source.openStream().readNBytes(octetsRead);
      return report(envelope, reason);
    };
  }

  static DeliveryReport report(Envelope envelope, Reason reason) {
    List<Verdict> verdicts =
        envelope.recipients().stream().map(to -> Verdict.decline(to.address(), reason)).toList();
    return new DeliveryReport(verdicts);
  }

  @Override
  public DeliveryLimits limits() {
    return limits;
  }

  @Override
  public RoutingExplanation explain(EmailAddress recipient) {
    return new RoutingExplanation(route(recipient), List.of());
  }

  @Override
  public String traceField(EmailAddress recipient) {
    return "X-Trace: fake";
  }
}
