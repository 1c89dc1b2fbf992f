package dev.melme.testkit;

import dev.melme.api.DeliveryKey;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.Slug;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.MelMeStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Stores that break the rules of mailboxes. */
final class MailboxMutants {

  private MailboxMutants() {}

  private static Function<InMemoryStore, MelMeStore> broken(
      Function<InMemoryStore, ForwardingMailboxes> mutant) {
    return store -> ForwardingStore.with(store, mutant.apply(store));
  }

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "forgets the recovery address",
            "find by id after create",
            broken(
                store ->
                    new ForwardingMailboxes(store) {
                      @Override
                      public boolean create(Mailbox mailbox) {
                        return real.create(mailbox.withRecoveryAddress(Optional.empty()));
                      }
                    }),
            StoreRule.MBX_01),
        Mutant.of(
            "overwrites the mailbox of a taken slug",
            "the mailbox of the slug after the second create",
            broken(
                store ->
                    new ForwardingMailboxes(store) {
                      @Override
                      public boolean create(Mailbox mailbox) {
                        boolean created = real.create(mailbox);
                        if (!created) {
                          real.find(mailbox.slug())
                              .ifPresent(
                                  old ->
                                      real.update(
                                          old.withName("overwritten")
                                              .withVersion(old.version() + 1)));
                        }
                        return created;
                      }
                    }),
            StoreRule.MBX_02,
            StoreRule.MBX_03),
        Mutant.of(
            "looks a slug up before it inserts",
            "threads that created the slug",
            broken(
                store ->
                    new ForwardingMailboxes(store) {
                      @Override
                      public boolean create(Mailbox mailbox) {
                        if (real.find(mailbox.slug()).isPresent()) {
                          return false;
                        }
                        gate.meet();
                        return real.create(mailbox) || real.find(mailbox.slug()).isPresent();
                      }
                    }),
            StoreRule.MBX_03),
        Mutant.of(
            "leaves the quota out of an update",
            "find by id after an update",
            broken(
                store ->
                    new ForwardingMailboxes(store) {
                      @Override
                      public boolean update(Mailbox changed) {
                        return real.update(changed.withQuota(Optional.empty()));
                      }
                    }),
            StoreRule.MBX_04),
        Mutant.of(
            "lets the last update win",
            "update() of stored version 2 with the new versions 1, 2 and 4",
            broken(
                store ->
                    new ForwardingMailboxes(store) {
                      @Override
                      public boolean update(Mailbox changed) {
                        Optional<Mailbox> old = real.find(changed.id());
                        old.ifPresent(
                            stored -> real.update(changed.withVersion(stored.version() + 1)));
                        return old.isPresent();
                      }
                    }),
            StoreRule.MBX_05,
            StoreRule.MBX_06,
            StoreRule.SES_12),
        Mutant.of(
            "compares the version before it writes",
            "threads that were told that their update to version",
            broken(
                store ->
                    new ForwardingMailboxes(store) {
                      @Override
                      public boolean update(Mailbox changed) {
                        boolean next =
                            real.find(changed.id())
                                .filter(old -> old.version() + 1 == changed.version())
                                .isPresent();
                        gate.meet();
                        if (next) {
                          real.update(changed);
                        }
                        return next;
                      }
                    }),
            StoreRule.MBX_06),
        Mutant.of(
            "writes the time of creation in an update",
            "a mailbox after an update with another slug and time of creation",
            broken(RewritesCreation::new),
            StoreRule.MBX_07),
        Mutant.of(
            "erases what is not there",
            "erase() twice",
            broken(
                store ->
                    new ForwardingMailboxes(store) {
                      @Override
                      public boolean erase(MailboxId id) {
                        real.erase(id);
                        return true;
                      }
                    }),
            StoreRule.MBX_08),
        Mutant.of(
            "leaves the bytes behind when it erases a mailbox",
            "bytes of a message of the erased mailbox",
            MailboxMutants::leavesBytes,
            StoreRule.MBX_09),
        Mutant.of(
            "frees the slug of an erased mailbox",
            "create() with the slug of an erased mailbox",
            broken(
                store ->
                    new ForwardingMailboxes(store) {
                      @Override
                      public boolean create(Mailbox mailbox) {
                        return real.create(mailbox) || real.find(mailbox.slug()).isEmpty();
                      }
                    }),
            StoreRule.MBX_10),
        Mutant.of(
            "erases all copies of a message with one of its mailboxes",
            "the other mailbox's copy of the message",
            MailboxMutants::erasesCopies,
            StoreRule.MBX_11,
            StoreRule.MSG_45),
        Mutant.of(
            "begins a page with the last slug of the one before",
            "pages of 3 mailboxes",
            broken(
                store ->
                    new ForwardingMailboxes(store) {
                      @Override
                      public List<Mailbox> list(Optional<Slug> after, int limit) {
                        List<Mailbox> page = new ArrayList<>();
                        after.flatMap(real::find).ifPresent(page::add);
                        page.addAll(real.list(after, limit - page.size()));
                        return page;
                      }
                    }),
            StoreRule.MBX_12),
        Mutant.of(
            "counts a redelivery",
            "usage when empty, with 1,000 bytes",
            MailboxMutants::countsRedeliveries,
            StoreRule.MBX_13),
        Mutant.of(
            "trims titles",
            "a mailbox with unusual texts, read back",
            broken(
                store ->
                    new ForwardingMailboxes(store) {
                      @Override
                      public boolean create(Mailbox mailbox) {
                        return real.create(mailbox.withName(mailbox.name().strip()));
                      }
                    }),
            StoreRule.MBX_14));
  }

  private static final class RewritesCreation extends ForwardingMailboxes {

    private final Map<MailboxId, Instant> rewritten = new ConcurrentHashMap<>();

    RewritesCreation(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean update(Mailbox changed) {
      boolean updated = real.update(changed);
      if (updated) {
        rewritten.put(changed.id(), changed.createdAt());
      }
      return updated;
    }

    @Override
    public Optional<Mailbox> find(MailboxId id) {
      return real.find(id)
          .map(
              stored ->
                  new Mailbox(
                      stored.id(),
                      stored.slug(),
                      stored.name(),
                      stored.senderName(),
                      stored.description(),
                      stored.recoveryAddress(),
                      stored.status(),
                      stored.quota(),
                      rewritten.getOrDefault(id, stored.createdAt()),
                      stored.version()));
    }
  }

  private static MelMeStore leavesBytes(InMemoryStore store) {
    Map<MessageId, ContentRange> leftBehind = new ConcurrentHashMap<>();
    ForwardingMailboxes mailboxes =
        new ForwardingMailboxes(store) {
          @Override
          public boolean erase(MailboxId id) {
            for (MessageSummary summary : store.messages().list(id, Optional.empty(), 1000)) {
              store
                  .messages()
                  .content(id, summary.id(), 0, 1000)
                  .ifPresent(bytes -> leftBehind.put(summary.id(), bytes));
            }
            return real.erase(id);
          }
        };
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public Optional<ContentRange> content(
              MailboxId mailboxId, MessageId messageId, long offset, int length) {
            return real.content(mailboxId, messageId, offset, length)
                .or(() -> Optional.ofNullable(leftBehind.get(messageId)));
          }
        };
    return new ForwardingStore(store, mailboxes, store.aliases(), messages);
  }

  private static MelMeStore erasesCopies(InMemoryStore store) {
    Map<DeliveryKey, List<Delivery.Target>> copies = new ConcurrentHashMap<>();
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public AppendOutcome append(Delivery delivery) {
            for (Delivery.Target target : delivery.targets()) {
              copies.put(target.key(), delivery.targets());
            }
            return real.append(delivery);
          }
        };
    ForwardingMailboxes mailboxes =
        new ForwardingMailboxes(store) {
          @Override
          public boolean erase(MailboxId id) {
            for (List<Delivery.Target> targets : copies.values()) {
              if (targets.stream().anyMatch(target -> target.mailboxId().equals(id))) {
                targets.forEach(
                    copy -> store.messages().erase(copy.mailboxId(), List.of(copy.messageId())));
              }
            }
            return real.erase(id);
          }
        };
    return new ForwardingStore(store, mailboxes, store.aliases(), messages);
  }

  private static MelMeStore countsRedeliveries(InMemoryStore store) {
    Map<MailboxId, Long> redeliveries = new HashMap<>();
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public synchronized AppendOutcome append(Delivery delivery) {
            for (Delivery.Target target : delivery.targets()) {
              MessageId stored =
                  real.outcome(target.mailboxId(), List.of(target.key())).get(target.key());
              if (stored != null && real.find(target.mailboxId(), stored).isPresent()) {
                redeliveries.merge(target.mailboxId(), 1L, Long::sum);
              }
            }
            return real.append(delivery);
          }
        };
    ForwardingMailboxes mailboxes =
        new ForwardingMailboxes(store) {
          @Override
          public MailboxUsage usage(MailboxId id) {
            MailboxUsage usage = real.usage(id);
            return new MailboxUsage(
                usage.messages() + redeliveries.getOrDefault(id, 0L), usage.bytes());
          }
        };
    return new ForwardingStore(store, mailboxes, store.aliases(), messages);
  }
}
