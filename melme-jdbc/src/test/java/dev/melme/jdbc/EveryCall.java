package dev.melme.jdbc;

import dev.melme.api.AliasPattern;
import dev.melme.api.ClientFacts;
import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.DeliveryRecordId;
import dev.melme.api.DomainName;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.Slug;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundState;
import dev.melme.api.routing.Reason;
import dev.melme.spi.AliasRepository;
import dev.melme.spi.Attempts;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Delivery;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.LogRange;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageContent;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.MessageScan;
import dev.melme.spi.NewSession;
import dev.melme.spi.NoticeKey;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.Pending;
import dev.melme.spi.Placement;
import dev.melme.spi.ScanRepository;
import dev.melme.spi.SessionAge;
import dev.melme.spi.SessionRepository;
import dev.melme.spi.ThreadKey;
import dev.melme.spi.TokenHash;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Calls every method of a store, in every form that makes another statement. */
final class EveryCall {

  private EveryCall() {}

  static void on(MelMeStore store, MailboxId mailboxId, List<MessageId> messages) {
    scans(store.scans(), mailboxId, messages.get(0));
    outbox(store.outbox(), mailboxId, messages);
    drafts(store, mailboxId);
    entries(store.entries(), mailboxId, messages);
    messages(store.messages(), mailboxId, messages);
    aliases(store.aliases(), mailboxId);
    Mailbox mailbox = store.mailboxes().find(mailboxId).orElseThrow();
    store.mailboxes().find(mailbox.slug());
    store.mailboxes().update(mailbox.withName("Other").withVersion(mailbox.version() + 1));
    store.mailboxes().usage(mailboxId);
    store.mailboxes().list(Optional.empty(), 10);
    store.mailboxes().list(Optional.of(Slug.of("box-3")), 10);
    store.prune(Instant.EPOCH, 10);
    sessions(store.sessions(), mailbox);
    log(store.deliveryLog(), mailboxId);
    store.mailboxes().erase(mailboxId);
    store.now();
  }

