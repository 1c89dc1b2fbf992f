package dev.melme.testkit;

import dev.melme.api.Attachment;
import dev.melme.api.ClientFacts;
import dev.melme.api.Correspondent;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageSummary;
import dev.melme.api.Reception;
import dev.melme.api.StoredMessage;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.MelMeStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stores that break the rules of reading messages. */
final class MessageMutants {

  private MessageMutants() {}

  static Function<InMemoryStore, MelMeStore> broken(
      Function<InMemoryStore, ForwardingMessages> mutant) {
    return store -> ForwardingStore.with(store, mutant.apply(store));
  }

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "forgets the address of the client",
            "a message, read back",
            broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        return real.append(withoutClientAddress(delivery));
                      }
                    }),
            StoreRule.MSG_01),
        Mutant.of(
            "lists messages without their snippets",
            "the summary of a message, compared with its line in the list",
            broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public List<MessageSummary> list(
                          MailboxId mailboxId, Optional<MessageId> before, int limit) {
                        return real.list(mailboxId, before, limit).stream()
                            .map(MessageMutants::withoutSnippet)
                            .toList();
                      }
                    }),
            StoreRule.MSG_02,
            StoreRule.OUT_01),
        Mutant.of(
            "turns a page upside down",
            "ids of messages that were appended in another order",
            broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public List<MessageSummary> list(
                          MailboxId mailboxId, Optional<MessageId> before, int limit) {
                        List<MessageSummary> page =
                            new ArrayList<>(real.list(mailboxId, before, limit));
                        Collections.reverse(page);
                        return page;
                      }
                    }),
            StoreRule.MSG_02,
            StoreRule.MSG_03,
            StoreRule.MSG_22),
        Mutant.of(
            "begins at the top when the last message of a page is gone",
            "the page that begins after an id that no message has",
            broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public List<MessageSummary> list(
                          MailboxId mailboxId, Optional<MessageId> before, int limit) {
                        return real.list(
                            mailboxId,
                            before.filter(id -> real.find(mailboxId, id).isPresent()),
                            limit);
                      }
                    }),
            StoreRule.MSG_03),
        Mutant.of(
            "spoils the last byte of a chunk that is exactly full",
            "position of the first wrong byte",
            broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Optional<ContentRange> content(
                          MailboxId mailboxId, MessageId messageId, long offset, int length) {
                        Optional<ContentRange> some =
                            real.content(mailboxId, messageId, offset, length);
                        some.map(ContentRange::bytes)
                            .filter(bytes -> bytes.length == 256 * 1024)
                            .ifPresent(bytes -> bytes[bytes.length - 1]++);
                        return some;
                      }
                    }),
            StoreRule.MSG_04,
            StoreRule.MSG_05),
        Mutant.of(
            "turns CR LF into LF",
            "position of the first wrong byte",
            broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Optional<ContentRange> content(
                          MailboxId mailboxId, MessageId messageId, long offset, int length) {
                        return real.content(mailboxId, messageId, offset, length)
                            .map(MessageMutants::withoutReturns);
                      }
                    }),
            StoreRule.MSG_04),
        Mutant.of(
            "takes a range after the end for a missing message",
            "at or after the end",
            broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Optional<ContentRange> content(
                          MailboxId mailboxId, MessageId messageId, long offset, int length) {
                        return real.find(mailboxId, messageId)
                            .filter(message -> offset <= message.sizeBytes())
                            .flatMap(found -> real.content(mailboxId, messageId, offset, length));
                      }
                    }),
            StoreRule.MSG_05,
            StoreRule.MSG_48),
        Mutant.of(
            "counts what it was asked to erase",
            "erase() of two messages and one that does not exist",
            broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
                        real.erase(mailboxId, messageIds);
                        return messageIds.size();
                      }
                    }),
            StoreRule.MSG_19),
        Mutant.of(
            "takes bytes that were erased for the end",
            "read while erased",
            broken(ReadsInTwoSteps::new),
            StoreRule.MSG_20),
        Mutant.of(
            "finds messages by their id alone",
            "MessageRepository.find answers",
            broken(
                store ->
                    new IgnoresMailbox(store) {
                      @Override
                      public Optional<StoredMessage> find(MailboxId mailboxId, MessageId id) {
                        return real.find(owner(mailboxId, id), id);
                      }
                    }),
            StoreRule.MSG_21),
        Mutant.of(
            "reads messages by their id alone",
            "MessageRepository.content answers",
            broken(
                store ->
                    new IgnoresMailbox(store) {
                      @Override
                      public Optional<ContentRange> content(
                          MailboxId mailboxId, MessageId id, long offset, int length) {
                        return real.content(owner(mailboxId, id), id, offset, length);
                      }
                    }),
            StoreRule.MSG_21),
        Mutant.of(
            "erases messages by their id alone",
            "MessageRepository.erase changed a message of another mailbox",
            broken(
                store ->
                    new IgnoresMailbox(store) {
                      @Override
                      public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
                        return messageIds.stream()
                            .mapToInt(id -> real.erase(owner(mailboxId, id), List.of(id)))
                            .sum();
                      }
                    }),
            StoreRule.MSG_21,
            StoreRule.ENT_16,
            StoreRule.ENT_26),
        Mutant.of(
            "looks a foreign last id up to begin a page",
            "MessageRepository.list answers",
            broken(
                store ->
                    new IgnoresMailbox(store) {
                      @Override
                      public List<MessageSummary> list(
                          MailboxId mailboxId, Optional<MessageId> before, int limit) {
                        MailboxId box = before.map(id -> owner(mailboxId, id)).orElse(mailboxId);
                        return real.list(
                            mailboxId, box.equals(mailboxId) ? before : Optional.empty(), limit);
                      }
                    }),
            StoreRule.MSG_21),
        Mutant.of(
            "knows keys of all mailboxes",
            "outcome of 100 keys",
            broken(KnowsAllKeys::new),
            StoreRule.MSG_14,
            StoreRule.MSG_21),
        Mutant.of(
            "counts rows from the top to begin a page",
            "messages on all pages",
            broken(PagesByOffset::new),
            StoreRule.MSG_22),
        Mutant.of(
            "cuts names at 255 characters",
            "a message with unusual values, read back",
            broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        return real.append(indexed(delivery, cut(delivery.index())));
                      }
                    }),
            StoreRule.MSG_23,
            StoreRule.MSG_33),
        Mutant.of(
            "keeps 500 attachments",
            "attachments read back of 1,000",
            broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        return real.append(indexed(delivery, fewer(delivery.index())));
                      }
                    }),
            StoreRule.MSG_24));
  }

  private static Delivery indexed(Delivery delivery, MessageIndex index) {
    return new Delivery(delivery.reception(), index, delivery.content(), delivery.targets());
  }

  private static Delivery withoutClientAddress(Delivery delivery) {
    Reception reception = delivery.reception();
    ClientFacts client = reception.client();
    return new Delivery(
        new Reception(
            reception.receivedAt(),
            reception.reversePath(),
            new ClientFacts(
                Optional.empty(), client.heloName(), client.protocol(), client.authenticatedUser()),
            reception.traceField(),
            reception.authenticationResults()),
        delivery.index(),
        delivery.content(),
        delivery.targets());
  }

  private static MessageSummary withoutSnippet(MessageSummary summary) {
    return new MessageSummary(
        summary.id(),
        summary.receivedAt(),
        summary.from(),
        summary.subject(),
        "",
        summary.aliases(),
        summary.attachmentCount(),
        summary.sizeBytes(),
        summary.completeness(),
        summary.traits());
  }

  private static ContentRange withoutReturns(ContentRange range) {
    byte[] bytes =
        new String(range.bytes(), StandardCharsets.ISO_8859_1)
            .replace("\r\n.\r\n", "\n.\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    return new ContentRange(range.totalBytes(), bytes);
  }

  private static MessageIndex cut(MessageIndex index) {
    List<Correspondent> from =
        index.from().stream()
            .map(
                one ->
                    new Correspondent(
                        one.name().substring(0, Math.min(255, one.name().length())), one.address()))
            .toList();
    return index(index, from, index.attachments());
  }

  private static MessageIndex fewer(MessageIndex index) {
    return index(index, index.from(), index.attachments().stream().limit(500).toList());
  }

  private static MessageIndex index(
      MessageIndex index, List<Correspondent> from, List<Attachment> attachments) {
    return new MessageIndex(
        index.completeness(),
        index.subject(),
        from,
        index.to(),
        index.cc(),
        index.replyTo(),
        index.date(),
        index.messageIdField(),
        index.inReplyTo(),
        index.references(),
        index.text(),
        index.textOrigin(),
        index.snippet(),
        index.searchTerms(),
        attachments,
        index.traits());
  }

  private static final class ReadsInTwoSteps extends ForwardingMessages {

    private final AtomicInteger erasures = new AtomicInteger();
    private final AtomicInteger betweenSteps = new AtomicInteger();

    ReadsInTwoSteps(InMemoryStore store) {
      super(store);
    }

    @Override
    public Optional<ContentRange> content(
        MailboxId mailboxId, MessageId messageId, long offset, int length) {
      int before = erasures.get();
      if (real.find(mailboxId, messageId).isEmpty()) {
        return Optional.empty();
      }
      betweenSteps.incrementAndGet();
      gate.await(() -> erasures.get() > before);
      betweenSteps.decrementAndGet();
      return real.content(mailboxId, messageId, offset, length)
          .or(() -> Optional.of(new ContentRange(0, new byte[0])));
    }

    @Override
    public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
      gate.await(() -> betweenSteps.get() > 0);
      int erased = real.erase(mailboxId, messageIds);
      erasures.incrementAndGet();
      return erased;
    }
  }

  private static class IgnoresMailbox extends ForwardingMessages {

    private final Map<MessageId, MailboxId> owners = new ConcurrentHashMap<>();

    IgnoresMailbox(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      delivery.targets().forEach(to -> owners.put(to.messageId(), to.mailboxId()));
      return real.append(delivery);
    }

    MailboxId owner(MailboxId asked, MessageId id) {
      return owners.getOrDefault(id, asked);
    }
  }

  private static final class KnowsAllKeys extends ForwardingMessages {

    private final Map<DeliveryKey, MailboxId> owners = new ConcurrentHashMap<>();

    KnowsAllKeys(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      delivery.targets().forEach(to -> owners.putIfAbsent(to.key(), to.mailboxId()));
      return real.append(delivery);
    }

    @Override
    public Map<DeliveryKey, MessageId> outcome(MailboxId mailboxId, List<DeliveryKey> keys) {
      Map<DeliveryKey, MessageId> known = new ConcurrentHashMap<>();
      for (DeliveryKey key : keys) {
        known.putAll(real.outcome(mailboxId, List.of(key)));
        MailboxId owner = owners.get(key);
        if (owner != null) {
          real.outcome(owner, List.of(key)).forEach(known::putIfAbsent);
        }
      }
      return known;
    }
  }

  private static final class PagesByOffset extends ForwardingMessages {

    private final Map<MessageId, Integer> positions = new ConcurrentHashMap<>();

    PagesByOffset(InMemoryStore store) {
      super(store);
    }

    @Override
    public List<MessageSummary> list(MailboxId mailboxId, Optional<MessageId> before, int limit) {
      Integer skipped = before.map(positions::get).orElse(null);
      if (before.isPresent() && skipped == null) {
        return real.list(mailboxId, before, limit);
      }
      int offset = skipped == null ? 0 : skipped;
      List<MessageSummary> page =
          real.list(mailboxId, Optional.empty(), offset + limit).stream().skip(offset).toList();
      if (!page.isEmpty()) {
        positions.put(page.get(page.size() - 1).id(), offset + page.size());
      }
      return page;
    }
  }
}
