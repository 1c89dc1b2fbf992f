package dev.melme.testkit;

import dev.melme.api.Mailbox;
import dev.melme.api.StoredMessage;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.workspace.Workspace;

/** Assertions about what MelMe answers, in the manner of AssertJ. */
public final class MelMeAssertions {

  private MelMeAssertions() {}

  /**
   * Asserts about a mailbox.
   *
   * @param actual the mailbox
   * @return the assertions
   */
  public static MailboxAssert assertThat(Mailbox actual) {
    return new MailboxAssert(actual);
  }

  /**
   * Asserts about what a mailbox holds.
   *
   * @param actual the handle on the mailbox
   * @return the assertions
   */
  public static WorkspaceAssert assertThat(Workspace actual) {
    return new WorkspaceAssert(actual);
  }

  /**
   * Asserts about a message.
   *
   * @param actual the message
   * @return the assertions
   */
  public static StoredMessageAssert assertThat(StoredMessage actual) {
    return new StoredMessageAssert(actual);
  }

  /**
   * Asserts about what became of a delivery.
   *
   * @param actual the report
   * @return the assertions
   */
  public static DeliveryReportAssert assertThat(DeliveryReport actual) {
    return new DeliveryReportAssert(actual);
  }

  /**
   * Asserts about the answer to RCPT TO.
   *
   * @param actual the decision
   * @return the assertions
   */
  public static RoutingDecisionAssert assertThat(RoutingDecision actual) {
    return new RoutingDecisionAssert(actual);
  }
}
