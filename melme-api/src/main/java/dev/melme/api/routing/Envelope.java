package dev.melme.api.routing;

import dev.melme.api.ClientFacts;
import dev.melme.api.DeliveryKey;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the transport said about a message: who sent it, whom it is for, and how it came.
 *
 * <p>It is never read from the header fields of the message. Each method returns a changed copy:
 *
 * <pre>{@code
 * Envelope.from(ReversePath.parse("joe@example.org")).to(decision).client(facts)
 * }</pre>
 */
public final class Envelope {

  private final ReversePath reversePath;
  private final List<Recipient> recipients;
  private final ClientFacts client;
  private final ReplyMode replyMode;
  private final @Nullable DeliveryKey deliveryKey;
  private final @Nullable String traceField;
  private final @Nullable String authenticationResults;

  private Envelope(
      ReversePath reversePath,
      List<Recipient> recipients,
      ClientFacts client,
      ReplyMode replyMode,
      @Nullable DeliveryKey deliveryKey,
      @Nullable String traceField,
      @Nullable String authenticationResults) {
    this.reversePath = reversePath;
    this.recipients = recipients;
    this.client = client;
    this.replyMode = replyMode;
    this.deliveryKey = deliveryKey;
    this.traceField = traceField;
    this.authenticationResults = authenticationResults;
  }

  /**
   * One recipient, and what was decided about it at RCPT.
   *
   * @param address the address as given
   * @param decision the accepted decision, or empty when the recipient was not routed yet
   */
  public record Recipient(EmailAddress address, Optional<RoutingDecision.Accepted> decision) {}

  /**
   * Begins an envelope.
   *
   * @param reversePath the envelope sender
   * @return an envelope without recipients, for one answer for all
   */
  public static Envelope from(ReversePath reversePath) {
    return new Envelope(
        reversePath, List.of(), ClientFacts.none(), ReplyMode.ONE_FOR_ALL, null, null, null);
  }

  /**
   * Adds a recipient that was accepted at RCPT.
   *
   * @param decision what the router said; an accepted decision
   * @return a changed copy
   * @throws InvalidValueException when the decision does not accept the recipient
   */
  public Envelope to(RoutingDecision decision) {
    if (!(decision instanceof RoutingDecision.Accepted accepted)) {
      throw new InvalidValueException(
          "Only accepted recipients belong into an envelope, this one was answered "
              + decision.reply().code()
              + ". Reply that and leave it out");
    }
    return plus(new Recipient(accepted.recipient(), Optional.of(accepted)));
  }

  /**
   * Adds a recipient that was not routed yet; {@code deliver} does it.
   *
   * @param recipient the address
   * @return a changed copy
   */
  public Envelope to(EmailAddress recipient) {
    return plus(new Recipient(recipient, Optional.empty()));
  }

  private Envelope plus(Recipient recipient) {
    List<Recipient> more = new ArrayList<>(recipients.size() + 1);
    more.addAll(recipients);
    more.add(recipient);
    return new Envelope(
        reversePath,
        List.copyOf(more),
        client,
        replyMode,
        deliveryKey,
        traceField,
        authenticationResults);
  }

  /**
   * Says what is known about the sending system.
   *
   * @param facts the facts
   * @return a changed copy
   */
  public Envelope client(ClientFacts facts) {
    return new Envelope(
        reversePath, recipients, facts, replyMode, deliveryKey, traceField, authenticationResults);
  }

  /**
   * Says how many answers the pipeline can give.
   *
   * @param mode ONE_FOR_ALL for SMTP (the default), EACH for LMTP
   * @return a changed copy
   */
  public Envelope replyMode(ReplyMode mode) {
    return new Envelope(
        reversePath, recipients, client, mode, deliveryKey, traceField, authenticationResults);
  }

  /**
   * Names the message, so that a redelivery is recognised even when its bytes differ.
   *
   * @param key the key of the host's event
   * @return a changed copy
   */
  public Envelope deliveryKey(DeliveryKey key) {
    return new Envelope(
        reversePath, recipients, client, replyMode, key, traceField, authenticationResults);
  }

  /**
   * Hands over the trace field that a mail server would put before the message. It is kept beside
   * the bytes, which stay as received.
   *
   * @param field one whole header field, folded or not, without the last line end; at most 16 KiB
   * @return a changed copy
   * @throws InvalidValueException when it is no text of a header field
   */
  public Envelope traceField(String field) {
    Reception.requireTraceField(field);
    return new Envelope(
        reversePath, recipients, client, replyMode, deliveryKey, field, authenticationResults);
  }

  /**
   * Hands over what the host found out about the sender's authentication.
   *
   * @param results the value of an Authentication-Results field (RFC 8601); at most 16 KiB
   * @return a changed copy
   * @throws InvalidValueException when it is no text of a header field
   */
  public Envelope authenticationResults(String results) {
    Reception.requireAuthenticationResults(results);
    return new Envelope(
        reversePath, recipients, client, replyMode, deliveryKey, traceField, results);
  }

  /**
   * The envelope sender.
   *
   * @return the reverse path
   */
  public ReversePath reversePath() {
    return reversePath;
  }

  /**
   * The recipients in the order they were added.
   *
   * @return an unmodifiable list
   */
  public List<Recipient> recipients() {
    return recipients;
  }

  /**
   * What is known about the sending system.
   *
   * @return the facts
   */
  public ClientFacts client() {
    return client;
  }

  /**
   * How many answers the pipeline can give.
   *
   * @return the mode
   */
  public ReplyMode replyMode() {
    return replyMode;
  }

  /**
   * The host's key of this message.
   *
   * @return empty when the key is to be made of reverse path and bytes
   */
  public Optional<DeliveryKey> deliveryKey() {
    return Optional.ofNullable(deliveryKey);
  }

  /**
   * The trace field of the host.
   *
   * @return empty when the host gave none
   */
  public Optional<String> traceField() {
    return Optional.ofNullable(traceField);
  }

  /**
   * What the host found out about the sender's authentication.
   *
   * @return empty when the host gave nothing
   */
  public Optional<String> authenticationResults() {
    return Optional.ofNullable(authenticationResults);
  }
}
