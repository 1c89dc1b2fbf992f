package dev.melme.api.routing;

/** How many answers a pipeline can give after the message. */
public enum ReplyMode {
  /**
   * One answer for all recipients (SMTP, a webhook, a pipe). If one recipient is refused only then,
   * nothing is stored and every recipient shares the worst answer, so that what the sender is told
   * is true of all.
   */
  ONE_FOR_ALL,
  /** One answer per recipient (LMTP, RFC 2033 §4.2; polling). Each recipient has its own fate. */
  EACH
}
