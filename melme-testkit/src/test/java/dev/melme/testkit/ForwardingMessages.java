package dev.melme.testkit;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoredMessage;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.MessageContent;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.Pending;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ForwardingMessages implements MessageRepository {

  final InMemoryStore store;
  final MessageRepository real;
  final Gate gate = new Gate();

  ForwardingMessages(InMemoryStore store) {
    this.store = store;
    this.real = store.messages();
  }

  @Override
  public AppendOutcome append(Delivery delivery) {
    return real.append(delivery);
  }

  @Override
  public Map<DeliveryKey, MessageId> outcome(MailboxId mailboxId, List<DeliveryKey> keys) {
    return real.outcome(mailboxId, keys);
  }

  @Override
  public Optional<StoredMessage> find(MailboxId mailboxId, MessageId messageId) {
    return real.find(mailboxId, messageId);
  }

  @Override
  public List<MessageSummary> list(MailboxId mailboxId, Optional<MessageId> before, int limit) {
    return real.list(mailboxId, before, limit);
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
  public Map<ThreadKey, ConversationId> threads(MailboxId mailboxId, Collection<ThreadKey> keys) {
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

  boolean knows(Delivery.Target target) {
    return real.outcome(target.mailboxId(), List.of(target.key())).containsKey(target.key());
  }

  static Delivery with(Delivery delivery, List<Delivery.Target> targets) {
    return new Delivery(delivery.reception(), delivery.index(), delivery.content(), targets);
  }

  static Delivery with(Delivery delivery, MessageContent content) {
    return new Delivery(delivery.reception(), delivery.index(), content, delivery.targets());
  }

  static Delivery.Target with(Delivery.Target target, DeliveryKey key) {
    return new Delivery.Target(target.mailboxId(), target.messageId(), key, target.aliases());
  }

  static Delivery.Target with(Delivery.Target target, List<MatchedAlias> aliases) {
    return new Delivery.Target(target.mailboxId(), target.messageId(), target.key(), aliases);
  }
}
