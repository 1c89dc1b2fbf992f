package dev.melme.core.reading;

import dev.melme.api.Attachment;
import dev.melme.api.ConversationId;
import dev.melme.api.Cursor;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.AttachmentState;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftId;
import dev.melme.api.outbound.Identity;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.workspace.AttachmentContent;
import dev.melme.api.workspace.ChangeListener;
import dev.melme.api.workspace.ChangeSubscription;
import dev.melme.api.workspace.ChangesSince;
import dev.melme.api.workspace.ExportFormat;
import dev.melme.api.workspace.Exported;
import dev.melme.api.workspace.MessageView;
import dev.melme.api.workspace.SearchQuery;
import dev.melme.api.workspace.Selection;
import dev.melme.api.workspace.UnreadCount;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.changes.Subscription;
import dev.melme.core.compose.ComposeDesk;
import dev.melme.core.export.MessageExport;
import dev.melme.core.signin.Entrance;
import dev.melme.core.view.StoredAttachment;
import dev.melme.core.view.StoredMessageView;
import dev.melme.spi.EntryScan;
import dev.melme.spi.MelMeStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A workspace over a store. Safe for use by many threads.
 *
 * <p>A mailbox that was erased has no messages: whether it exists is asked only when an answer is
 * empty, so that what is there costs one call to the store.
 */
public final class StoreWorkspace implements Workspace {

  private final MelMeStore store;
  private final MailboxId mailboxId;
  private final Entrance entrance;
  private final MailboxReading reading;
  private final EntryDesk entries;
  private final MarkDesk marks;
  private final SearchDesk search;
  private final ComposeDesk composing;

  /**
   * Opens a mailbox.
   *
   * @param reading what all workspaces share
   * @param mailboxId the mailbox
   * @param entrance asked by each call
   */
  public StoreWorkspace(MailboxReading reading, MailboxId mailboxId, Entrance entrance) {
    this.store = reading.store();
    this.mailboxId = mailboxId;
    this.entrance = entrance;
    this.reading = reading;
    this.entries = new EntryDesk(store.entries(), mailboxId);
    this.marks = new MarkDesk(store, reading.time(), mailboxId);
    this.search = new SearchDesk(store, mailboxId);
    this.composing = new ComposeDesk(reading.writing(), mailboxId, entrance);
  }

  @Override
  public Mailbox mailbox() {
    entrance.enter();
    return existing();
  }

  private Mailbox existing() {
    return store
        .mailboxes()
        .find(mailboxId)
        .orElseThrow(() -> new NotFoundException("Mailbox " + mailboxId + " does not exist"));
  }

  /** Lets a reader in who is to see all that was acknowledged before. */
  private void enterCaughtUp() {
    entrance.enter();
    seeEverything();
  }

  private void seeEverything() {
    if (store.entries().behind(mailboxId)) {
      catchUp();
    }
  }

  private void catchUp() {
    reading.catchUp().runForReader(mailboxId);
    reading.broadcast().poke(mailboxId);
  }

  @Override
  public Page<MessageEntry> messages(EntryFilter filter, PageRequest request) {
    entrance.enter();
    EntryScan scan = entries.messages(filter, request);
    if (scan.behind()) {
      catchUp();
      scan = entries.messages(filter, request);
    }
    return foundOrMissing(EntryDesk.page(scan, request.limit()));
  }

  @Override
  public Optional<MessageEntry> entry(MessageId id) {
    enterCaughtUp();
    return foundOrMissing(entries.entry(id));
  }

  @Override
  public UnreadCount unread(Folder folder) {
    enterCaughtUp();
    UnreadCount count = entries.unread(folder);
    if (count.count() == 0) {
      existing();
    }
    return count;
  }

  @Override
  public List<Label> labels() {
    entrance.enter();
    return foundOrMissing(store.entries().labels(mailboxId, PageRequest.MAX_LIMIT));
  }

  @Override
  public Page<Conversation> conversations(Folder folder, PageRequest request) {
    enterCaughtUp();
    return foundOrMissing(entries.conversations(folder, request));
  }

  @Override
  public List<MessageEntry> conversation(ConversationId id) {
    enterCaughtUp();
    return foundOrMissing(store.entries().conversation(mailboxId, id));
  }

  @Override
  public int mark(Selection selection, Marking marking) {
    Optional<String> operator = entrance.operator();
    seeEverything();
    return changedOrMissing(marks.mark(selection, marking, operator));
  }

  @Override
  public int delete(Selection selection) {
    enterCaughtUp();
    return changedOrMissing(marks.delete(selection));
  }

  private int changedOrMissing(int messages) {
    if (messages == 0) {
      existing();
    } else {
      reading.broadcast().poke(mailboxId);
    }
    return messages;
  }

  @Override
  public Page<MessageEntry> search(SearchQuery query, PageRequest request) {
    entrance.enter();
    SearchDesk.Found found = search.search(query, request);
    if (found.behind()) {
      catchUp();
      found = search.search(query, request);
    }
    return foundOrMissing(found.page());
  }

  @Override
  public Cursor changeCursor() {
    entrance.enter();
    existing();
    return reading.changes().cursor(mailboxId);
  }

  @Override
  public ChangesSince changesSince(Cursor cursor) {
    entrance.enter();
    return changes(cursor);
  }

  @Override
  public ChangeSubscription follow(Cursor from, Executor executor, ChangeListener listener) {
    entrance.enter();
    return Subscription.begin(
        reading.broadcast(), mailboxId, from, this::changesHeard, executor, listener);
  }

