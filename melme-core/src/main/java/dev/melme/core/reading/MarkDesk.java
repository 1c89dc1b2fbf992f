package dev.melme.core.reading;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.workspace.Selection;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.EntryScan;
import dev.melme.spi.MelMeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Does something with selected messages of one mailbox, some at a time. */
final class MarkDesk {

  private static final int PIECE = EntryRepository.MAX_MESSAGES;

  private final MelMeStore store;
  private final StoreTime time;
  private final MailboxId mailboxId;

  MarkDesk(MelMeStore store, StoreTime time, MailboxId mailboxId) {
    this.store = store;
    this.time = time;
    this.mailboxId = mailboxId;
  }

  int mark(Selection selection, Marking marking, Optional<String> operator) {
    return forEach(
        selection, ids -> store.entries().mark(mailboxId, ids, marking, time.now(), operator));
  }

  int delete(Selection selection) {
    return forEach(selection, ids -> store.messages().erase(mailboxId, ids));
  }

  private int forEach(Selection selection, ToIntFunction<List<MessageId>> piece) {
    if (selection instanceof Selection.Messages messages) {
      return inPieces(messages.ids(), piece);
    }
    if (selection instanceof Selection.Conversations conversations) {
      return inPieces(idsOf(conversations), piece);
    }
    return ofFilter((Selection.Matching) selection, piece);
  }

  private static int inPieces(List<MessageId> ids, ToIntFunction<List<MessageId>> piece) {
    List<MessageId> distinct = ids.stream().distinct().toList();
    int done = 0;
    for (int from = 0; from < distinct.size(); from += PIECE) {
      done += piece.applyAsInt(distinct.subList(from, Math.min(distinct.size(), from + PIECE)));
    }
    return done;
  }

  private List<MessageId> idsOf(Selection.Conversations conversations) {
    List<MessageId> ids = new ArrayList<>();
    for (ConversationId id : conversations.ids()) {
      for (MessageEntry entry : store.entries().conversation(mailboxId, id)) {
        if (entry.state().folder() == conversations.folder()) {
          ids.add(entry.id());
        }
      }
    }
    return ids;
  }

  /** From the newest on: what one piece changes is behind when the next one is looked for. */
  private int ofFilter(Selection.Matching matching, ToIntFunction<List<MessageId>> piece) {
    int done = 0;
    Optional<MessageId> before = Optional.empty();
    do {
      EntryScan scan =
          store.entries().list(mailboxId, matching.filter(), before, PIECE, EntryDesk.SCAN_BUDGET);
      if (!scan.entries().isEmpty()) {
        done += piece.applyAsInt(scan.entries().stream().map(MessageEntry::id).toList());
      }
      before = scan.resumeBefore();
    } while (before.isPresent());
    return done;
  }
}
