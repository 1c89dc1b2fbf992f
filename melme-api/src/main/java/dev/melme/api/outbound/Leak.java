package dev.melme.api.outbound;

import java.util.Objects;

/**
 * Something of the house that a message would show to its recipients.
 *
 * @param kind what it is
 * @param where the part of the message that shows it, for a person: "Subject", "text", a file name
 */
public record Leak(Kind kind, String where) {

  /** What of the house. */
  public enum Kind {
    /** The mailbox's recovery address. */
    RECOVERY_ADDRESS,
    /** The mailbox's slug, in a header field. */
    SLUG,
    /** What a session of the team calls itself. */
    OPERATOR,
    /** Another alias of the mailbox. */
    SIBLING_ALIAS,
    /** The name of this host. */
    HOST_NAME,
    /** A pattern that the host forbids. */
    PATTERN
  }

  /** Checks that nothing is missing. */
  public Leak {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(where, "where");
  }

  @Override
  public String toString() {
    return kind + " in " + where;
  }
}
