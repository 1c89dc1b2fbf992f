package dev.melme.api.routing;

import java.util.List;
import java.util.Objects;

/**
 * A decision and how it came about, for people who set up aliases.
 *
 * @param decision what {@code route} answers
 * @param steps what was looked at, in order
 */
public record RoutingExplanation(RoutingDecision decision, List<Step> steps) {

  /** Copies the steps. */
  public RoutingExplanation {
    Objects.requireNonNull(decision, "decision");
    steps = List.copyOf(steps);
  }

  /** What a step looked at. */
  public enum Check {
    /** An alias of exactly this address. */
    EXACT_ALIAS,
    /** An alias of the address without its tag. */
    SUB_ADDRESS,
    /** The catch-all of the domain. */
    CATCH_ALL,
    /** Whether the domain is ours. */
    DOMAIN,
    /** Whether the alias is enabled. */
    ALIAS_STATUS,
    /** Whether the mailbox exists and is active. */
    MAILBOX,
    /** Whether the mailbox has room. */
    QUOTA,
    /** What the host's policy says. */
    POLICY,
    /** Whether the store answered. */
    STORE
  }

  /**
   * One step.
   *
   * @param check what was looked at
   * @param subject the alias pattern, domain or slug it was looked up by
   * @param finding what was found, in words
   */
  public record Step(Check check, String subject, String finding) {

    /** Checks that nothing is missing. */
    public Step {
      Objects.requireNonNull(check, "check");
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(finding, "finding");
    }
  }
}
