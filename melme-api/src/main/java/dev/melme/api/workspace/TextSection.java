package dev.melme.api.workspace;

import java.util.Objects;

/**
 * Some lines of a message that belong together.
 *
 * @param kind what they are
 * @param text the lines as they are in the message, line ends included
 */
public record TextSection(Kind kind, String text) {

  /** What lines of a message are. */
  public enum Kind {
    /** What the sender wrote in this message. */
    OWN,
    /** An earlier message, and the lines that introduce it. */
    QUOTED,
    /** The sender's signature, and what programs and mailing lists append. */
    SIGNATURE
  }

  /** Checks that nothing is missing. */
  public TextSection {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }
}