  private static void messages(
      MessageRepository repository, MailboxId mailboxId, List<MessageId> messages) {
    MessageId some = messages.get(0);
    repository.list(mailboxId, Optional.empty(), 50);
    repository.list(mailboxId, Optional.of(messages.get(3)), 50);
    repository.find(mailboxId, some);
    repository.content(mailboxId, some, 0, 100);
    Delivery.Target target = target(mailboxId, "a@acme.example");
    repository.append(delivery(target, 600_000));
    repository.append(delivery(target, 10));
    repository.append(
        delivery(
            new Delivery.Target(
                mailboxId, new MessageId(UUID.randomUUID()), target.key(), matched("b@a.example")),
            10));
    repository.outcome(mailboxId, List.of(target.key()));
    repository.pendingMailboxes(Optional.empty(), 3);
    Pending pending = repository.pending(mailboxId, 100);
    List<Placement> placements = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      placements.add(
          new Placement(
              1_000_000L + i,
              pending.messages().get(i).messageId(),
              new ConversationId(UUID.randomUUID())));
    }
    ThreadKey key = ThreadKey.ofMessageId("new@acme.example");
    repository.threads(mailboxId, Set.of(key));
    repository.placements(mailboxId, 5, 50);
    repository.pendingMailboxes(Optional.of(mailboxId), 3);
    repository.erase(mailboxId, messages);
    ConversationId first = placements.get(0).conversationId();
    repository.apply(
        mailboxId,
        new CatchUpBatch(
            pending.lastPosition(),
            placements,
            Map.of(key, first),
            Map.of(key, first),
            Map.of(first, placements.get(1).conversationId()),
            Map.of(placements.get(2).conversationId(), first)));
    repository.threads(mailboxId, Set.of(key));
  }

  private static void scans(ScanRepository scans, MailboxId mailboxId, MessageId message) {
    scans.find(mailboxId, message);
    Instant until = Instant.ofEpochMilli(9_000);
    for (MessageScan scan : scans.lease(Instant.ofEpochMilli(20), until, 3)) {
      scans.postpone(scan, until);
      scans.settle(scan, Set.of("2"), until);
    }
  }

  private static void outbox(
      OutboxRepository outbox, MailboxId mailboxId, List<MessageId> messages) {
    ConversationId conversation = new ConversationId(UUID.randomUUID());
    for (int i = 0; i < 2; i++) { // the second one finds the conversation known
      outbox.enqueue(
          SentMessages.message(mailboxId, 600_000, Optional.of(conversation)), Optional.empty());
    }
    MessageId sent = messages.get(0);
    outbox.find(mailboxId, messages);
    outbox.findByMessageId(mailboxId, "x@acme.example");
    outbox.list(OutboundState.QUEUED, Optional.empty(), 20);
    outbox.list(OutboundState.SENT, Optional.of(messages.get(3)), 20);
    Instant now = Instant.ofEpochMilli(900);
    outbox.cancel(mailboxId, sent, Optional.empty(), now);
    outbox.retry(mailboxId, sent, Optional.of("Jo"), now);
    List<Outbound> leased = outbox.lease(now, now.plusSeconds(9), 20);
    outbox.settle(
        leased.stream()
            .map(each -> SentMessages.settlement(each, OutboundRecipient.State.SENT))
            .toList(),
        now);
    outbox.bounced(
        mailboxId,
        sent,
        List.of(
            new OutboxResult(
                EmailAddress.parse("joe@many.example"),
                OutboundRecipient.State.FAILED,
                Optional.of("550 5.1.1 No such user"))),
        now);
    NoticeKey notice =
        new NoticeKey(SentMessages.JANE, SentMessages.JOE, LocalDate.parse("2026-01-02"));
    outbox.claimNotice(notice);
    outbox.releaseNotice(notice);
    outbox.pruneNotices(LocalDate.ofEpochDay(20), 10);
  }

  private static void drafts(MelMeStore store, MailboxId mailboxId) {
    DraftRepository drafts = store.drafts();
    Draft draft = SentMessages.draft(mailboxId);
    drafts.create(draft);
    drafts.attach(mailboxId, draft.id(), SentMessages.file(600_000), SentMessages.bytes(600_000));
    drafts.attach(mailboxId, draft.id(), SentMessages.file(10), SentMessages.bytes(10));
    drafts.update(draft.saved(2, SentMessages.SENT_AT));
    drafts.find(mailboxId, draft.id());
    drafts.list(mailboxId, Optional.empty(), 20);
    drafts.list(mailboxId, Optional.of(draft.id()), 20);
    drafts.content(mailboxId, draft.id(), 1, 300_000, 100);
    drafts.detach(mailboxId, draft.id(), 2);
    store
        .outbox()
        .enqueue(SentMessages.message(mailboxId), Optional.of(new DraftVersion(draft.id(), 2)));
    drafts.create(draft);
    drafts.delete(mailboxId, draft.id());
  }

  private static void entries(
      EntryRepository entries, MailboxId mailboxId, List<MessageId> messages) {
    Optional<MessageId> before = Optional.of(messages.get(3));
    EntryFilter inbox = EntryFilter.inbox();
    List<EntryFilter> filters =
        List.of(
            EntryFilter.everything(),
            inbox,
            inbox.onlyUnread(),
            inbox.onlyFlagged(),
            inbox.onlyLabelled(Label.of("word")),
            inbox.onlyWithAttachments());
    for (EntryFilter filter : filters) {
      entries.list(mailboxId, filter, Optional.empty(), 20, 100);
      entries.list(mailboxId, filter, before, 20, 100);
    }
    entries.match(mailboxId, List.of("word", "other"), inbox, before, 20, 100);
    entries.index(5);
    entries.find(mailboxId, messages);
    entries.unread(mailboxId, Folder.INBOX, 1000);
    entries.labels(mailboxId, 10);
    entries.conversations(mailboxId, Folder.INBOX, OptionalLong.empty(), 20);
    entries.conversations(mailboxId, Folder.INBOX, OptionalLong.of(500), 20);
    ConversationId some = new ConversationId(messages.get(0).value());
    entries.conversation(mailboxId, some);
    entries.facts(mailboxId, List.of(some));
    Instant now = Instant.ofEpochMilli(99);
    entries.mark(mailboxId, messages, Marking.label(Label.of("new")), now, Optional.empty());
    entries.mark(mailboxId, messages, Marking.archive(), now, Optional.empty());
    entries.mark(mailboxId, messages, Marking.unlabel(Label.of("new")), now, Optional.empty());
    entries.changes(mailboxId, 0, 10);
    entries.pruneChanges(Instant.ofEpochMilli(1_000_000_000_010L), 5);
  }

  private static void aliases(AliasRepository aliases, MailboxId mailboxId) {
    AliasPattern some = AliasPattern.parse("team@acme3.example");
    aliases.match(
        List.of(
            some, AliasPattern.parse("x@acme3.example"), AliasPattern.parse("*@acme3.example")));
    aliases.match(List.of(AliasPattern.parse("nobody@else.example")));
    aliases.find(some);
    aliases.list(Optional.empty(), 10);
    aliases.list(Optional.of(some), 10);
    aliases.listByMailbox(mailboxId, Optional.empty(), 10);
    aliases.find(some).ifPresent(alias -> aliases.update(alias.withVersion(alias.version() + 1)));
    aliases.delete(some);
    aliases.registerDomain(DomainName.parse("own.example"));
    aliases.domains(Optional.empty(), 3);
    aliases.unregisterDomain(DomainName.parse("own.example"));
  }

  private static void sessions(SessionRepository sessions, Mailbox mailbox) {
    Instant now = Instant.ofEpochMilli(100);
    SessionAge age = new SessionAge(Instant.EPOCH, Instant.EPOCH);
    TokenHash hash = TokenHash.of("secret");
    Session session =
        new Session(
            new SessionId(UUID.randomUUID()),
            mailbox.id(),
            now,
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    sessions.setPassword(mailbox.id(), Optional.empty(), "hash");
    sessions.replaceHash(mailbox.id(), "hash", "other");
    sessions.credential(mailbox.slug());
    long epoch = sessions.credential(mailbox.id()).orElseThrow().epoch();
    sessions.open(new NewSession(session, hash, hash, epoch));
    sessions.resume(mailbox.id(), hash, age, now.plusMillis(9), now.plusMillis(9));
    sessions.list(mailbox.id(), age, 10);
    sessions.knowsDevice(mailbox.id(), hash);
    sessions.end(mailbox.id(), session.id());
    sessions.endAll(mailbox.id());
    Attempts.Backoff backoff =
        new Attempts.Backoff(
            5, Duration.ofSeconds(1), Duration.ofHours(1), 100, Duration.ofDays(1));
    sessions.beginAttempt(hash, now, backoff);
    sessions.beginAttempt(hash, now, backoff);
    sessions.takeAttemptBack(hash, backoff);
    sessions.clearAttempts(hash);
    SessionAge old = new SessionAge(Instant.ofEpochMilli(50), Instant.ofEpochMilli(50));
    sessions.prune(old, Instant.ofEpochMilli(50), 1000, Instant.ofEpochMilli(50), 10);
    sessions.prune(old, Instant.EPOCH, 10_000, Instant.ofEpochMilli(50), 10);
    sessions.prune(age, Instant.EPOCH, 10_000, Instant.ofEpochMilli(50), 10);
  }

  private static void log(DeliveryLogRepository log, MailboxId mailboxId) {
    List<DeliveryRecord> batch = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      batch.add(record(mailboxId));
    }
    log.record(batch);
    log.record(batch);
    LogRange range =
        new LogRange(
            DeliveryRecordId.bound(Instant.EPOCH),
            DeliveryRecordId.bound(Instant.parse("2026-01-01T00:00:00Z")));
    DeliveryRecord some = batch.get(0);
    log.list(range, 51);
    log.listByRecipient(some.recipient(), range, 500);
    log.listBySender(some.reversePath(), range, 500);
    log.listBySender(ReversePath.NULL, range, 500);
    log.listByMailbox(mailboxId, range, 51);
    log.prune(Instant.parse("2026-01-01T00:00:00Z"), 10);
  }

  static DeliveryRecord record(MailboxId mailboxId) {
    return new DeliveryRecord(
        new DeliveryRecordId(UUID.randomUUID()),
        ReversePath.parse("joe@many7.example"),
        EmailAddress.parse("a7@many7.example"),
        Optional.empty(),
        Optional.of(mailboxId),
        Reason.STORED,
        Optional.empty(),
        Optional.empty());
  }

  static Delivery.Target target(MailboxId mailboxId, String alias) {
    MessageId id = new MessageId(UUID.randomUUID());
    return new Delivery.Target(mailboxId, id, DeliveryKey.unique(id), matched(alias));
  }

  private static List<MatchedAlias> matched(String address) {
    return List.of(
        new MatchedAlias(
            EmailAddress.parse(address), AliasPattern.parse(address), Optional.empty()));
  }

  static Delivery delivery(Delivery.Target target, int size) {
    return delivery(target, size, MessageIndex.nothing());
  }

  static Delivery delivery(Delivery.Target target, int size, MessageIndex index) {
    Reception reception =
        new Reception(
            Instant.EPOCH,
            ReversePath.NULL,
            ClientFacts.none(),
            Optional.empty(),
            Optional.empty());
    return new Delivery(reception, index, new Zeros(size), List.of(target));
  }

  /** As many zero bytes, in memory. */
  private record Zeros(long sizeBytes) implements MessageContent {
    @Override
    public InputStream openStream() {
      return new ByteArrayInputStream(new byte[(int) sizeBytes]);
    }

    @Override
    public Optional<byte[]> inMemory() {
      return Optional.of(new byte[(int) sizeBytes]);
    }
  }
}
