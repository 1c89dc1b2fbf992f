package dev.melme.testkit;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AliasMatch;
import dev.melme.spi.MelMeStore;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** Stores that break the rules of aliases. */
final class AliasMutants {

  private AliasMutants() {}

  private static Function<InMemoryStore, MelMeStore> broken(
      Function<InMemoryStore, ForwardingAliases> mutant) {
    return store -> ForwardingStore.with(store, mutant.apply(store));
  }

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "forgets how an alias refuses",
            "find by pattern after create",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public boolean create(Alias alias) {
                        return real.create(alias.withWhenUnavailable(Alias.WhenUnavailable.REFUSE));
                      }
                    }),
            StoreRule.ALI_01),
        Mutant.of(
            "keeps the key instead of the written address",
            "the address as it was written",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public boolean create(Alias alias) {
                        return real.create(written(alias, alias.pattern().key()));
                      }
                    }),
            StoreRule.ALI_01,
            StoreRule.ALI_07),
        Mutant.of(
            "overwrites the alias of a pattern that exists",
            "the alias after the second create",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public boolean create(Alias alias) {
                        boolean created = real.create(alias);
                        if (!created) {
                          real.find(alias.pattern())
                              .ifPresent(old -> real.update(alias.withVersion(old.version() + 1)));
                        }
                        return created;
                      }
                    }),
            StoreRule.ALI_02,
            StoreRule.ALI_03),
        Mutant.of(
            "looks a pattern up before it inserts",
            "threads that created the alias",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public boolean create(Alias alias) {
                        if (real.find(alias.pattern()).isPresent()) {
                          return false;
                        }
                        gate.meet();
                        return real.create(alias) || real.find(alias.pattern()).isPresent();
                      }
                    }),
            StoreRule.ALI_03),
        Mutant.of(
            "leaves whenUnavailable out of an update",
            "the alias after an update",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public boolean update(Alias changed) {
                        return real.update(
                            changed.withWhenUnavailable(Alias.WhenUnavailable.REFUSE));
                      }
                    }),
            StoreRule.ALI_04),
        Mutant.of(
            "lets the last update win",
            "update() of stored version 2 with the new versions 1, 2 and 4",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public boolean update(Alias changed) {
                        Optional<Alias> old = real.find(changed.pattern());
                        old.ifPresent(
                            stored -> real.update(changed.withVersion(stored.version() + 1)));
                        return old.isPresent();
                      }
                    }),
            StoreRule.ALI_05,
            StoreRule.ALI_06),
        Mutant.of(
            "compares the version before it writes",
            "threads that were told that their update to version",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public boolean update(Alias changed) {
                        boolean next =
                            real.find(changed.pattern())
                                .filter(old -> old.version() + 1 == changed.version())
                                .isPresent();
                        gate.meet();
                        if (next) {
                          real.update(changed);
                        }
                        return next;
                      }
                    }),
            StoreRule.ALI_06),
        Mutant.of(
            "writes the time of creation in an update",
            "an alias after an update with another time of creation",
            broken(RewritesCreation::new),
            StoreRule.ALI_07),
        Mutant.of(
            "deletes what is not there",
            "delete() twice",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public boolean delete(AliasPattern pattern) {
                        real.delete(pattern);
                        return true;
                      }
                    }),
            StoreRule.ALI_08),
        Mutant.of(
            "prefers the last candidate",
            "match when all candidates exist and the first is disabled",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public AliasMatch match(List<AliasPattern> candidates) {
                        List<AliasPattern> reversed = new ArrayList<>(candidates);
                        Collections.reverse(reversed);
                        return real.match(reversed);
                      }
                    }),
            StoreRule.ALI_09),
        Mutant.of(
            "keeps the mailbox it matched first",
            "match after: create, mailbox inactive",
            broken(KeepsMailboxes::new),
            StoreRule.ALI_10),
        Mutant.of(
            "revives an orphan",
            "match of an orphan after other mailboxes were made",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public AliasMatch match(List<AliasPattern> candidates) {
                        AliasMatch match = real.match(candidates);
                        return match.alias() == null || match.mailbox() != null
                            ? match
                            : new AliasMatch(
                                match.alias(),
                                store.mailboxes().list(Optional.empty(), 1).stream()
                                    .findFirst()
                                    .orElse(null),
                                true);
                      }
                    }),
            StoreRule.ALI_11),
        Mutant.of(
            "compares keys without accents, padded",
            "beside its look-alikes",
            broken(store -> new FoldsKeys(store, AliasMutants::withoutAccents)),
            StoreRule.ALI_12),
        Mutant.of(
            "indexes the first 191 characters of a key",
            "create the alias",
            broken(
                store ->
                    new FoldsKeys(store, key -> key.substring(0, Math.min(191, key.length())))),
            StoreRule.ALI_13),
        Mutant.of(
            "takes a sub-domain for the domain",
            "match of an address on sub.enabled.example",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public AliasMatch match(List<AliasPattern> candidates) {
                        AliasMatch match = real.match(candidates);
                        String domain = candidates.get(0).domain();
                        boolean ours =
                            real.domains(Optional.empty(), 100).stream()
                                .anyMatch(own -> domain.endsWith("." + own.ascii()));
                        return match.domainOurs() || !ours ? match : AliasMatch.UNKNOWN_ALIAS;
                      }
                    }),
            StoreRule.ALI_14),
        Mutant.of(
            "does not count orphans for the domain",
            "match of an unknown address on orphan.example",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public AliasMatch match(List<AliasPattern> candidates) {
                        AliasMatch match = real.match(candidates);
                        List<Alias> onDomain =
                            real.list(Optional.empty(), 100).stream()
                                .filter(
                                    alias ->
                                        alias.pattern().domain().equals(candidates.get(0).domain()))
                                .toList();
                        boolean orphans =
                            !onDomain.isEmpty()
                                && onDomain.stream()
                                    .allMatch(
                                        alias ->
                                            store.mailboxes().find(alias.mailboxId()).isEmpty());
                        return match.alias() == null && orphans ? AliasMatch.FOREIGN_DOMAIN : match;
                      }
                    }),
            StoreRule.ALI_14),
        Mutant.of(
            "registers what is registered",
            "unregister, register, register, unregister, unregister",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public boolean registerDomain(DomainName domain) {
                        real.registerDomain(domain);
                        return true;
                      }
                    }),
            StoreRule.ALI_15),
        Mutant.of(
            "begins a page with the last domain of the one before",
            "pages of 2 domains",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public List<DomainName> domains(Optional<DomainName> after, int limit) {
                        return Stream.concat(after.stream(), real.domains(after, limit).stream())
                            .limit(limit)
                            .toList();
                      }
                    }),
            StoreRule.ALI_16),
        Mutant.of(
            "sorts keys by char",
            "keys of all pages of 3 aliases",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public List<Alias> list(Optional<AliasPattern> after, int limit) {
                        return real.list(Optional.empty(), 10_000).stream()
                            .sorted(Comparator.comparing(Alias::pattern))
                            .filter(
                                alias ->
                                    after.isEmpty() || alias.pattern().compareTo(after.get()) > 0)
                            .limit(limit)
                            .toList();
                      }
                    }),
            StoreRule.ALI_17),
        Mutant.of(
            "lists an alias with its first mailbox for ever",
            "two pages of 2; both mailboxes after one alias moved",
            broken(RemembersFirstMailbox::new),
            StoreRule.ALI_18),
        Mutant.of(
            "looks candidates up one by one",
            "mailbox matched while one of two aliases leads to a mailbox at any time",
            broken(LooksUpOneByOne::new),
            StoreRule.ALI_19),
        Mutant.of(
            "forgets at an update whether a mailbox may write as an alias",
            "an alias found, with whether its mailbox may write as it",
            broken(
                store ->
                    new ForwardingAliases(store) {
                      @Override
                      public boolean update(Alias changed) {
                        return real.update(changed.withSending(Alias.Sending.ALLOWED));
                      }
                    }),
            StoreRule.ALI_20));
  }

  private static Alias written(Alias alias, String pattern) {
    return new Alias(
        AliasPattern.parse(pattern),
        alias.mailboxId(),
        alias.status(),
        alias.whenUnavailable(),
        alias.sending(),
        alias.createdAt(),
        alias.version());
  }

  private static String withoutAccents(String key) {
    return Normalizer.normalize(key, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  private static final class RewritesCreation extends ForwardingAliases {

    private final Map<AliasPattern, Instant> rewritten = new ConcurrentHashMap<>();

    RewritesCreation(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean update(Alias changed) {
      boolean updated = real.update(changed);
      if (updated) {
        rewritten.put(changed.pattern(), changed.createdAt());
      }
      return updated;
    }

    @Override
    public Optional<Alias> find(AliasPattern pattern) {
      return real.find(pattern)
          .map(
              stored ->
                  new Alias(
                      stored.pattern(),
                      stored.mailboxId(),
                      stored.status(),
                      stored.whenUnavailable(),
                      stored.sending(),
                      rewritten.getOrDefault(pattern, stored.createdAt()),
                      stored.version()));
    }
  }

  private static final class KeepsMailboxes extends ForwardingAliases {

    private final Map<MailboxId, Mailbox> kept = new ConcurrentHashMap<>();

    KeepsMailboxes(InMemoryStore store) {
      super(store);
    }

    @Override
    public AliasMatch match(List<AliasPattern> candidates) {
      AliasMatch match = real.match(candidates);
      Mailbox mailbox = match.mailbox();
      return mailbox == null
          ? match
          : new AliasMatch(match.alias(), kept.computeIfAbsent(mailbox.id(), id -> mailbox), true);
    }
  }

  private static final class FoldsKeys extends ForwardingAliases {

    private final Function<String, String> folding;
    private final Map<String, AliasPattern> owners = new ConcurrentHashMap<>();

    FoldsKeys(InMemoryStore store, Function<String, String> folding) {
      super(store);
      this.folding = folding;
    }

    @Override
    public boolean create(Alias alias) {
      AliasPattern owner =
          owners.computeIfAbsent(folding.apply(alias.pattern().key()), key -> alias.pattern());
      return owner.equals(alias.pattern()) && real.create(alias);
    }
  }

  private static final class RemembersFirstMailbox extends ForwardingAliases {

    private final Map<AliasPattern, MailboxId> first = new ConcurrentHashMap<>();

    RemembersFirstMailbox(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean create(Alias alias) {
      first.putIfAbsent(alias.pattern(), alias.mailboxId());
      return real.create(alias);
    }

    @Override
    public List<Alias> listByMailbox(MailboxId mailboxId, Optional<AliasPattern> after, int limit) {
      return real.list(after, 10_000).stream()
          .filter(alias -> mailboxId.equals(first.get(alias.pattern())))
          .limit(limit)
          .toList();
    }
  }

  private static final class LooksUpOneByOne extends ForwardingAliases {

    private final AtomicInteger between = new AtomicInteger();
    private final AtomicInteger deleted = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    LooksUpOneByOne(InMemoryStore store) {
      super(store);
    }

    @Override
    public AliasMatch match(List<AliasPattern> candidates) {
      int before = deleted.get();
      AliasMatch match = real.match(candidates.subList(0, 1));
      for (int i = 1; match.alias() == null && i < candidates.size(); i++) {
        between.incrementAndGet();
        gate.await(() -> deleted.get() > before);
        match = real.match(candidates.subList(i, i + 1));
        answered.incrementAndGet();
      }
      return match;
    }

    @Override
    public boolean create(Alias alias) {
      if (!alias.pattern().isCatchAll()) {
        gate.await(() -> between.get() > answered.get());
      }
      return real.create(alias);
    }

    @Override
    public boolean delete(AliasPattern pattern) {
      boolean there = real.delete(pattern);
      if (pattern.isCatchAll()) {
        int before = answered.get();
        deleted.incrementAndGet();
        gate.await(() -> answered.get() > before);
      }
      return there;
    }
  }
}
