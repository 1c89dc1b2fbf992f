package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;
import dev.melme.api.mailbox.Folder;
import dev.melme.spi.EntryRepository;

/** What is unread is counted, where there is far more of it than is counted. */
final class UnreadContest {

  /** As far as workspaces count, and one more. */
  private static final int AT_MOST = 1_001;

  private UnreadContest() {}

  static Contest of(Ground ground) {
    MelMeOnJdbc melme = LargeMailboxes.in(ground);
    EntryRepository entries = melme.store().entries();
    MailboxId mailboxId = Population.MILLION.mailbox(melme);
    return Contest.alone(Side.of(() -> count(entries, mailboxId)), melme);
  }

  private static void count(EntryRepository entries, MailboxId mailboxId) {
    int unread = entries.unread(mailboxId, Folder.INBOX, AT_MOST);
    if (unread != AT_MOST) {
      throw new IllegalStateException("Counted " + unread + " unread messages");
    }
  }
}
