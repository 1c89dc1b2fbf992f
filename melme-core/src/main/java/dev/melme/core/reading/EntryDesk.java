package dev.melme.core.reading;

import dev.melme.api.Cursor;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.workspace.UnreadCount;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.EntryScan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Lists entries and conversations of one mailbox. */
final class EntryDesk {

  /** A page looks at so many messages at most. */
  static final int SCAN_BUDGET = 5000;

  private final EntryRepository entries;
  private final MailboxId mailboxId;

  EntryDesk(EntryRepository entries, MailboxId mailboxId) {
    this.entries = entries;
    this.mailboxId = mailboxId;
  }

  EntryScan messages(EntryFilter filter, PageRequest request) {
    return entries.list(
        mailboxId, filter, request.after().map(EntryDesk::id), request.limit(), SCAN_BUDGET);
  }

  static Page<MessageEntry> page(EntryScan scan, int limit) {
    boolean whole = scan.resumeBefore().isEmpty() || scan.entries().size() == limit;
    return new Page<>(scan.entries(), scan.resumeBefore().map(EntryDesk::cursor), whole);
  }

  static Cursor cursor(MessageId last) {
    return new Cursor(last.toString());
  }

  static MessageId id(Cursor cursor) {
    return MessageId.parse(cursor.value());
  }

  UnreadCount unread(Folder folder) {
    int count = entries.unread(mailboxId, folder, UnreadCount.EXACT + 1);
    return new UnreadCount(Math.min(count, UnreadCount.EXACT), count > UnreadCount.EXACT);
  }

  Page<Conversation> conversations(Folder folder, PageRequest request) {
    OptionalLong before =
        request
            .after()
            .map(cursor -> OptionalLong.of(position(cursor)))
            .orElse(OptionalLong.empty());
    List<Conversation> rows = entries.conversations(mailboxId, folder, before, request.limit() + 1);
    return Page.ofRows(
        rows, request.limit(), last -> new Cursor(Long.toString(last.newest().position())));
  }

  private static long position(Cursor cursor) {
    if (!cursor.value().matches("[0-9]{1,18}")) {
      throw new InvalidValueException(
          "Not a cursor of conversations. Take it from the page before, unchanged");
    }
    return Long.parseLong(cursor.value());
  }

  Optional<MessageEntry> entry(MessageId id) {
    return entries.find(mailboxId, List.of(id)).stream().findFirst();
  }
}