  /** A page that is only open keeps no session alive. */
  private ChangesSince changesHeard(Cursor cursor) {
    entrance.look();
    return changes(cursor);
  }

  private ChangesSince changes(Cursor cursor) {
    ChangesSince since = reading.changes().since(mailboxId, cursor);
    if (since instanceof ChangesSince.CursorExpired) {
      existing();
    }
    return since;
  }

  @Override
  public Optional<StoredMessage> message(MessageId id) {
    entrance.enter();
    return foundOrMissing(store.messages().find(mailboxId, id));
  }

  @Override
  public Optional<StoredContent> original(MessageId id) {
    entrance.enter();
    return foundOrMissing(ChunkedContent.open(store.messages(), mailboxId, id));
  }

  @Override
  public Optional<MessageView> view(MessageId id) {
    return message(id).map(found -> new StoredMessageView(found, content(id)));
  }

  @Override
  public Optional<AttachmentContent> attachment(MessageId id, String partPath) {
    return part(id, attachment -> attachment.partPath().equals(partPath));
  }

  @Override
  public Optional<AttachmentContent> inlinePart(MessageId id, String contentId) {
    Optional<String> wanted = Optional.of(contentId);
    return part(id, attachment -> attachment.contentId().equals(wanted));
  }

  @Override
  public Map<String, AttachmentState> attachmentStates(MessageId id) {
    enterCaughtUp();
    return foundOrMissing(store.messages().find(mailboxId, id))
        .map(message -> reading.attachments().states(message))
        .orElse(Map.of());
  }

  private Optional<AttachmentContent> part(MessageId id, Predicate<Attachment> meant) {
    enterCaughtUp();
    return foundOrMissing(store.messages().find(mailboxId, id))
        .flatMap(found -> StoredAttachment.find(found, meant, reading.attachments(), content(id)));
  }

  private Supplier<Optional<StoredContent>> content(MessageId id) {
    return () -> ChunkedContent.open(store.messages(), mailboxId, id);
  }

  @Override
  public Exported export(ExportFormat format, OutputStream out) throws IOException {
    return new MessageExport(this, format, out).all();
  }

  @Override
  public Exported export(ExportFormat format, List<MessageId> selection, OutputStream out)
      throws IOException {
    return new MessageExport(this, format, out).these(selection);
  }

  @Override
  public List<Identity> identities() {
    entrance.enter();
    return composing.identities();
  }

  @Override
  public Composition compose() {
    entrance.enter();
    return composing.compose();
  }

  @Override
  public Composition reply(MessageId id) {
    enterCaughtUp();
    return composing.reply(id);
  }

  @Override
  public Composition replyAll(MessageId id) {
    enterCaughtUp();
    return composing.replyAll(id);
  }

  @Override
  public Composition forward(MessageId id) {
    enterCaughtUp();
    return composing.forward(id);
  }

  @Override
  public Page<Draft> drafts(PageRequest request) {
    entrance.enter();
    return composing.drafts(request);
  }

  @Override
  public Optional<Composition> draft(DraftId id) {
    enterCaughtUp();
    return composing.draft(id);
  }

  @Override
  public Optional<StoredContent> draftAttachment(DraftId id, int number) {
    entrance.enter();
    return composing.draftAttachment(id, number);
  }

  @Override
  public boolean deleteDraft(DraftId id) {
    entrance.enter();
    return composing.deleteDraft(id);
  }

  @Override
  public Map<MessageId, Outbound> outbound(Collection<MessageId> ids) {
    // a notification that was acknowledged may say what became of them
    enterCaughtUp();
    Map<MessageId, Outbound> found = reading.outbox().find(mailboxId, ids);
    if (found.isEmpty()) {
      existing();
    }
    return found;
  }

  @Override
  public boolean cancel(MessageId id) {
    Optional<String> operator = entrance.operator();
    return reading.outbox().cancel(mailboxId, id, operator) || !hasMessage(id);
  }

  @Override
  public boolean resend(MessageId id) {
    Optional<String> operator = entrance.operator();
    return reading.outbox().resend(mailboxId, id, operator) || !hasMessage(id);
  }

  /** Never false: a message that is not there is another answer than one that stays as it is. */
  private boolean hasMessage(MessageId id) {
    if (foundOrMissing(store.messages().find(mailboxId, id)).isEmpty()) {
      throw new NotFoundException("Mailbox " + mailboxId + " has no message " + id);
    }
    return true;
  }

  @Override
  public Optional<Session> session() {
    return entrance.enter();
  }

  @Override
  public List<Session> sessions() {
    entrance.enter();
    return reading.sessions().list(mailboxId);
  }

  @Override
  public boolean endSession(SessionId id) {
    entrance.enter();
    return reading.sessions().end(mailboxId, id);
  }

  @Override
  public int endAllSessions() {
    entrance.enter();
    return reading.sessions().endAll(mailboxId);
  }

  @Override
  public void signOut() {
    entrance.enter().ifPresent(session -> reading.sessions().end(mailboxId, session.id()));
  }

  @Override
  public boolean changePassword(String current, String replacement) {
    entrance.enter();
    return reading.sessions().changePassword(mailboxId, current, replacement);
  }

  private <T> Page<T> foundOrMissing(Page<T> page) {
    foundOrMissing(page.items());
    return page;
  }

  private <T> List<T> foundOrMissing(List<T> list) {
    if (list.isEmpty()) {
      existing();
    }
    return list;
  }

  /** An empty answer stands for a missing message only while the mailbox exists. */
  private <T> Optional<T> foundOrMissing(Optional<T> answer) {
    if (answer.isEmpty()) {
      existing();
    }
    return answer;
  }
}
