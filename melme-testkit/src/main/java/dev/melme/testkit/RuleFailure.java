package dev.melme.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.IncompleteExecutionException;

/**
 * Puts the rule and what to do about it before whatever a test of the contract failed with.
 * Registered by {@link Rule}.
 */
public final class RuleFailure implements TestExecutionExceptionHandler {

  /** For Jupiter, which makes it. */
  public RuleFailure() {}

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (failure instanceof IncompleteExecutionException) {
      throw failure;
    }
    StoreRule rule = context.getRequiredTestMethod().getAnnotation(Rule.class).value();
    String seen = failure instanceof AssertionError ? failure.getMessage() : failure.toString();
    throw new AssertionError(
        rule.id()
            + " "
            + rule.promise()
            + ".\nWhat to do: "
            + rule.remedy()
            + ".\nWhat was seen: "
            + (seen == null ? failure.toString() : seen.strip()),
        failure);
  }
}
