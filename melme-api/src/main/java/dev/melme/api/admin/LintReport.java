package dev.melme.api.admin;

import java.util.List;
import java.util.Objects;

/**
 * What an administrator should mend.
 *
 * @param findings at most 1,000, by kind of check and pattern
 * @param complete false when there are more
 */
public record LintReport(List<Finding> findings, boolean complete) {

  /** Copies the findings. */
  public LintReport {
    findings = List.copyOf(findings);
  }

  /** What is wrong. More kinds may be added. */
  public enum Kind {
    /** The alias's mailbox was deleted. */
    ORPHAN,
    /** The alias is enabled and its mailbox is inactive. */
    MAILBOX_INACTIVE,
    /** A more specific alias takes or refuses mail that this alias would take otherwise. */
    SHADOWED,
    /** Nobody gets the mail to postmaster at this domain (RFC 5321 §4.5.1). */
    NO_POSTMASTER
  }

  /**
   * One thing to mend.
   *
   * @param kind what is wrong
   * @param subject the alias pattern or the domain it is about
   * @param remedy what to do, in words
   */
  public record Finding(Kind kind, String subject, String remedy) {

    /** Checks that nothing is missing. */
    public Finding {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(remedy, "remedy");
    }
  }
}
