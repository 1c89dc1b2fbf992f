package dev.melme.examples.smtp;

import dev.melme.api.ClientFacts;
import dev.melme.api.EmailAddress;
import dev.melme.api.ReversePath;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import java.util.ArrayList;
import java.util.List;

/** What MAIL and RCPT have said since MAIL (RFC 5321 §4.1.4). Used by one thread. */
final class MailTransaction {

  private final ReversePath reversePath;
  private final MailParameters parameters;
  private final ClientFacts client;
  private final List<RoutingDecision> accepted = new ArrayList<>();
  private boolean recipientGiven;

  MailTransaction(ReversePath reversePath, MailParameters parameters, ClientFacts client) {
    this.reversePath = reversePath;
    this.parameters = parameters;
    this.client = client;
  }

  ClientFacts client() {
    return client;
  }

  RecipientRequest request(EmailAddress recipient) {
    return new RecipientRequest(
        recipient,
        reversePath,
        client,
        parameters.smtpUtf8(),
        accepted.size(),
        parameters.declaredBytes());
  }

  void add(RoutingDecision decision) {
    recipientGiven = true;
    if (decision.accepted()) {
      accepted.add(decision);
    }
  }

  /** Tells whether the router was asked about any recipient, whatever it said. */
  boolean recipientGiven() {
    return recipientGiven;
  }

  boolean recipientAccepted() {
    return !accepted.isEmpty();
  }

  Envelope envelope(String traceField) {
    Envelope envelope = Envelope.from(reversePath).client(client).traceField(traceField);
    for (RoutingDecision decision : accepted) {
      envelope = envelope.to(decision);
    }
    return envelope;
  }
}
