package dev.melme.examples;

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
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The system that mail goes to: takes everything for everybody and takes it down. Some recipients
 * are put off when they come for the first time.
 */
final class MailRecorder implements AliasRouter {

  private static final MailboxId SOMEWHERE = new MailboxId(new UUID(0, 1));
  private static final int DEFERRED_SHARE = 11;

  /** A message that one recipient got. */
  record Taken(int run, int number, EmailAddress recipient, boolean sameBytes) {}

  final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
  private final Set<EmailAddress> putOff = ConcurrentHashMap.newKeySet();

  /** Which process sends at the moment. */
  volatile int run;

  /** Called at each step of a transaction; it may kill who is at the other end. */
  volatile Runnable atStep = () -> {};

  @Override
  public RoutingDecision route(RecipientRequest request) {
    atStep.run();
    EmailAddress recipient = request.recipient();
    if (Math.floorMod(recipient.canonical().hashCode(), DEFERRED_SHARE) == 0
        && putOff.add(recipient)) {
      return RoutingDecision.decline(recipient, Reason.STORE_UNAVAILABLE);
    }
    return new RoutingDecision.Accepted(
        new MatchedAlias(recipient, AliasPattern.of(recipient), Optional.empty()),
        SOMEWHERE,
        Optional.empty(),
        System.currentTimeMillis());
  }

  @Override
  public DeliveryReport deliver(Envelope envelope, MessageSource source) {
    byte[] bytes;
    try (source;
        InputStream in = source.openStream()) {
      bytes = in.readAllBytes();
    } catch (IOException broken) {
      throw new MessageSourceException("The source failed", broken);
    }
    int number = NumberedLetter.numberOf(bytes);
    boolean same = Arrays.equals(bytes, new NumberedLetter(number).bytes());
    int current = run;
    envelope.recipients().forEach(to -> taken.add(new Taken(current, number, to.address(), same)));
    atStep.run();
    return new DeliveryReport(
        envelope.recipients().stream()
            .<Verdict>map(
                to -> new Verdict.Stored(to.address(), SOMEWHERE, new MessageId(UUID.randomUUID())))
            .toList());
  }

  @Override
  public DeliveryLimits limits() {
    return DeliveryLimits.DEFAULT;
  }

  @Override
  public RoutingExplanation explain(EmailAddress recipient) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String traceField(EmailAddress recipient) {
    return "X-Trace: none";
  }
}
