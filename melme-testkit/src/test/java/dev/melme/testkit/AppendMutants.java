package dev.melme.testkit;

import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoreException;
import dev.melme.api.StoredMessage;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.MessageContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stores that break the rules of storing which need one thread. */
final class AppendMutants {

  private AppendMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "erases every copy of a message",
            "aliases of the second copy after the first one was erased",
            MessageMutants.broken(ErasesCopies::new),
            StoreRule.MSG_06),
        Mutant.of(
            "replaces the bytes at a redelivery",
            "the bytes after a redelivery with other ones",
            MessageMutants.broken(ReplacesBytes::new),
            StoreRule.MSG_07),
        Mutant.of(
            "ignores keys",
            "the result of a redelivery",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        return real.append(
                            with(
                                delivery,
                                delivery.targets().stream()
                                    .map(
                                        target ->
                                            knows(target)
                                                ? with(target, Specimens.newKey())
                                                : target)
                                    .toList()));
                      }
                    }),
            StoreRule.MSG_07,
            StoreRule.MSG_08,
            StoreRule.MSG_09,
            StoreRule.MSG_10,
            StoreRule.MSG_11,
            StoreRule.MSG_12,
            StoreRule.MSG_32,
            StoreRule.MSG_47,
            StoreRule.ENT_03,
            StoreRule.ENT_15,
            StoreRule.MBX_13),
        Mutant.of(
            "adds an alias for its first recipient only",
            "aliases after redeliveries through other aliases and to other tags",
            MessageMutants.broken(AddsAliasesByPattern::new),
            StoreRule.MSG_09,
            StoreRule.MSG_32),
        Mutant.of(
            "takes aliases without end",
            "aliases after redeliveries to 120 sub-addresses",
            MessageMutants.broken(TakesAliasesWithoutEnd::new),
            StoreRule.MSG_32),
        Mutant.of(
            "takes a delivery that one target knows for known to all",
            "results for three mailboxes of which the second knows the key",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        List<Delivery.Target> known =
                            delivery.targets().stream().filter(this::knows).toList();
                        if (known.isEmpty()) {
                          return real.append(delivery);
                        }
                        AppendOutcome outcome = real.append(with(delivery, known));
                        return new AppendOutcome.Appended(
                            Collections.nCopies(
                                delivery.targets().size(),
                                ((AppendOutcome.Appended) outcome).results().get(0)));
                      }
                    }),
            StoreRule.MSG_11),
        Mutant.of(
            "brings an erased message back",
            "the result of a redelivery of an erased message",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        Delivery.Target target = delivery.targets().get(0);
                        MessageId earlier =
                            real.outcome(target.mailboxId(), List.of(target.key()))
                                .get(target.key());
                        boolean erased =
                            earlier != null && real.find(target.mailboxId(), earlier).isEmpty();
                        return real.append(
                            erased
                                ? with(delivery, List.of(with(target, Specimens.newKey())))
                                : delivery);
                      }
                    }),
            StoreRule.MSG_12,
            StoreRule.MSG_47),
        Mutant.of(
            "shares keys between mailboxes",
            "a key that another mailbox knows is answered as already stored",
            MessageMutants.broken(SharesKeys::new),
            StoreRule.MSG_13),
        Mutant.of(
            "looks at 50 keys at most",
            "outcome of 100 keys",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Map<DeliveryKey, MessageId> outcome(
                          MailboxId mailboxId, List<DeliveryKey> keys) {
                        return real.outcome(mailboxId, keys.subList(0, Math.min(50, keys.size())));
                      }
                    }),
            StoreRule.MSG_14),
        Mutant.of(
            "forgets the key of an erased message in outcome",
            "outcome of 100 keys",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Map<DeliveryKey, MessageId> outcome(
                          MailboxId mailboxId, List<DeliveryKey> keys) {
                        Map<DeliveryKey, MessageId> known =
                            new HashMap<>(real.outcome(mailboxId, keys));
                        known.values().removeIf(id -> real.find(mailboxId, id).isEmpty());
                        return known;
                      }
                    }),
            StoreRule.MSG_14,
            StoreRule.STO_05,
            StoreRule.OUT_08),
        Mutant.of(
            "names one missing mailbox",
            "append to an erased mailbox and one that never was",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        AppendOutcome outcome = real.append(delivery);
                        return outcome instanceof AppendOutcome.MailboxesGone gone
                            ? new AppendOutcome.MailboxesGone(
                                Set.of(gone.mailboxIds().iterator().next()))
                            : outcome;
                      }
                    }),
            StoreRule.MSG_15),
        Mutant.of(
            "stores in the mailboxes that are there",
            "messages left behind by a delivery that failed",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        AppendOutcome outcome = real.append(delivery);
                        if (outcome instanceof AppendOutcome.MailboxesGone gone) {
                          List<Delivery.Target> there =
                              delivery.targets().stream()
                                  .filter(to -> !gone.mailboxIds().contains(to.mailboxId()))
                                  .toList();
                          if (!there.isEmpty()) {
                            real.append(with(delivery, there));
                          }
                        }
                        return outcome;
                      }
                    }),
            StoreRule.MSG_15),
        Mutant.of(
            "stores what could be read",
            "thrown by append when the content fails after 0 bytes",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        try {
                          return real.append(delivery);
                        } catch (StoreException e) {
                          if (e.getCause() instanceof IOException) {
                            return real.append(with(delivery, Specimens.content(new byte[1])));
                          }
                          throw e;
                        }
                      }
                    }),
            StoreRule.MSG_16),
        Mutant.of(
            "throws UncheckedIOException",
            "thrown by append when the content fails after 0 bytes",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        try {
                          return real.append(delivery);
                        } catch (StoreException e) {
                          if (e.getCause() instanceof IOException cause) {
                            throw new UncheckedIOException(cause);
                          }
                          throw e;
                        }
                      }
                    }),
            StoreRule.MSG_16),
        Mutant.of(
            "does not count the bytes",
            "when 1,000 bytes come of",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        return real.append(with(delivery, uncounted(delivery.content())));
                      }
                    }),
            StoreRule.MSG_17),
        Mutant.of(
            "commits when an Error flies",
            "messages left behind by a delivery that failed",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        try {
                          return real.append(delivery);
                        } catch (Error e) {
                          real.append(with(delivery, Specimens.content(new byte[1])));
                          throw e;
                        }
                      }
                    }),
            StoreRule.MSG_18),
        Mutant.of(
            "answers in the order of the mailbox ids",
            "results of 100 targets, in their order",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        if (delivery.targets().size() < 100) {
                          return real.append(delivery);
                        }
                        List<Delivery.Target> sorted = new ArrayList<>(delivery.targets());
                        sorted.sort(Comparator.comparing(Delivery.Target::mailboxId));
                        return real.append(with(delivery, sorted));
                      }
                    }),
            StoreRule.MSG_25),
        Mutant.of(
            "keeps the array it was handed",
            "after the array that was handed in was changed",
            MessageMutants.broken(KeepsArrays::new),
            StoreRule.MSG_30),
        Mutant.of(
            "keeps an alias as often as it is named",
            "aliases of a delivery that names one of two twice",
            MessageMutants.broken(KeepsAliases::new),
            StoreRule.MSG_31));
  }

  private static MessageContent uncounted(MessageContent content) {
    if (content.inMemory().isPresent()) {
      return content;
    }
    try (InputStream in = content.openStream()) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      in.transferTo(all);
      return Specimens.content(all.toByteArray());
    } catch (IOException | RuntimeException | Error e) {
      return content; // fails once more where it should
    }
  }

  private static final class ErasesCopies extends ForwardingMessages {

    private final Map<MessageId, List<Delivery.Target>> copies = new ConcurrentHashMap<>();

    ErasesCopies(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      delivery.targets().forEach(to -> copies.put(to.messageId(), delivery.targets()));
      return real.append(delivery);
    }

    @Override
    public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
      for (MessageId id : messageIds) {
        for (Delivery.Target copy : copies.getOrDefault(id, List.of())) {
          if (!copy.mailboxId().equals(mailboxId) && real.find(mailboxId, id).isPresent()) {
            real.erase(copy.mailboxId(), List.of(copy.messageId()));
          }
        }
      }
      return real.erase(mailboxId, messageIds);
    }
  }

  private static final class ReplacesBytes extends ForwardingMessages {

    private final Map<MessageId, byte[]> replaced = new ConcurrentHashMap<>();

    ReplacesBytes(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      AppendOutcome outcome = real.append(delivery);
      if (outcome instanceof AppendOutcome.Appended appended
          && appended.results().get(0).alreadyStored()) {
        delivery
            .content()
            .inMemory()
            .ifPresent(bytes -> replaced.put(appended.results().get(0).messageId(), bytes));
      }
      return outcome;
    }

    @Override
    public Optional<ContentRange> content(
        MailboxId mailboxId, MessageId messageId, long offset, int length) {
      byte[] bytes = replaced.get(messageId);
      return bytes == null
          ? real.content(mailboxId, messageId, offset, length)
          : Optional.of(new ContentRange(bytes.length, offset == 0 ? bytes : new byte[0]));
    }
  }

  private static final class AddsAliasesByPattern extends ForwardingMessages {

    AddsAliasesByPattern(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      Delivery.Target target = delivery.targets().get(0);
      Optional<List<MatchedAlias>> present =
          Optional.ofNullable(
                  real.outcome(target.mailboxId(), List.of(target.key())).get(target.key()))
              .flatMap(id -> real.find(target.mailboxId(), id))
              .map(StoredMessage::aliases);
      if (present.isEmpty()) {
        return real.append(delivery);
      }
      List<MatchedAlias> more = new ArrayList<>(target.aliases());
      more.removeIf(
          alias -> present.get().stream().anyMatch(known -> known.alias().equals(alias.alias())));
      return real.append(
          with(delivery, List.of(with(target, more.isEmpty() ? present.get() : more))));
    }
  }

  /** Lists more than a hundred aliases when more were named. */
  private static final class TakesAliasesWithoutEnd extends ForwardingMessages {

    private final Map<DeliveryKey, List<MatchedAlias>> named = new ConcurrentHashMap<>();
    private final Map<MessageId, DeliveryKey> keys = new ConcurrentHashMap<>();

    TakesAliasesWithoutEnd(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      for (Delivery.Target target : delivery.targets()) {
        named.put(target.key(), target.aliases());
        keys.put(target.messageId(), target.key());
      }
      return real.append(delivery);
    }

    @Override
    public List<MessageSummary> list(MailboxId mailboxId, Optional<MessageId> before, int limit) {
      return real.list(mailboxId, before, limit).stream().map(this::more).toList();
    }

    private MessageSummary more(MessageSummary line) {
      DeliveryKey key = keys.get(line.id());
      List<MatchedAlias> last = key == null ? line.aliases() : named.get(key);
      return line.aliases().size() < Delivery.MAX_ALIASES || last == null
          ? line
          : new MessageSummary(
              line.id(),
              line.receivedAt(),
              line.from(),
              line.subject(),
              line.snippet(),
              last,
              line.attachmentCount(),
              line.sizeBytes(),
              line.completeness(),
              line.traits());
    }
  }

  private static final class SharesKeys extends ForwardingMessages {

    private record First(MailboxId mailboxId, AppendOutcome.Result result) {}

    private final Map<DeliveryKey, First> known = new ConcurrentHashMap<>();

    SharesKeys(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      Delivery.Target target = delivery.targets().get(0);
      First first = known.get(target.key());
      if (first != null
          && !first.mailboxId().equals(target.mailboxId())
          && delivery.targets().size() == 1) {
        return new AppendOutcome.Appended(
            List.of(new AppendOutcome.Result(first.result().messageId(), true)));
      }
      AppendOutcome outcome = real.append(delivery);
      if (outcome instanceof AppendOutcome.Appended appended && appended.results().size() == 1) {
        known.put(target.key(), new First(target.mailboxId(), appended.results().get(0)));
      }
      return outcome;
    }
  }

  private static final class KeepsArrays extends ForwardingMessages {

    private final Map<MessageId, byte[]> arrays = new ConcurrentHashMap<>();

    KeepsArrays(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      delivery
          .content()
          .inMemory()
          .filter(bytes -> bytes.length == 1000)
          .ifPresent(bytes -> arrays.put(delivery.targets().get(0).messageId(), bytes));
      return real.append(delivery);
    }

    @Override
    public Optional<ContentRange> content(
        MailboxId mailboxId, MessageId messageId, long offset, int length) {
      Optional<ContentRange> some = real.content(mailboxId, messageId, offset, length);
      byte[] kept = arrays.get(messageId);
      return kept == null || some.isEmpty() || some.get().bytes().length != kept.length
          ? some
          : Optional.of(new ContentRange(kept.length, kept.clone()));
    }
  }

  private static final class KeepsAliases extends ForwardingMessages {

    private final Map<MessageId, List<MatchedAlias>> aliases = new ConcurrentHashMap<>();

    KeepsAliases(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      delivery.targets().forEach(to -> aliases.put(to.messageId(), to.aliases()));
      return real.append(delivery);
    }

    @Override
    public Optional<StoredMessage> find(MailboxId mailboxId, MessageId messageId) {
      return real.find(mailboxId, messageId)
          .map(
              message -> {
                List<MatchedAlias> named = aliases.getOrDefault(messageId, List.of());
                return named.size() <= message.aliases().size()
                    ? message
                    : new StoredMessage(
                        mailboxId,
                        messageId,
                        message.reception(),
                        named,
                        message.sizeBytes(),
                        message.index());
              });
    }
  }
}
