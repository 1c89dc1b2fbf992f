package dev.melme.core.changes;

import dev.melme.api.Cursor;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.workspace.ChangesSince;
import dev.melme.core.catchup.CatchUp;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.RecordedChanges;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what happened in mailboxes. Safe for use by many threads. */
public final class ChangeDesk {

  static final int PAGE = 100;

  private static final Pattern CURSOR = Pattern.compile("c([0-9]{1,18})\\.([0-9a-f-]{36})");

  /** Of no change: what is asked with another mailbox's cursor is as if it were too old. */
  private static final long ELSEWHERE = -1;

  private final MelMeStore store;
  private final CatchUp catchUp;

  /**
   * Creates the desk.
   *
   * @param store where changes are kept
   * @param catchUp gives them their positions
   */
  public ChangeDesk(MelMeStore store, CatchUp catchUp) {
    this.store = store;
    this.catchUp = catchUp;
  }

  /**
   * The cursor of now.
   *
   * @param mailboxId the mailbox
   * @return a cursor behind everything that was acknowledged before the call
   */
  public Cursor cursor(MailboxId mailboxId) {
    return cursor(mailboxId, caughtUp(mailboxId, Long.MAX_VALUE).lastPosition());
  }

  /**
   * What happened since a cursor was taken.
   *
   * @param mailboxId the mailbox
   * @param cursor the cursor
   * @return the changes, or that the cursor is too old
   * @throws InvalidValueException when it is no cursor of changes
   */
  public ChangesSince since(MailboxId mailboxId, Cursor cursor) {
    long after = position(mailboxId, cursor);
    RecordedChanges recorded = caughtUp(mailboxId, after);
    if (after < recorded.forgottenTo() || after > recorded.lastPosition()) {
      return new ChangesSince.CursorExpired(cursor(mailboxId, recorded.lastPosition()));
    }
    boolean more = recorded.changes().size() > PAGE;
    if (more) {
      Change last = recorded.changes().get(PAGE - 1);
      return new ChangesSince.Changes(
          recorded.changes().subList(0, PAGE), cursor(mailboxId, last.position()), true);
    }
    return new ChangesSince.Changes(
        recorded.changes(), cursor(mailboxId, next(recorded)), recorded.behind());
  }

  /** A change after the last position read may be among them already. */
  private static long next(RecordedChanges recorded) {
    int count = recorded.changes().size();
    return count == 0
        ? recorded.lastPosition()
        : Math.max(recorded.lastPosition(), recorded.changes().get(count - 1).position());
  }

  /** Asks once when there is nothing to do, which is what followers mostly find. */
  private RecordedChanges caughtUp(MailboxId mailboxId, long after) {
    EntryRepository entries = store.entries();
    RecordedChanges recorded = entries.changes(mailboxId, after, PAGE + 1);
    if (!recorded.behind()) {
      return recorded;
    }
    catchUp.runForReader(mailboxId);
    return entries.changes(mailboxId, after, PAGE + 1);
  }

  private static Cursor cursor(MailboxId mailboxId, long position) {
    return new Cursor("c" + position + "." + mailboxId);
  }

  /**
   * Reads a cursor.
   *
   * @param mailboxId the mailbox that is asked
   * @param cursor the cursor
   * @return the position it stands for; one before all others for a cursor of another mailbox
   * @throws InvalidValueException when it is no cursor of changes
   */
  static long position(MailboxId mailboxId, Cursor cursor) {
    Matcher parts = CURSOR.matcher(cursor.value());
    if (!parts.matches()) {
      throw new InvalidValueException(
          "Not a cursor of changes. Take one from changeCursor() or from the answer before");
    }
    return parts.group(2).equals(mailboxId.toString()) ? Long.parseLong(parts.group(1)) : ELSEWHERE;
  }
}
