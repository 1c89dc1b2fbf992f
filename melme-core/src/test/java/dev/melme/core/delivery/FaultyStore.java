package dev.melme.core.delivery;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoreException;
import dev.melme.api.StoredMessage;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AliasRepository;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.MailboxRepository;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.Pending;
import dev.melme.spi.Placement;
import dev.melme.spi.ScanRepository;
import dev.melme.spi.SessionRepository;
import dev.melme.spi.ThreadKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An in-memory store whose next appends fail as told. */
final class FaultyStore implements MelMeStore {

  private final InMemoryStore store = InMemoryStore.create();
  private final Deque<UnaryOperator<AppendOutcome>> faults = new ArrayDeque<>();
  private final Deque<Boolean> before = new ArrayDeque<>();
  int appends;
  boolean hideOutcomes;

  /** Takes every message without keeping it, as a database keeps none in the heap. */
  boolean forgetful;

  /** The next append does nothing and throws. */
  FaultyStore failBefore(RuntimeException e) {
    before.add(true);
    faults.add(
        outcome -> {
          throw e;
        });
    return this;
  }

  /** The next append commits and then throws. */
  FaultyStore failAfter(RuntimeException e) {
    before.add(false);
    faults.add(
        outcome -> {
          throw e;
        });
    return this;
  }

  /** The next append commits, then something else happens, then it throws. */
  FaultyStore failAfter(RuntimeException e, Runnable meanwhile) {
    before.add(false);
    faults.add(
        outcome -> {
          meanwhile.run();
          throw e;
        });
    return this;
  }

  /** The next append does nothing and answers this. */
  FaultyStore answer(AppendOutcome answer) {
    before.add(true);
    faults.add(outcome -> answer);
    return this;
  }

  private static AppendOutcome readAndForget(Delivery delivery) {
    try (InputStream in = delivery.content().openStream()) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AppendOutcome.Appended(
        delivery.targets().stream()
            .map(target -> new AppendOutcome.Result(target.messageId(), false))
            .toList());
  }

  static StoreException fault(StoreException.Fault fault) {
    return new StoreException(fault, "planted", null);
  }

  @Override
  public MessageRepository messages() {
    MessageRepository real = store.messages();
    return new MessageRepository() {
      @Override
      public AppendOutcome append(Delivery delivery) {
        appends++;
        if (forgetful) {
          return readAndForget(delivery);
        }
        if (faults.isEmpty()) {
          return real.append(delivery);
        }
        AppendOutcome outcome =
            before.remove() ? new AppendOutcome.Appended(List.of()) : real.append(delivery);
        return faults.remove().apply(outcome);
      }

      @Override
      public Map<DeliveryKey, MessageId> outcome(MailboxId mailboxId, List<DeliveryKey> keys) {
        return hideOutcomes ? Map.of() : real.outcome(mailboxId, keys);
      }

      @Override
      public Optional<StoredMessage> find(MailboxId mailboxId, MessageId messageId) {
        return real.find(mailboxId, messageId);
      }

      @Override
      public List<MessageSummary> list(
          MailboxId mailboxId, Optional<MessageId> beforeId, int limit) {
        return real.list(mailboxId, beforeId, limit);
      }

      @Override
      public Optional<ContentRange> content(
          MailboxId mailboxId, MessageId messageId, long offset, int length) {
        return real.content(mailboxId, messageId, offset, length);
      }

      @Override
      public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
        return real.erase(mailboxId, messageIds);
      }

      @Override
      public List<MailboxId> pendingMailboxes(Optional<MailboxId> after, int limit) {
        return real.pendingMailboxes(after, limit);
      }

      @Override
      public Pending pending(MailboxId mailboxId, int limit) {
        return real.pending(mailboxId, limit);
      }

      @Override
      public Map<ThreadKey, ConversationId> threads(
          MailboxId mailboxId, Collection<ThreadKey> keys) {
        return real.threads(mailboxId, keys);
      }

      @Override
      public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
        return real.apply(mailboxId, batch);
      }

      @Override
      public List<Placement> placements(MailboxId mailboxId, long after, int limit) {
        return real.placements(mailboxId, after, limit);
      }
    };
  }

  @Override
  public void initialise() {
    store.initialise();
  }

  @Override
  public Instant now() {
    return store.now();
  }

  @Override
  public MailboxRepository mailboxes() {
    return store.mailboxes();
  }

  @Override
  public AliasRepository aliases() {
    return store.aliases();
  }

  @Override
  public EntryRepository entries() {
    return store.entries();
  }

  @Override
  public ScanRepository scans() {
    return store.scans();
  }

  @Override
  public dev.melme.spi.OutboxRepository outbox() {
    return store.outbox();
  }

  @Override
  public dev.melme.spi.DraftRepository drafts() {
    return store.drafts();
  }

  @Override
  public SessionRepository sessions() {
    return store.sessions();
  }

  @Override
  public DeliveryLogRepository deliveryLog() {
    return store.deliveryLog();
  }

  @Override
  public int prune(Instant pruneBefore, int limit) {
    return store.prune(pruneBefore, limit);
  }

  @Override
  public void close() {
    store.close();
  }
}
