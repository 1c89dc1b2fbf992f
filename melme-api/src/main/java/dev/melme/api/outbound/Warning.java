package dev.melme.api.outbound;

/**
 * What a team should know before it sends an answer. None of them keeps a message from being sent.
 */
public enum Warning {
  /** What is answered came from a program: nobody may read the answer (RFC 3834). */
  AUTOMATIC_SENDER,
  /** What is answered asks for no answer: its sender is called no-reply or alike. */
  NO_REPLY_SENDER,
  /** What is answered came from the null reverse path: it is a notification (RFC 5321 §4.5.5). */
  NULL_SENDER,
  /** What is answered came through a mailing list. */
  MAILING_LIST,
  /** The From field of what is answered misleads, or is broken. */
  SUSPICIOUS_SENDER,
  /** Answers go to another address than that of the sender (Reply-To, RFC 5322 §3.6.2). */
  REPLY_ELSEWHERE,
  /** What is answered has an alias of this mailbox as its sender. */
  OWN_ADDRESS
}
