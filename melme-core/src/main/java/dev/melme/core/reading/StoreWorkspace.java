package dev.melme.core.reading;

import dev.melme.api.Cursor;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import dev.melme.api.workspace.Workspace;
import dev.melme.spi.MelMeStore;
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

  /**
   * Opens a mailbox.
   *
   * @param store where it is kept
   * @param mailboxId the mailbox
   * @throws NotFoundException when there is no such mailbox
   */
  public StoreWorkspace(MelMeStore store, MailboxId mailboxId) {
    this.store = store;
    this.mailboxId = mailboxId;
    mailbox();
  }

  @Override
  public Mailbox mailbox() {
    return store
        .mailboxes()
        .find(mailboxId)
        .orElseThrow(() -> new NotFoundException("Mailbox " + mailboxId + " does not exist"));
  }

  @Override
  public Page<MessageSummary> messages(PageRequest request) {
    Optional<MessageId> before = request.after().map(cursor -> MessageId.parse(cursor.value()));
    List<MessageSummary> rows = store.messages().list(mailboxId, before, request.limit() + 1);
    if (rows.isEmpty()) {
      mailbox();
    }
    return Page.ofRows(rows, request.limit(), last -> new Cursor(last.id().toString()));
  }

  @Override
  public Optional<StoredMessage> message(MessageId id) {
    return foundOrMissing(store.messages().find(mailboxId, id));
  }

  @Override
  public Optional<StoredContent> original(MessageId id) {
    return foundOrMissing(ChunkedContent.open(store.messages(), mailboxId, id));
  }

  /** An empty answer stands for a missing message only while the mailbox exists. */
  private <T> Optional<T> foundOrMissing(Optional<T> answer) {
    if (answer.isEmpty()) {
      mailbox();
    }
    return answer;
  }
}
