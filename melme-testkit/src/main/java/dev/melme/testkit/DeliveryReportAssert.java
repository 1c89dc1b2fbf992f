package dev.melme.testkit;

import dev.melme.api.EmailAddress;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what became of a delivery. Without a recipient they are about all of them. */
public final class DeliveryReportAssert
    extends AbstractAssert<DeliveryReportAssert, DeliveryReport> {

  DeliveryReportAssert(DeliveryReport actual) {
    super(actual, DeliveryReportAssert.class);
  }

  /**
   * It was stored now.
   *
   * @return this
   */
  public DeliveryReportAssert isStored() {
    return all("to be stored", Reason.STORED);
  }

  /**
   * It was stored by an earlier delivery.
   *
   * @return this
   */
  public DeliveryReportAssert isAlreadyStored() {
    return all("to be stored already", Reason.ALREADY_STORED);
  }

  /**
   * It is stored, now or before.
   *
   * @return this
   */
  public DeliveryReportAssert isCommitted() {
    isNotNull();
    if (!actual.committed()) {
      failWithMessage("Expected the message to be committed, but%s", listed());
    }
    return this;
  }

  /**
   * It was refused for good.
   *
   * @param reason why
   * @return this
   */
  public DeliveryReportAssert isRefusedWith(Reason reason) {
    return declined(reason, Reason.Outcome.REFUSED, "refused", "isDeferredWith");
  }

  /**
   * It was refused for the time being.
   *
   * @param reason why
   * @return this
   */
  public DeliveryReportAssert isDeferredWith(Reason reason) {
    return declined(reason, Reason.Outcome.DEFERRED, "deferred", "isRefusedWith");
  }

  private DeliveryReportAssert declined(
      Reason reason, Reason.Outcome outcome, String word, String other) {
    if (reason.outcome() != outcome) {
      throw new IllegalArgumentException(
          reason + " answers " + reason.reply().code() + ". Use " + other + "(" + reason + ")");
    }
    return all("to be " + word + " with " + reason, reason);
  }

  /**
   * What became of it for one recipient.
   *
   * @param recipient the address; case does not count
   * @param reason the reason of its verdict
   * @return this
   */
  public DeliveryReportAssert hasVerdict(String recipient, Reason reason) {
    isNotNull();
    EmailAddress address = EmailAddress.parse(recipient);
    boolean there =
        actual.verdicts().stream()
            .anyMatch(verdict -> verdict.recipient().equals(address) && verdict.reason() == reason);
    if (!there) {
      failWithMessage("Expected %s for <%s>, but%s", reason, recipient, listed());
    }
    return this;
  }

  /**
   * What became of it for each recipient.
   *
   * @param reasons one per recipient, in the order of the envelope
   * @return this
   */
  public DeliveryReportAssert hasReasons(Reason... reasons) {
    isNotNull();
    List<Reason> expected = Arrays.asList(reasons);
    if (!actual.verdicts().stream().map(Verdict::reason).toList().equals(expected)) {
      failWithMessage("Expected the verdicts %s, but%s", expected, listed());
    }
    return this;
  }

  /**
   * The one reply after DATA in SMTP.
   *
   * @param start how the reply line begins, for example {@code 550 5.1.1}
   * @return this
   */
  public DeliveryReportAssert hasSmtpReply(String start) {
    isNotNull();
    String reply = actual.smtpReply().toString();
    if (!reply.startsWith(start)) {
      failWithMessage(
          "Expected the SMTP reply to begin with <%s>, but it is <%s>:%s", start, reply, listed());
    }
    return this;
  }

  private DeliveryReportAssert all(String what, Reason reason) {
    isNotNull();
    if (!actual.verdicts().stream().allMatch(verdict -> verdict.reason() == reason)) {
      failWithMessage("Expected the message %s for all recipients, but%s", what, listed());
    }
    return this;
  }

  private String listed() {
    return actual.verdicts().stream()
        .map(
            verdict ->
                "\n  <%s>: %s, %s"
                    .formatted(verdict.recipient(), verdict.reason(), verdict.reply()))
        .collect(Collectors.joining());
  }
}
