package dev.melme.testkit;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.ContentRange;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageContent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

class ForwardingDrafts implements DraftRepository {

  final InMemoryStore store;
  final DraftRepository real;
  final Gate gate = new Gate();

  ForwardingDrafts(InMemoryStore store) {
    this.store = store;
    this.real = store.drafts();
  }

  static Function<InMemoryStore, MelMeStore> broken(
      Function<InMemoryStore, ForwardingDrafts> mutant) {
    return store -> {
      ForwardingDrafts drafts = mutant.apply(store);
      return new ForwardingStore(store) {
        @Override
        public DraftRepository drafts() {
          return drafts;
        }
      };
    };
  }

  static Draft with(Draft draft, Optional<MessageId> answers, Optional<String> text) {
    return new Draft(
        draft.mailboxId(),
        draft.id(),
        draft.version(),
        draft.savedAt(),
        draft.operator(),
        draft.kind(),
        answers,
        draft.from(),
        draft.to(),
        draft.cc(),
        draft.bcc(),
        draft.subject(),
        text,
        draft.html(),
        draft.quoting(),
        draft.attachments());
  }

  static DraftAttachment numbered(DraftAttachment file, int number) {
    return new DraftAttachment(
        number, file.name(), file.contentType(), file.contentId(), file.sizeBytes());
  }

  @Override
  public boolean create(Draft draft) {
    return real.create(draft);
  }

  @Override
  public boolean update(Draft changed) {
    return real.update(changed);
  }

  @Override
  public Optional<Draft> find(MailboxId mailboxId, DraftId id) {
    return real.find(mailboxId, id);
  }

  @Override
  public List<Draft> list(MailboxId mailboxId, Optional<DraftId> before, int limit) {
    return real.list(mailboxId, before, limit);
  }

  @Override
  public boolean delete(MailboxId mailboxId, DraftId id) {
    return real.delete(mailboxId, id);
  }

  @Override
  public Optional<DraftAttachment> attach(
      MailboxId mailboxId, DraftId id, DraftAttachment file, MessageContent content) {
    return real.attach(mailboxId, id, file, content);
  }

  @Override
  public boolean detach(MailboxId mailboxId, DraftId id, int number) {
    return real.detach(mailboxId, id, number);
  }

  @Override
  public Optional<ContentRange> content(
      MailboxId mailboxId, DraftId id, int number, long offset, int length) {
    return real.content(mailboxId, id, number, offset, length);
  }
}
