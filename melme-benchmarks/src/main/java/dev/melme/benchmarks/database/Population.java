package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;

/** How many messages a mailbox has; all three are in the same tables. */
enum Population {
  THOUSAND(1, 1_000),
  HUNDRED_THOUSAND(2, 100_000),
  MILLION(3, 1_000_000);

  private final int inbox;
  private final int messages;

  Population(int inbox, int messages) {
    this.inbox = inbox;
    this.messages = messages;
  }

  /** Which mailbox it is. */
  int inbox() {
    return inbox;
  }

  int messages() {
    return messages;
  }

  MailboxId mailbox(MelMeOnJdbc melme) {
    return melme.mailbox(inbox);
  }
}
