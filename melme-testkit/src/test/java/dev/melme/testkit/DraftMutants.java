package dev.melme.testkit;

import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.ContentRange;
import dev.melme.spi.MessageContent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Stores that break the rules of drafts. */
final class DraftMutants {

  private static final int CHUNK = 256 * 1024;

  private DraftMutants() {}

  static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>(drafts());
    all.addAll(files());
    all.addAll(strangers());
    return all;
  }

  private static List<Mutant> drafts() {
    return List.of(
        Mutant.of(
            "forgets what a draft answers",
            "a draft, read back",
            ForwardingDrafts.broken(
                store ->
                    new ForwardingDrafts(store) {
                      @Override
                      public boolean create(Draft draft) {
                        return real.create(with(draft, Optional.empty(), draft.text()));
                      }
                    }),
            StoreRule.DRF_01),
        Mutant.of(
            "takes drafts of any mailbox",
            "create() without a mailbox",
            ForwardingDrafts.broken(
                store ->
                    new ForwardingDrafts(store) {
                      @Override
                      public boolean create(Draft draft) {
                        real.create(draft);
                        return true;
                      }
                    }),
            StoreRule.DRF_02),
        Mutant.of(
            "replaces the files of a draft by none",
            "a draft after an update",
            ForwardingDrafts.broken(
                store ->
                    new ForwardingDrafts(store) {
                      @Override
                      public boolean update(Draft changed) {
                        boolean updated = real.update(changed);
                        if (updated) {
                          real.find(changed.mailboxId(), changed.id())
                              .map(Draft::attachments)
                              .orElse(List.of())
                              .forEach(
                                  file ->
                                      real.detach(
                                          changed.mailboxId(), changed.id(), file.number()));
                        }
                        return updated;
                      }
                    }),
            StoreRule.DRF_03,
            StoreRule.DRF_06,
            StoreRule.DRF_08,
            StoreRule.DRF_10,
            StoreRule.OUT_04),
        Mutant.of(
                "replaces a draft whatever its version is",
                "of a draft of version 2",
                ForwardingDrafts.broken(
                    store ->
                        new ForwardingDrafts(store) {
                          @Override
                          public boolean update(Draft changed) {
                            long version =
                                real.find(changed.mailboxId(), changed.id())
                                    .map(Draft::version)
                                    .orElse(0L);
                            return real.update(changed.saved(version + 1, changed.savedAt()));
                          }
                        }),
                StoreRule.DRF_04)
            .andByChance(StoreRule.DRF_05, StoreRule.OUT_05),
        Mutant.of(
                "looks at the version before it writes",
                "threads that updated one version of a draft",
                ForwardingDrafts.broken(
                    store ->
                        new ForwardingDrafts(store) {
                          @Override
                          public boolean update(Draft changed) {
                            boolean next =
                                real.find(changed.mailboxId(), changed.id())
                                    .filter(found -> found.version() + 1 == changed.version())
                                    .isPresent();
                            if (next) {
                              gate.meet();
                            }
                            return real.update(changed) || next;
                          }
                        }),
                StoreRule.DRF_05)
            .andByChance(StoreRule.OUT_05),
        Mutant.of(
            "lists the oldest draft first",
            "drafts by id, descending",
            ForwardingDrafts.broken(
                store ->
                    new ForwardingDrafts(store) {
                      @Override
                      public List<Draft> list(
                          MailboxId mailboxId, Optional<DraftId> before, int limit) {
                        List<Draft> page = new ArrayList<>(real.list(mailboxId, before, limit));
                        Collections.reverse(page);
                        return page;
                      }
                    }),
            StoreRule.DRF_06),
        Mutant.of(
            "counts the files of drafts for the limit",
            "pages of 4 of 6 drafts",
            ForwardingDrafts.broken(CountsRows::new),
            StoreRule.DRF_06),
        Mutant.of(
            "deletes what is not there",
            "delete() of a draft, once more",
            ForwardingDrafts.broken(
                store ->
                    new ForwardingDrafts(store) {
                      @Override
                      public boolean delete(MailboxId mailboxId, DraftId id) {
                        real.delete(mailboxId, id);
                        return true;
                      }
                    }),
            StoreRule.DRF_07,
            StoreRule.DRF_02),
        Mutant.of(
            "cuts texts at 65,535 characters",
            "a draft with the longest values",
            ForwardingDrafts.broken(
                store ->
                    new ForwardingDrafts(store) {
                      @Override
                      public boolean create(Draft draft) {
                        return real.create(
                            with(
                                draft,
                                draft.answers(),
                                draft
                                    .text()
                                    .filter(text -> text.length() > 65_535)
                                    .map(text -> text.substring(0, 65_534))
                                    .or(draft::text)));
                      }
                    }),
            StoreRule.DRF_08),
        Mutant.of(
            "counts the files of drafts in the usage",
            "usage of a mailbox that has nothing but a draft",
            store ->
                ForwardingStore.with(
                    store,
                    new ForwardingMailboxes(store) {
                      @Override
                      public MailboxUsage usage(MailboxId id) {
                        long bytes =
                            store.drafts().list(id, Optional.empty(), 1000).stream()
                                .flatMap(draft -> draft.attachments().stream())
                                .mapToLong(DraftAttachment::sizeBytes)
                                .sum();
                        MailboxUsage usage = real.usage(id);
                        return new MailboxUsage(usage.messages(), usage.bytes() + bytes);
                      }
                    }),
            StoreRule.DRF_09,
            StoreRule.OUT_04));
  }

  private static List<Mutant> files() {
    return List.of(
        Mutant.of(
            "gives the number of the last file again when it was removed",
            "files as attach() answered them",
            ForwardingDrafts.broken(ReusesNumbers::new),
            StoreRule.DRF_10),
        Mutant.of(
            "counts the files that a draft ever had",
            "attach() to a draft",
            ForwardingDrafts.broken(
                store ->
                    new ForwardingDrafts(store) {
                      @Override
                      public Optional<DraftAttachment> attach(
                          MailboxId mailboxId,
                          DraftId id,
                          DraftAttachment file,
                          MessageContent content) {
                        boolean full =
                            real
                                .find(mailboxId, id)
                                .map(Draft::attachments)
                                .orElse(List.of())
                                .stream()
                                .anyMatch(each -> each.number() >= Draft.MAX_ATTACHMENTS);
                        return full ? Optional.empty() : real.attach(mailboxId, id, file, content);
                      }
                    }),
            StoreRule.DRF_11),
        Mutant.of(
            "spoils the last byte of a chunk that is exactly full",
            "first wrong byte (-1: none) of a file",
            ForwardingDrafts.broken(
                store ->
                    new ForwardingDrafts(store) {
                      @Override
                      public Optional<ContentRange> content(
                          MailboxId mailboxId, DraftId id, int number, long offset, int length) {
                        Optional<ContentRange> some =
                            real.content(mailboxId, id, number, offset, length);
                        some.map(ContentRange::bytes)
                            .filter(bytes -> bytes.length == CHUNK)
                            .ifPresent(bytes -> bytes[bytes.length - 1]++);
                        return some;
                      }
                    }),
            StoreRule.DRF_12),
        Mutant.of(
            "answers the size of a range as that of the file",
            "totalBytes of content()",
            ForwardingDrafts.broken(
                store ->
                    new ForwardingDrafts(store) {
                      @Override
                      public Optional<ContentRange> content(
                          MailboxId mailboxId, DraftId id, int number, long offset, int length) {
                        return real.content(mailboxId, id, number, offset, length)
                            .map(some -> new ContentRange(some.bytes().length, some.bytes()));
                      }
                    }),
            StoreRule.DRF_12),
        Mutant.of(
            "attaches a file before it reads it",
            "a draft after a file could not be attached",
            ForwardingDrafts.broken(AttachesFirst::new),
            StoreRule.DRF_13),
        Mutant.of(
            "tells two threads one number",
            "each under its own number",
            ForwardingDrafts.broken(TellsOneNumber::new),
            StoreRule.DRF_14),
        Mutant.of(
            "takes bytes that were removed for the end",
            "read while removed",
            ForwardingDrafts.broken(ReadsInTwoSteps::new),
            StoreRule.DRF_15),
        Mutant.of(
            "keeps the drafts of erased mailboxes",
            "drafts left behind in an erased mailbox",
            ForwardingDrafts.broken(KeepsDrafts::new),
            StoreRule.DRF_16));
  }

  private static List<Mutant> strangers() {
    return List.of(
        Mutant.of(
            "finds drafts by their id alone",
            "DraftRepository.find answers",
            ForwardingDrafts.broken(
                store ->
                    new IgnoresMailbox(store) {
                      @Override
                      public Optional<Draft> find(MailboxId mailboxId, DraftId id) {
                        return real.find(owner(mailboxId, id), id);
                      }
                    }),
            StoreRule.DRF_17),
        Mutant.of(
            "removes files by the id of the draft alone",
            "DraftRepository.detach",
            ForwardingDrafts.broken(
                store ->
                    new IgnoresMailbox(store) {
                      @Override
                      public boolean detach(MailboxId mailboxId, DraftId id, int number) {
                        return real.detach(owner(mailboxId, id), id, number);
                      }
                    }),
            StoreRule.DRF_17),
        Mutant.of(
            "reads files by the id of the draft alone",
            "DraftRepository.content answers",
            ForwardingDrafts.broken(
                store ->
                    new IgnoresMailbox(store) {
                      @Override
                      public Optional<ContentRange> content(
                          MailboxId mailboxId, DraftId id, int number, long offset, int length) {
                        return real.content(owner(mailboxId, id), id, number, offset, length);
                      }
                    }),
            StoreRule.DRF_17));
  }

  private static final class CountsRows extends ForwardingDrafts {

    CountsRows(InMemoryStore store) {
      super(store);
    }

    @Override
    public List<Draft> list(MailboxId mailboxId, Optional<DraftId> before, int limit) {
      List<Draft> page = new ArrayList<>();
      int rows = 0;
      for (Draft draft : real.list(mailboxId, before, limit)) {
        rows += Math.max(1, draft.attachments().size());
        if (rows <= limit) {
          page.add(draft);
        }
      }
      return page;
    }
  }

  /** Shows files under other numbers: the highest that is there, and one more. */
  private static final class ReusesNumbers extends ForwardingDrafts {

    private final Map<DraftId, Map<Integer, Integer>> shown = new ConcurrentHashMap<>();

    ReusesNumbers(InMemoryStore store) {
      super(store);
    }

    private Map<Integer, Integer> shown(DraftId id) {
      return shown.computeIfAbsent(id, none -> new ConcurrentHashMap<>());
    }

    private int real(DraftId id, int number) {
      return shown(id).entrySet().stream()
          .filter(each -> each.getValue() == number)
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(0);
    }

    private Draft shown(Draft draft) {
      return draft.withAttachments(
          draft.attachments().stream()
              .map(file -> numbered(file, shown(draft.id()).getOrDefault(file.number(), 0)))
              .toList());
    }

    @Override
    public Optional<Draft> find(MailboxId mailboxId, DraftId id) {
      return real.find(mailboxId, id).map(this::shown);
    }

    @Override
    public List<Draft> list(MailboxId mailboxId, Optional<DraftId> before, int limit) {
      return real.list(mailboxId, before, limit).stream().map(this::shown).toList();
    }

    @Override
    public synchronized Optional<DraftAttachment> attach(
        MailboxId mailboxId, DraftId id, DraftAttachment file, MessageContent content) {
      return real.attach(mailboxId, id, file, content)
          .map(
              attached -> {
                int next = shown(id).values().stream().mapToInt(each -> each).max().orElse(0) + 1;
                shown(id).put(attached.number(), next);
                return numbered(attached, next);
              });
    }

    @Override
    public synchronized boolean detach(MailboxId mailboxId, DraftId id, int number) {
      int known = real(id, number);
      boolean detached = real.detach(mailboxId, id, known);
      if (detached) {
        shown(id).remove(known);
      }
      return detached;
    }

    @Override
    public Optional<ContentRange> content(
        MailboxId mailboxId, DraftId id, int number, long offset, int length) {
      return real.content(mailboxId, id, real(id, number), offset, length);
    }
  }

  private static final class AttachesFirst extends ForwardingDrafts {

    AttachesFirst(InMemoryStore store) {
      super(store);
    }

    @Override
    public Optional<DraftAttachment> attach(
        MailboxId mailboxId, DraftId id, DraftAttachment file, MessageContent content) {
      boolean done = false;
      try {
        Optional<DraftAttachment> attached = real.attach(mailboxId, id, file, content);
        done = true;
        return attached;
      } finally {
        if (!done) {
          real.attach(mailboxId, id, file, Specimens.content(new byte[0]));
        }
      }
    }
  }

  private static final class TellsOneNumber extends ForwardingDrafts {

    private final AtomicReference<Optional<DraftAttachment>> first =
        new AtomicReference<>(Optional.empty());

    TellsOneNumber(InMemoryStore store) {
      super(store);
    }

    @Override
    public Optional<DraftAttachment> attach(
        MailboxId mailboxId, DraftId id, DraftAttachment file, MessageContent content) {
      Optional<DraftAttachment> attached = real.attach(mailboxId, id, file, content);
      if (!ForwardingOutbox.racing() || attached.isEmpty()) {
        return attached;
      }
      Optional<DraftAttachment> before = first.getAndSet(attached);
      return attached.map(own -> numbered(own, before.orElse(own).number()));
    }
  }

  private static final class ReadsInTwoSteps extends ForwardingDrafts {

    ReadsInTwoSteps(InMemoryStore store) {
      super(store);
    }

    private boolean isThere(MailboxId mailboxId, DraftId id, int number) {
      return real.find(mailboxId, id).map(Draft::attachments).orElse(List.of()).stream()
          .anyMatch(file -> file.number() == number);
    }

    @Override
    public Optional<ContentRange> content(
        MailboxId mailboxId, DraftId id, int number, long offset, int length) {
      if (!isThere(mailboxId, id, number)) {
        return Optional.empty();
      }
      gate.await(() -> !isThere(mailboxId, id, number));
      return real.content(mailboxId, id, number, offset, length)
          .or(() -> Optional.of(new ContentRange(0, new byte[0])));
    }
  }

  private static final class KeepsDrafts extends ForwardingDrafts {

    private final Map<MailboxId, Draft> kept = new ConcurrentHashMap<>();

    KeepsDrafts(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean create(Draft draft) {
      boolean created = real.create(draft);
      if (created) {
        kept.put(draft.mailboxId(), draft);
      }
      return created;
    }

    @Override
    public List<Draft> list(MailboxId mailboxId, Optional<DraftId> before, int limit) {
      Draft left = kept.get(mailboxId);
      return left == null || store.mailboxes().find(mailboxId).isPresent()
          ? real.list(mailboxId, before, limit)
          : List.of(left);
    }
  }

  private static class IgnoresMailbox extends ForwardingDrafts {

    private final Map<DraftId, MailboxId> owners = new ConcurrentHashMap<>();

    IgnoresMailbox(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean create(Draft draft) {
      boolean created = real.create(draft);
      if (created) {
        owners.put(draft.id(), draft.mailboxId());
      }
      return created;
    }

    MailboxId owner(MailboxId asked, DraftId id) {
      return owners.getOrDefault(id, asked);
    }
  }
}
