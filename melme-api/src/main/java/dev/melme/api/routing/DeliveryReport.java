package dev.melme.api.routing;

import dev.melme.api.InvalidValueException;
import java.util.Comparator;
import java.util.List;

/**
 * What happened to a message: one verdict per recipient, and how that reads in each protocol.
 *
 * @param verdicts one per recipient of the envelope, in its order; at least one
 */
public record DeliveryReport(List<Verdict> verdicts) {

  /**
   * Copies the verdicts.
   *
   * @throws InvalidValueException when there is none
   */
  public DeliveryReport {
    verdicts = List.copyOf(verdicts);
    if (verdicts.isEmpty()) {
      throw new InvalidValueException("A report has at least one verdict");
    }
  }

  /**
   * Tells whether the message is committed for every recipient.
   *
   * @return true when no recipient was refused or deferred
   */
  public boolean committed() {
    return verdicts.stream().allMatch(Verdict::committed);
  }

  /**
   * The one reply after DATA in SMTP: the worst verdict, a refusal before a deferral before stored.
   *
   * @return a reply that is true of all recipients when the envelope asked for one answer for all
   */
  public SmtpReply smtpReply() {
    return worst().reply();
  }

  /**
   * The replies after DATA in LMTP (RFC 2033 §4.2).
   *
   * @return one reply per recipient, in the order of the envelope
   */
  public List<SmtpReply> lmtpReplies() {
    return verdicts.stream().map(Verdict::reply).toList();
  }

  /**
   * The status for a webhook. A deferral wins here: the provider delivers again, and a redelivery
   * of what is stored already changes nothing.
   *
   * @return an HTTP status
   */
  public int httpStatus() {
    return retryFirst().httpStatus();
  }

  /**
   * The exit code for a program that mail is piped into. A deferral wins here, as for a webhook.
   *
   * @return an exit code of sysexits.h, 0 when the message is committed
   */
  public int sysexit() {
    return retryFirst().sysexit();
  }

  private Reason worst() {
    return verdicts.stream()
        .map(Verdict::reason)
        .max(Comparator.comparing(Reason::outcome))
        .orElseThrow();
  }

  private Reason retryFirst() {
    return verdicts.stream()
        .map(Verdict::reason)
        .filter(reason -> reason.outcome() == Reason.Outcome.DEFERRED)
        .findFirst()
        .orElseGet(this::worst);
  }
}
