package dev.melme.inmemory;

import dev.melme.api.MailboxId;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.spi.ContentRange;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.MessageContent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Drafts in memory. */
final class InMemoryDraftRepository implements DraftRepository {

  private final InMemoryStore store;

  InMemoryDraftRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public boolean create(Draft draft) {
    return in(draft.mailboxId(), drafts -> drafts.create(draft), false);
  }

  @Override
  public boolean update(Draft changed) {
    return in(changed.mailboxId(), drafts -> drafts.update(changed), false);
  }

  @Override
  public Optional<Draft> find(MailboxId mailboxId, DraftId id) {
    return in(mailboxId, drafts -> drafts.find(id), Optional.empty());
  }

  @Override
  public List<Draft> list(MailboxId mailboxId, Optional<DraftId> before, int limit) {
    return in(mailboxId, drafts -> drafts.list(before, limit), List.of());
  }

  @Override
  public boolean delete(MailboxId mailboxId, DraftId id) {
    return in(mailboxId, drafts -> drafts.delete(id), false);
  }

  /** The bytes are read before the lock of the mailbox is taken: nobody waits for a slow stream. */
  @Override
  public Optional<DraftAttachment> attach(
      MailboxId mailboxId, DraftId id, DraftAttachment file, MessageContent content) {
    if (find(mailboxId, id).isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = ContentBytes.copyOf(content);
    return in(mailboxId, drafts -> drafts.attach(id, file, bytes), Optional.empty());
  }

  @Override
  public boolean detach(MailboxId mailboxId, DraftId id, int number) {
    return in(mailboxId, drafts -> drafts.detach(id, number), false);
  }

  @Override
  public Optional<ContentRange> content(
      MailboxId mailboxId, DraftId id, int number, long offset, int length) {
    ContentBytes.requireRange(offset, length);
    return in(mailboxId, drafts -> drafts.content(id, number, offset, length), Optional.empty());
  }

  private <R> R in(MailboxId mailboxId, Function<ShelvedDrafts, R> action, R missing) {
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    return shelf == null ? missing : shelf.read(held -> action.apply(held.drafts()), missing);
  }
}
