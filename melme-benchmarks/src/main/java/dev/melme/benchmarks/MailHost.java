package dev.melme.benchmarks;

/** Whoever takes mail in: ours or the reference. Safe for use by many threads. */
interface MailHost {

  /** The domain of all recipients. */
  String DOMAIN = "acme.example";

  /** The envelope sender of all messages. */
  String SENDER = "bounces+4711@news.sender.example";

  /** Recipients are told apart by their number. */
  static String recipient(int number) {
    return "inbox-" + number + "@" + DOMAIN;
  }

  /**
   * Does what a server does from the end of DATA on, and with RCPT and MAIL before it.
   *
   * @param sender the reverse path as it came
   * @param recipient the forward path as it came
   * @param message the bytes as they came; the caller writes into them afterwards
   * @throws IllegalStateException when the message was not stored
   */
  void deliver(String sender, String recipient, byte[] message);

  /** How many messages are stored. */
  long stored();

  /** Forgets all messages. Not while mail comes in. */
  void empty();
}
