package dev.melme.api.routing;

/**
 * Why a recipient or a message was answered the way it was, and how that reads in each protocol.
 *
 * <p>Reply texts are fixed: they tell the sender what to do and give away nothing about mailboxes.
 * More reasons may be added; treat an unknown one by {@link #outcome()}.
 */
public enum Reason {
  /** The recipient leads to an active mailbox. */
  ACCEPTED(250, "2.1.5", "Recipient ok", 200, Sysexit.OK),
  /** The message is committed. */
  STORED(250, "2.0.0", "Message stored", 200, Sysexit.OK),
  /** The same message is committed since an earlier delivery. */
  ALREADY_STORED(250, "2.0.0", "Message stored already", 200, Sysexit.OK),
  /** No alias of our domain matches. */
  UNKNOWN_ALIAS(550, "5.1.1", "No such recipient here", 404, Sysexit.NOUSER),
  /** The domain is none of ours; nothing is relayed. */
  FOREIGN_DOMAIN(550, "5.7.1", "Relaying denied", 403, Sysexit.NOHOST),
  /** The alias is disabled. */
  ALIAS_DISABLED(550, "5.2.1", "Recipient does not take mail", 403, Sysexit.UNAVAILABLE),
  /** The mailbox of the alias is inactive. */
  MAILBOX_INACTIVE(550, "5.2.1", "Recipient does not take mail", 403, Sysexit.UNAVAILABLE),
  /** As {@link #ALIAS_DISABLED}, for an alias that defers instead of refusing. */
  ALIAS_PAUSED(450, "4.2.1", "Recipient does not take mail now", 503, Sysexit.TEMPFAIL),
  /** As {@link #MAILBOX_INACTIVE}, for an alias that defers instead of refusing. */
  MAILBOX_PAUSED(450, "4.2.1", "Recipient does not take mail now", 503, Sysexit.TEMPFAIL),
  /** The mailbox of the alias was deleted. */
  MAILBOX_DELETED(550, "5.1.6", "Recipient has moved away", 410, Sysexit.NOUSER),
  /** The mailbox holds as much as its quota allows. */
  OVER_QUOTA(452, "4.2.2", "Recipient is over quota", 507, Sysexit.TEMPFAIL),
  /** The message is larger than the limit. */
  TOO_BIG(552, "5.3.4", "Message too big", 413, Sysexit.DATAERR),
  /** There is no header field before the first empty line. */
  NO_HEADER(554, "5.6.0", "Message has no header", 422, Sysexit.DATAERR),
  /** The header block has more than 256 KB. */
  HEADER_TOO_BIG(554, "5.6.0", "Message header too big", 422, Sysexit.DATAERR),
  /** The local part is not ASCII and the session did not ask for SMTPUTF8 (RFC 6531 §3.5). */
  NEEDS_SMTPUTF8(553, "5.6.7", "Recipient needs SMTPUTF8", 422, Sysexit.DATAERR),
  /** The message was here before, or has more than 100 Received fields (RFC 5321 §6.3). */
  LOOP(554, "5.4.6", "Mail loop detected", 422, Sysexit.UNAVAILABLE),
  /** The store does not answer. */
  STORE_UNAVAILABLE(451, "4.3.0", "Try again later", 503, Sysexit.TEMPFAIL),
  /** There is no room to store the message. */
  STORE_FULL(452, "4.3.1", "Not enough room, try again later", 507, Sysexit.TEMPFAIL),
  /** The store can never take this message: a limit of its database. */
  UNSTORABLE(554, "5.3.0", "Message cannot be stored here", 422, Sysexit.DATAERR),
  /** The host's policy refuses. */
  POLICY_REFUSED(550, "5.7.1", "Refused by policy", 403, Sysexit.NOPERM),
  /** The host's policy wants to see the message again later. */
  POLICY_DEFERRED(451, "4.7.1", "Deferred by policy, try again later", 503, Sysexit.TEMPFAIL),
  /** The envelope has more recipients than the limit (RFC 5321 §4.5.3.1.10). */
  TOO_MANY_RECIPIENTS(452, "4.5.3", "Too many recipients", 503, Sysexit.TEMPFAIL),
  /** The host is shutting down (RFC 5321 §3.8). */
  SHUTTING_DOWN(421, "4.3.2", "Shutting down, try again later", 503, Sysexit.TEMPFAIL);

  @SuppressWarnings("ImmutableEnumChecker") // a record of an int and two strings
  private final SmtpReply reply;

  private final int httpStatus;
  private final int sysexit;

  Reason(int code, String status, String text, int httpStatus, int sysexit) {
    this.reply = new SmtpReply(code, status, text);
    this.httpStatus = httpStatus;
    this.sysexit = sysexit;
  }

  /**
   * The reply in SMTP and LMTP.
   *
   * @return always the same reply
   */
  public SmtpReply reply() {
    return reply;
  }

  /**
   * The status for a provider that delivers by webhook: 5xx asks it to deliver again (RFC 9110
   * §15).
   *
   * @return 200, 403, 404, 410, 413, 422, 503 or 507
   */
  public int httpStatus() {
    return httpStatus;
  }

  /**
   * The exit code for a program that a mail server pipes mail into, as in {@code sysexits.h}.
   *
   * @return 0, or 65 to 77
   */
  public int sysexit() {
    return sysexit;
  }

  /**
   * What becomes of the mail.
   *
   * @return the outcome, read from the reply code
   */
  public Outcome outcome() {
    if (reply.positive()) {
      return Outcome.TAKEN;
    }
    return reply.temporary() ? Outcome.DEFERRED : Outcome.REFUSED;
  }

  /** What becomes of the mail. */
  public enum Outcome {
    /** MelMe has it, or would take it. */
    TAKEN,
    /** The sender keeps it and tries again. */
    DEFERRED,
    /** The sender gives up. */
    REFUSED
  }

  /** Exit codes of sysexits.h. */
  private static final class Sysexit {
    static final int OK = 0;
    static final int DATAERR = 65;
    static final int NOUSER = 67;
    static final int NOHOST = 68;
    static final int UNAVAILABLE = 69;
    static final int TEMPFAIL = 75;
    static final int NOPERM = 77;
  }
}
