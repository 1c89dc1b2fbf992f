package dev.melme.core.reading;

import dev.melme.api.Cursor;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import dev.melme.api.workspace.ExportFormat;
import dev.melme.api.workspace.Exported;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.export.MessageExport;
import dev.melme.core.signin.Entrance;
import dev.melme.core.signin.SessionDesk;
import dev.melme.spi.MelMeStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

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
  private final SessionDesk desk;

  /**
   * Opens a mailbox.
   *
   * @param store where it is kept
   * @param mailboxId the mailbox
   * @param entrance asked by each call
   * @param desk its sessions
   */
  public StoreWorkspace(
      MelMeStore store, MailboxId mailboxId, Entrance entrance, SessionDesk desk) {
    this.store = store;
    this.mailboxId = mailboxId;
    this.entrance = entrance;
    this.desk = desk;
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

  @Override
  public Page<MessageSummary> messages(PageRequest request) {
    entrance.enter();
    Optional<MessageId> before = request.after().map(cursor -> MessageId.parse(cursor.value()));
    List<MessageSummary> rows = store.messages().list(mailboxId, before, request.limit() + 1);
    if (rows.isEmpty()) {
      existing();
    }
    return Page.ofRows(rows, request.limit(), last -> new Cursor(last.id().toString()));
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
  public Exported export(ExportFormat format, OutputStream out) throws IOException {
    return new MessageExport(this, format, out).all();
  }

  @Override
  public Exported export(ExportFormat format, List<MessageId> selection, OutputStream out)
      throws IOException {
    return new MessageExport(this, format, out).these(selection);
  }

  @Override
  public Optional<Session> session() {
    return entrance.enter();
  }

  @Override
  public List<Session> sessions() {
    entrance.enter();
    return desk.list(mailboxId);
  }

  @Override
  public boolean endSession(SessionId id) {
    entrance.enter();
    return desk.end(mailboxId, id);
  }

  @Override
  public int endAllSessions() {
    entrance.enter();
    return desk.endAll(mailboxId);
  }

  @Override
  public void signOut() {
    entrance.enter().ifPresent(session -> desk.end(mailboxId, session.id()));
  }

  @Override
  public boolean changePassword(String current, String replacement) {
    entrance.enter();
    return desk.changePassword(mailboxId, current, replacement);
  }

  /** An empty answer stands for a missing message only while the mailbox exists. */
  private <T> Optional<T> foundOrMissing(Optional<T> answer) {
    if (answer.isEmpty()) {
      existing();
    }
    return answer;
  }
}
