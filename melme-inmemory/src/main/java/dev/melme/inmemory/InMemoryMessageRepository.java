package dev.melme.inmemory;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.StoredMessage;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.MessageContent;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.Pending;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;

/** Messages in memory. */
final class InMemoryMessageRepository implements MessageRepository {

  /** The longest array that every Java machine can make. */
  private static final long MAX_SIZE = Integer.MAX_VALUE - 8;

  private final InMemoryStore store;

  InMemoryMessageRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public AppendOutcome append(Delivery delivery) {
    Contents contents = store.contents();
    byte[] bytes = bytes(delivery.content());
    return new FanOut(delivery, bytes).run(contents.shelves);
  }

  /** The store's own copy; one for all targets, because nobody writes to it any more. */
  private static byte[] bytes(MessageContent content) {
    long size = content.sizeBytes();
    if (size > MAX_SIZE) {
      throw new StoreException(
          Fault.FULL, "A message of " + size + " bytes does not fit into memory", null);
    }
    Optional<byte[]> inMemory = content.inMemory();
    byte[] bytes = inMemory.isPresent() ? inMemory.get().clone() : read(content, (int) size);
    if (bytes.length != size) {
      throw wrongSize(size);
    }
    return bytes;
  }

  private static byte[] read(MessageContent content, int size) {
    byte[] bytes = new byte[size];
    try (InputStream in = content.openStream()) {
      if (in.readNBytes(bytes, 0, size) != size || in.read() >= 0) {
        throw wrongSize(size);
      }
      return bytes;
    } catch (IOException e) {
      throw new StoreException(
          Fault.UNAVAILABLE, "The spooled message cannot be read. Deliver it again", e);
    }
  }

  private static StoreException wrongSize(long size) {
    return new StoreException(
        Fault.UNAVAILABLE,
        "The spooled message does not have the " + size + " bytes it claims. Deliver it again",
        null);
  }

  @Override
  public Map<DeliveryKey, MessageId> outcome(MailboxId mailboxId, List<DeliveryKey> keys) {
    return read(mailboxId, held -> outcome(held, keys), Map.of());
  }

  private static Map<DeliveryKey, MessageId> outcome(ShelvedMessages held, List<DeliveryKey> keys) {
    Map<DeliveryKey, MessageId> known = new LinkedHashMap<>();
    for (DeliveryKey key : keys) {
      MessageId id = held.stored(key);
      if (id != null) {
        known.put(key, id);
      }
    }
    return known;
  }

  @Override
  public Optional<StoredMessage> find(MailboxId mailboxId, MessageId messageId) {
    return shelved(mailboxId, messageId).map(found -> found.message);
  }

  @Override
  public List<MessageSummary> list(MailboxId mailboxId, Optional<MessageId> before, int limit) {
    List<Shelved> page = read(mailboxId, held -> held.list(before, limit), List.of());
    return page.stream().map(shelved -> shelved.message.summary()).toList();
  }

  @Override
  public Optional<ContentRange> content(
      MailboxId mailboxId, MessageId messageId, long offset, int length) {
    if (offset < 0 || length < 1) {
      throw new StoreException(
          Fault.BROKEN, "Read from offset 0 on and at least 1 byte, not " + length, null);
    }
    return shelved(mailboxId, messageId).map(found -> range(found.content, offset, length));
  }

  private static ContentRange range(byte[] content, long offset, int length) {
    int from = (int) Math.min(offset, content.length);
    int to = (int) Math.min((long) from + length, content.length);
    return new ContentRange(content.length, Arrays.copyOfRange(content, from, to));
  }

  @Override
  public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
    Instant now = store.now();
    return read(mailboxId, held -> held.erase(messageIds, now), 0);
  }

  @Override
  public List<MailboxId> pendingMailboxes(Optional<MailboxId> after, int limit) {
    NavigableSet<MailboxId> behind = store.contents().behind;
    return after.map(last -> behind.tailSet(last, false)).orElse(behind).stream()
        .limit(limit)
        .toList();
  }

  @Override
  public Pending pending(MailboxId mailboxId, int limit) {
    return read(mailboxId, held -> held.pending(limit), Pending.NONE);
  }

  @Override
  public Map<ThreadKey, ConversationId> threads(MailboxId mailboxId, Collection<ThreadKey> keys) {
    return read(mailboxId, held -> held.threads(keys), Map.of());
  }

  @Override
  public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
    Instant now = store.now();
    return read(mailboxId, held -> held.apply(batch, now), false);
  }

  @Override
  public List<Placement> placements(MailboxId mailboxId, long after, int limit) {
    return read(mailboxId, held -> held.placements(after, limit), List.of());
  }

  /** Works on the messages of a mailbox, or gives the answer for one that does not exist. */
  private <R> R read(MailboxId mailboxId, Function<ShelvedMessages, R> action, R missing) {
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    return shelf == null ? missing : shelf.read(action, missing);
  }

  private Optional<Shelved> shelved(MailboxId mailboxId, MessageId messageId) {
    return read(mailboxId, held -> Optional.ofNullable(held.find(messageId)), Optional.empty());
  }
}
