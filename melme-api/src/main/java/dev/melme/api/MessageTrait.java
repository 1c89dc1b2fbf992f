package dev.melme.api;

/** What the index noticed about a message; derived from its header fields alone. */
public enum MessageTrait {
  /** Sent by a program: Auto-Submitted other than "no" (RFC 3834 §5), Precedence bulk or junk. */
  AUTOMATIC,
  /** Came through a mailing list: List-Id (RFC 2919) or another List- field (RFC 2369). */
  LIST,
  /** A report about another message: multipart/report (RFC 6522). */
  REPORT,
  /**
   * The From field misleads or is broken: missing, several fields or addresses, no usable address,
   * or a display name that is itself another address.
   */
  SUSPICIOUS_FROM
}
