package dev.melme.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AliasStatus;
import dev.melme.api.DomainName;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxStatus;
import dev.melme.api.Slug;
import dev.melme.api.StoreException;
import dev.melme.spi.AliasMatch;
import dev.melme.spi.Attempts;
import dev.melme.spi.SessionAge;
import dev.melme.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What the store contract, which the testkit runs on this store, does not ask. */
class InMemoryStoreTest {

  private static final AliasPattern SUPPORT = AliasPattern.parse("support@acme.example");
  private static final AliasPattern CATCH_ALL = AliasPattern.parse("*@acme.example");

  private final InMemoryStore store = InMemoryStore.create();

  private static Mailbox mailbox(String slug) {
    return new Mailbox(
        new MailboxId(UUID.randomUUID()),
        Slug.of(slug),
        slug,
        slug,
        Optional.empty(),
        Optional.empty(),
        MailboxStatus.ACTIVE,
        Optional.empty(),
        Instant.EPOCH,
        1);
  }

  private static Alias alias(AliasPattern pattern, MailboxId mailboxId) {
    return new Alias(
        pattern, mailboxId, AliasStatus.ENABLED, Alias.WhenUnavailable.REFUSE, Instant.EPOCH, 1);
  }

  @Test
  void clear_goes_back_to_empty_and_frees_slugs_aliases_and_domains() {
    Mailbox mailbox = mailbox("support-inbox");
    store.mailboxes().create(mailbox);
    store.aliases().create(alias(SUPPORT, mailbox.id()));
    store.aliases().registerDomain(DomainName.parse("other.example"));
    store.mailboxes().erase(mailbox.id());

    store.clear();

    assertThat(store.mailboxes().list(Optional.empty(), 10)).isEmpty();
    assertThat(store.aliases().list(Optional.empty(), 10)).isEmpty();
    assertThat(store.aliases().domains(Optional.empty(), 10)).isEmpty();
    assertThat(store.aliases().match(List.of(SUPPORT))).isEqualTo(AliasMatch.FOREIGN_DOMAIN);
    assertThat(store.mailboxes().create(mailbox("support-inbox"))).isTrue();
  }

  @Test
  void a_closed_store_is_not_cleared() {
    store.close();

    assertThatThrownBy(store::clear)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.fault()).isEqualTo(StoreException.Fault.UNAVAILABLE));
  }

  @Test
  void a_match_asks_for_no_more_candidates_than_it_needs() {
    Mailbox mailbox = mailbox("support-inbox");
    store.mailboxes().create(mailbox);
    store.aliases().create(alias(SUPPORT, mailbox.id()));
    store.aliases().create(alias(CATCH_ALL, mailbox.id()));
    List<Integer> asked = new ArrayList<>();

    AliasMatch match =
        store
            .aliases()
            .match(
                counting(asked, AliasPattern.parse("support+a@acme.example"), SUPPORT, CATCH_ALL));

    assertThat(match.alias()).isEqualTo(alias(SUPPORT, mailbox.id()));
    assertThat(asked).containsExactly(0, 1);
  }

  private static List<AliasPattern> counting(List<Integer> asked, AliasPattern... patterns) {
    return new AbstractList<>() {
      @Override
      public AliasPattern get(int index) {
        asked.add(index);
        return patterns[index];
      }

      @Override
      public int size() {
        return patterns.length;
      }
    };
  }

  @Test
  void matches_that_say_the_same_are_one_object() {
    Mailbox mailbox = mailbox("support-inbox");
    store.mailboxes().create(mailbox);
    store.aliases().create(alias(SUPPORT, mailbox.id()));

    AliasMatch first = store.aliases().match(List.of(SUPPORT));
    AliasMatch second = store.aliases().match(List.of(SUPPORT));
    store.mailboxes().update(mailbox.withName("Renamed").withVersion(2));

    assertThat(second).isSameAs(first);
    assertThat(store.aliases().match(List.of(SUPPORT)).mailbox())
        .isEqualTo(mailbox.withName("Renamed").withVersion(2));
  }

  @Test
  void an_alias_may_be_there_before_its_mailbox() {
    Mailbox mailbox = mailbox("support-inbox");
    store.aliases().create(alias(SUPPORT, mailbox.id()));

    AliasMatch before = store.aliases().match(List.of(SUPPORT));
    store.mailboxes().create(mailbox);

    assertThat(before.mailbox()).isNull();
    assertThat(store.aliases().match(List.of(SUPPORT)).mailbox()).isEqualTo(mailbox);
  }

  @Test
  void an_id_is_not_given_to_two_mailboxes() {
    Mailbox first = mailbox("first-inbox");
    store.mailboxes().create(first);
    Mailbox second =
        new Mailbox(
            first.id(),
            Slug.of("second-inbox"),
            "x",
            "x",
            Optional.empty(),
            Optional.empty(),
            MailboxStatus.ACTIVE,
            Optional.empty(),
            Instant.EPOCH,
            1);

    assertThatThrownBy(() -> store.mailboxes().create(second))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.fault()).isEqualTo(StoreException.Fault.BROKEN));
    assertThat(store.mailboxes().find(Slug.of("second-inbox"))).isEmpty();
  }

  @Test
  void an_attempt_that_begins_while_older_ones_are_pruned_is_counted() throws Exception {
    Attempts.Backoff backoff =
        new Attempts.Backoff(0, Duration.ofHours(1), Duration.ofHours(1), 20, Duration.ofHours(10));
    Instant start = Instant.parse("2026-01-05T09:00:00Z");
    Instant later = start.plus(Duration.ofHours(2));
    List<TokenHash> keys = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      keys.add(TokenHash.of("key " + i));
      store.sessions().beginAttempt(keys.get(i), start, backoff);
    }
    SessionAge all = new SessionAge(Instant.EPOCH, Instant.EPOCH);
    FutureTask<Integer> pruning =
        new FutureTask<>(() -> store.sessions().prune(all, later, 100_000, Instant.EPOCH, 100_000));

    new Thread(pruning, "pruning").start();
    keys.forEach(key -> store.sessions().beginAttempt(key, later, backoff));
    pruning.get();

    assertThat(keys)
        .as("keys whose last attempt was forgotten before its wait was over")
        .noneMatch(key -> store.sessions().beginAttempt(key, later.plusSeconds(1), backoff));
  }
}
