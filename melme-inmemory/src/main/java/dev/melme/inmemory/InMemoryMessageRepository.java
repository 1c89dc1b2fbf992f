package dev.melme.inmemory;

import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.StoredMessage;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.Delivery;
import dev.melme.spi.MessageContent;
import dev.melme.spi.MessageRepository;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Contents contents = store.contents();
    MailboxShelf shelf = contents.shelves.get(mailboxId);
    return shelf == null ? Map.of() : shelf.read(held -> outcome(held, keys), Map.of());
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
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    if (shelf == null) {
      return List.of();
    }
    List<Shelved> page = shelf.read(held -> held.list(before, limit), List.of());
    return page.stream().map(shelved -> shelved.message.summary()).toList();
  }

  @Override
  public Optional<byte[]> content(
      MailboxId mailboxId, MessageId messageId, long offset, int length) {
    if (offset < 0 || length < 1) {
      throw new StoreException(
          Fault.BROKEN, "Read from offset 0 on and at least 1 byte, not " + length, null);
    }
    return shelved(mailboxId, messageId).map(found -> range(found.content, offset, length));
  }

  private static byte[] range(byte[] content, long offset, int length) {
    int from = (int) Math.min(offset, content.length);
    int to = (int) Math.min((long) from + length, content.length);
    return Arrays.copyOfRange(content, from, to);
  }

  @Override
  public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
    Instant now = store.now();
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    return shelf == null ? 0 : shelf.read(held -> held.erase(messageIds, now), 0);
  }

  private Optional<Shelved> shelved(MailboxId mailboxId, MessageId messageId) {
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    return shelf == null
        ? Optional.empty()
        : shelf.read(held -> Optional.ofNullable(held.find(messageId)), Optional.empty());
  }
}
