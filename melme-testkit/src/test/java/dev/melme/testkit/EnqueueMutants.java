package dev.melme.testkit;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundState;
import dev.melme.api.outbound.RecipientField;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutgoingMessage;
import dev.melme.spi.Pending;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.ThreadKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stores that break the rules of sending a message and of finding it again. */
final class EnqueueMutants {

  private EnqueueMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "shows who was to be hidden",
            "what the outbox keeps, read back",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public EnqueueOutcome enqueue(
                          OutgoingMessage message, Optional<DraftVersion> draft) {
                        return real.enqueue(
                            with(message, with(message.outbound(), EnqueueMutants::shown)), draft);
                      }
                    }),
            StoreRule.OUT_01,
            StoreRule.OUT_09),
        Mutant.of(
            "takes a sent copy for a message that came in",
            "a sent copy with its conversation",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Pending pending(MailboxId mailboxId, int limit) {
                        Pending pending = real.pending(mailboxId, limit);
                        return new Pending(
                            pending.lastPosition(),
                            pending.messages().stream().map(EnqueueMutants::received).toList(),
                            pending.changesWait());
                      }
                    }),
            StoreRule.OUT_02,
            StoreRule.OUT_03,
            StoreRule.OUT_29),
        Mutant.of(
            "does not make the conversation known",
            "the conversation of a sent copy, by its own key",
            EnqueueMutants::withoutConversations,
            StoreRule.OUT_03),
        Mutant.of(
                "sends the draft whatever its version is",
                "enqueue() with a draft that was changed",
                ForwardingOutbox.broken(
                    store ->
                        new ForwardingOutbox(store) {
                          @Override
                          public EnqueueOutcome enqueue(
                              OutgoingMessage message, Optional<DraftVersion> draft) {
                            MailboxId mailboxId = message.outbound().mailboxId();
                            Optional<DraftVersion> current =
                                draft.flatMap(
                                    seen ->
                                        store
                                            .drafts()
                                            .find(mailboxId, seen.id())
                                            .map(
                                                found ->
                                                    new DraftVersion(found.id(), found.version())));
                            return real.enqueue(message, current.or(() -> draft));
                          }
                        }),
                StoreRule.OUT_04)
            .andByChance(StoreRule.OUT_05),
        Mutant.of(
            "keeps the sent copy of a draft that was changed",
            "usage after a message was not enqueued",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public EnqueueOutcome enqueue(
                          OutgoingMessage message, Optional<DraftVersion> draft) {
                        EnqueueOutcome outcome = real.enqueue(message, draft);
                        if (outcome == EnqueueOutcome.DRAFT_CHANGED) {
                          real.enqueue(message, Optional.empty());
                        }
                        return outcome;
                      }
                    }),
            StoreRule.OUT_04,
            StoreRule.OUT_05),
        Mutant.of(
            "looks at the draft before it sends",
            "threads of 8 that sent or saved one version of a draft",
            ForwardingOutbox.broken(ChecksThenSends::new),
            StoreRule.OUT_05,
            StoreRule.OUT_30),
        Mutant.of(
            "looks for the draft of what it has sent",
            "enqueue() of",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public EnqueueOutcome enqueue(
                          OutgoingMessage message, Optional<DraftVersion> draft) {
                        MailboxId mailboxId = message.outbound().mailboxId();
                        return draft
                                .filter(seen -> store.drafts().find(mailboxId, seen.id()).isEmpty())
                                .isPresent()
                            ? EnqueueOutcome.DRAFT_CHANGED
                            : real.enqueue(message, draft);
                      }
                    }),
            StoreRule.OUT_30),
        Mutant.of(
            "takes what no mailbox has",
            "enqueue() without a mailbox",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public EnqueueOutcome enqueue(
                          OutgoingMessage message, Optional<DraftVersion> draft) {
                        EnqueueOutcome outcome = real.enqueue(message, draft);
                        return outcome == EnqueueOutcome.NO_MAILBOX
                            ? EnqueueOutcome.ENQUEUED
                            : outcome;
                      }
                    }),
            StoreRule.OUT_06),
        Mutant.of(
                "removes the draft before it reads the content",
                "the draft of a message that could not be enqueued",
                ForwardingOutbox.broken(
                    store ->
                        new ForwardingOutbox(store) {
                          @Override
                          public EnqueueOutcome enqueue(
                              OutgoingMessage message, Optional<DraftVersion> draft) {
                            if (draft.isEmpty()) {
                              return real.enqueue(message, draft);
                            }
                            return removes(store, message, draft.get())
                                ? real.enqueue(message, Optional.empty())
                                : EnqueueOutcome.DRAFT_CHANGED;
                          }
                        }),
                StoreRule.OUT_07,
                StoreRule.OUT_30)
            .andByChance(StoreRule.OUT_05),
        Mutant.of(
            "keeps no keys of sent copies",
            "outcome of a message that was enqueued",
            EnqueueMutants::withoutKeys,
            StoreRule.OUT_08),
        Mutant.of(
            "cuts operators at 50 characters",
            "what the outbox keeps of a message with unusual values",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public EnqueueOutcome enqueue(
                          OutgoingMessage message, Optional<DraftVersion> draft) {
                        Optional<String> cut =
                            message
                                .outbound()
                                .operator()
                                .map(text -> text.substring(0, Math.min(50, text.length())));
                        return real.enqueue(with(message, with(message.outbound(), cut)), draft);
                      }
                    }),
            StoreRule.OUT_09),
        Mutant.of(
            "finds messages in the order in which they are asked for",
            "find() of 500",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public List<Outbound> find(
                          MailboxId mailboxId, Collection<MessageId> messageIds) {
                        return messageIds.stream()
                            .distinct()
                            .flatMap(id -> real.find(mailboxId, List.of(id)).stream())
                            .toList();
                      }
                    }),
            StoreRule.OUT_10),
        Mutant.of(
            "finds what was sent by its id alone",
            "OutboxRepository.find answers",
            ForwardingOutbox.broken(
                store ->
                    new IgnoresMailbox(store) {
                      @Override
                      public List<Outbound> find(
                          MailboxId mailboxId, Collection<MessageId> messageIds) {
                        return messageIds.stream()
                            .distinct()
                            .sorted()
                            .flatMap(id -> known(owner(mailboxId, id), id).stream())
                            .toList();
                      }
                    }),
            StoreRule.MSG_21,
            StoreRule.OUT_10),
        Mutant.of(
            "calls messages back by their id alone",
            "OutboxRepository.cancel",
            ForwardingOutbox.broken(
                store ->
                    new IgnoresMailbox(store) {
                      @Override
                      public boolean cancel(
                          MailboxId mailboxId,
                          MessageId id,
                          Optional<String> operator,
                          Instant at) {
                        return real.cancel(owner(mailboxId, id), id, operator, at);
                      }
                    }),
            StoreRule.MSG_21,
            StoreRule.OUT_22),
        Mutant.of(
            "ignores the case of a Message-ID",
            "which none has",
            ForwardingOutbox.broken(IgnoresCase::new),
            StoreRule.OUT_11),
        Mutant.of(
            "looks for a Message-ID in all mailboxes",
            "only another mailbox used",
            ForwardingOutbox.broken(FindsEverywhere::new),
            StoreRule.OUT_11),
        Mutant.of(
            "lists nothing that is in hand",
            "messages of three mailboxes that are QUEUED",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public List<Outbound> list(
                          OutboundState state, Optional<MessageId> before, int limit) {
                        return real.list(state, before, limit).stream()
                            .filter(each -> !each.inHand())
                            .toList();
                      }
                    }),
            StoreRule.OUT_12,
            StoreRule.OUT_26));
  }

  private static OutboundRecipient shown(OutboundRecipient recipient) {
    return recipient.field() == RecipientField.BCC
        ? OutboundRecipient.waiting(recipient.address(), RecipientField.CC)
        : recipient;
  }

  private static PendingMessage received(PendingMessage message) {
    return new PendingMessage(
        message.messageId(),
        message.receivedAt(),
        message.messageIdField(),
        message.inReplyTo(),
        message.references(),
        message.subject(),
        message.from(),
        message.to(),
        message.cc(),
        message.aliases(),
        message.attachmentCount(),
        Folder.INBOX,
        Optional.empty(),
        message.report());
  }

  private static boolean removes(InMemoryStore store, OutgoingMessage message, DraftVersion seen) {
    MailboxId mailboxId = message.outbound().mailboxId();
    Optional<Draft> draft = store.drafts().find(mailboxId, seen.id());
    return draft.filter(found -> found.version() == seen.version()).isPresent()
        && store.drafts().delete(mailboxId, seen.id());
  }

  private static MelMeStore withoutConversations(InMemoryStore store) {
    Set<ThreadKey> unknown = ConcurrentHashMap.newKeySet();
    ForwardingOutbox outbox =
        new ForwardingOutbox(store) {
          @Override
          public EnqueueOutcome enqueue(OutgoingMessage message, Optional<DraftVersion> draft) {
            List<ThreadKey> keys =
                message.conversation().map(ThreadKey::ofConversation).stream().toList();
            if (store.messages().threads(message.outbound().mailboxId(), keys).isEmpty()) {
              unknown.addAll(keys);
            }
            return real.enqueue(message, draft);
          }
        };
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public Map<ThreadKey, ConversationId> threads(
              MailboxId mailboxId, Collection<ThreadKey> keys) {
            Map<ThreadKey, ConversationId> known = new HashMap<>(real.threads(mailboxId, keys));
            known.keySet().removeAll(unknown);
            return known;
          }
        };
    return with(store, messages, outbox);
  }

  private static MelMeStore withoutKeys(InMemoryStore store) {
    Set<DeliveryKey> forgotten = ConcurrentHashMap.newKeySet();
    ForwardingOutbox outbox =
        new ForwardingOutbox(store) {
          @Override
          public EnqueueOutcome enqueue(OutgoingMessage message, Optional<DraftVersion> draft) {
            forgotten.add(message.key());
            return real.enqueue(message, draft);
          }
        };
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public Map<DeliveryKey, MessageId> outcome(MailboxId mailboxId, List<DeliveryKey> keys) {
            Map<DeliveryKey, MessageId> known = new HashMap<>(real.outcome(mailboxId, keys));
            known.keySet().removeAll(forgotten);
            return known;
          }
        };
    return with(store, messages, outbox);
  }

  private static MelMeStore with(
      InMemoryStore store, ForwardingMessages messages, ForwardingOutbox outbox) {
    return new ForwardingStore(store, store.mailboxes(), store.aliases(), messages) {
      @Override
      public OutboxRepository outbox() {
        return outbox;
      }
    };
  }

  private static final class ChecksThenSends extends ForwardingOutbox {

    ChecksThenSends(InMemoryStore store) {
      super(store);
    }

    @Override
    public EnqueueOutcome enqueue(OutgoingMessage message, Optional<DraftVersion> draft) {
      MailboxId mailboxId = message.outbound().mailboxId();
      if (draft.isEmpty()) {
        return real.enqueue(message, draft);
      }
      Optional<Draft> found = store.drafts().find(mailboxId, draft.get().id());
      if (found.filter(each -> each.version() == draft.get().version()).isEmpty()) {
        return EnqueueOutcome.DRAFT_CHANGED;
      }
      gate.meet();
      EnqueueOutcome outcome = real.enqueue(message, Optional.empty());
      store.drafts().delete(mailboxId, draft.get().id());
      return outcome;
    }
  }

  private static class IgnoresMailbox extends ForwardingOutbox {

    private final Map<MessageId, MailboxId> owners = new ConcurrentHashMap<>();

    IgnoresMailbox(InMemoryStore store) {
      super(store);
    }

    @Override
    public EnqueueOutcome enqueue(OutgoingMessage message, Optional<DraftVersion> draft) {
      owners.put(message.outbound().messageId(), message.outbound().mailboxId());
      return real.enqueue(message, draft);
    }

    MailboxId owner(MailboxId asked, MessageId id) {
      return owners.getOrDefault(id, asked);
    }
  }

  private static class FindsEverywhere extends ForwardingOutbox {

    final List<Outbound> enqueued = new ArrayList<>();

    FindsEverywhere(InMemoryStore store) {
      super(store);
    }

    @Override
    public EnqueueOutcome enqueue(OutgoingMessage message, Optional<DraftVersion> draft) {
      EnqueueOutcome outcome = real.enqueue(message, draft);
      if (outcome == EnqueueOutcome.ENQUEUED && !racing()) {
        enqueued.add(message.outbound());
      }
      return outcome;
    }

    @Override
    public Optional<MessageId> findByMessageId(MailboxId mailboxId, String messageIdField) {
      return real.findByMessageId(mailboxId, messageIdField)
          .or(
              () ->
                  enqueued.stream()
                      .filter(each -> each.messageIdField().equals(messageIdField))
                      .filter(each -> known(each.mailboxId(), each.messageId()).isPresent())
                      .map(Outbound::messageId)
                      .findFirst());
    }
  }

  private static final class IgnoresCase extends FindsEverywhere {

    IgnoresCase(InMemoryStore store) {
      super(store);
    }

    @Override
    public Optional<MessageId> findByMessageId(MailboxId mailboxId, String messageIdField) {
      String folded = messageIdField.toLowerCase(Locale.ROOT);
      return real.findByMessageId(mailboxId, messageIdField)
          .or(
              () ->
                  enqueued.stream()
                      .filter(each -> each.mailboxId().equals(mailboxId))
                      .filter(each -> each.messageIdField().toLowerCase(Locale.ROOT).equals(folded))
                      .filter(each -> known(mailboxId, each.messageId()).isPresent())
                      .map(Outbound::messageId)
                      .findFirst());
    }
  }
}
