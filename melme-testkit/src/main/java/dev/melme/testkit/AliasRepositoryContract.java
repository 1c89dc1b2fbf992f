package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AliasStatus;
import dev.melme.api.DomainName;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxStatus;
import dev.melme.spi.AliasMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The rules of aliases and domains, ALI-01 to ALI-20; see {@link StoreRule}. */
public interface AliasRepositoryContract extends StoreContract {

  /**
   * {@link StoreRule#ALI_01}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_01)
  default void ali01_an_alias_is_read_back_as_it_was_created(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    subject.clock().advance(Duration.ofMillis(987));
    Alias plain = subject.newAlias("SupPort+Tag@ACME.example", mailbox.id());
    Alias full =
        new Alias(
            AliasPattern.parse("*@catchall.example"),
            new MailboxId(Ids.next()),
            AliasStatus.DISABLED,
            Alias.WhenUnavailable.DEFER,
            subject.store().now(),
            1);

    for (Alias alias : List.of(plain, full)) {
      boolean created = subject.aliases().create(alias);

      assertThat(created).as("create() of a new pattern").isTrue();
      assertThat(subject.aliases().find(alias.pattern()))
          .as("find by pattern after create")
          .contains(alias);
      assertThat(subject.aliases().match(List.of(alias.pattern())).alias())
          .as("match by pattern after create")
          .isEqualTo(alias);
    }
    Optional<Alias> found = subject.aliases().find(AliasPattern.parse("support+tag@acme.example"));
    assertThat(found.map(alias -> alias.pattern().toString()))
        .as("the address as it was written, its domain in lower case")
        .contains("SupPort+Tag@acme.example");
    assertThat(subject.aliases().find(AliasPattern.parse("nobody@acme.example")))
        .as("find by a pattern that does not exist")
        .isEmpty();
  }

  /**
   * {@link StoreRule#ALI_02}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_02)
  default void ali02_a_pattern_is_given_away_once(StoreUnderTest subject) {
    Alias first = subject.alias("support@acme.example", subject.mailbox());
    Alias second = subject.newAlias("SUPPORT@acme.example", subject.mailbox().id());

    boolean created = subject.aliases().create(second);

    assertThat(created).as("create() of a pattern that exists").isFalse();
    assertThat(subject.aliases().find(first.pattern()))
        .as("the alias after the second create")
        .contains(first);
    assertThat(subject.aliases().list(Optional.empty(), 10))
        .as("aliases listed after the second create")
        .containsExactly(first);
  }

  /**
   * {@link StoreRule#ALI_03}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_03)
  default void ali03_of_racing_creates_of_one_pattern_exactly_one_succeeds(StoreUnderTest subject) {
    for (int round = 0; round < 5; round++) {
      String pattern = "contested" + round + "@acme.example";
      List<Alias> candidates = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        candidates.add(subject.newAlias(pattern, new MailboxId(Ids.next())));
      }

      List<Boolean> created =
          Racing.run(8, thread -> subject.aliases().create(candidates.get(thread)));

      assertThat(Collections.frequency(created, true))
          .as("threads that created the alias %s", pattern)
          .isEqualTo(1);
      assertThat(subject.aliases().find(AliasPattern.parse(pattern)))
          .as("the alias of the thread that was told it succeeded")
          .contains(candidates.get(created.indexOf(true)));
    }
  }

  /**
   * {@link StoreRule#ALI_04}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_04)
  default void ali04_an_update_replaces_what_may_change(StoreUnderTest subject) {
    Alias before = subject.alias("support@acme.example", subject.mailbox());
    Alias changed =
        before
            .withMailboxId(subject.mailbox().id())
            .withStatus(AliasStatus.DISABLED)
            .withWhenUnavailable(Alias.WhenUnavailable.DEFER)
            .withVersion(2);

    boolean updated = subject.aliases().update(changed);

    assertThat(updated).as("update() with the next version").isTrue();
    assertThat(subject.aliases().find(before.pattern()))
        .as("the alias after an update")
        .contains(changed);
    assertThat(subject.aliases().list(Optional.empty(), 10))
        .as("aliases listed after an update")
        .containsExactly(changed);
  }

  /**
   * {@link StoreRule#ALI_05}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_05)
  default void ali05_an_update_of_another_version_changes_nothing(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Alias before = subject.alias("support@acme.example", mailbox);
    Alias current = before.withStatus(AliasStatus.DISABLED).withVersion(2);
    subject.aliases().update(current);
    Alias missing = subject.newAlias("missing@acme.example", mailbox.id()).withVersion(2);

    List<Boolean> updated = new ArrayList<>();
    for (long version : new long[] {1, 2, 4}) {
      updated.add(subject.aliases().update(before.withVersion(version)));
    }

    assertThat(updated)
        .as("update() of stored version 2 with the new versions 1, 2 and 4")
        .containsExactly(false, false, false);
    assertThat(subject.aliases().find(before.pattern()))
        .as("the alias after refused updates")
        .contains(current);
    assertThat(subject.aliases().update(missing))
        .as("update() of an alias that does not exist")
        .isFalse();
    assertThat(subject.aliases().find(missing.pattern()))
        .as("an alias that was only ever updated")
        .isEmpty();
  }

  /**
   * {@link StoreRule#ALI_06}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_06)
  default void ali06_of_racing_updates_exactly_one_succeeds(StoreUnderTest subject) {
    List<Mailbox> boxes = subject.mailboxes(8);
    Alias alias = subject.alias("support@acme.example", boxes.get(0));
    for (int round = 2; round < 7; round++) {
      long version = round;

      List<Boolean> updated =
          Racing.run(
              8,
              thread ->
                  subject
                      .aliases()
                      .update(alias.withMailboxId(boxes.get(thread).id()).withVersion(version)));

      assertThat(Collections.frequency(updated, true))
          .as("threads that were told that their update to version %s succeeded", version)
          .isEqualTo(1);
      assertThat(subject.aliases().find(alias.pattern()).map(Alias::mailboxId))
          .as("the mailbox written by the thread that succeeded")
          .contains(boxes.get(updated.indexOf(true)).id());
    }
  }

  /**
   * {@link StoreRule#ALI_07}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_07)
  default void ali07_an_update_never_changes_pattern_or_creation(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Alias before = subject.alias("Support@acme.example", mailbox);
    Alias changed =
        new Alias(
            AliasPattern.parse("SUPPORT@acme.example"),
            mailbox.id(),
            AliasStatus.DISABLED,
            before.whenUnavailable(),
            before.createdAt().plusSeconds(60),
            2);

    subject.aliases().update(changed);

    Optional<Alias> stored = subject.aliases().find(before.pattern());
    assertThat(stored)
        .as("an alias after an update with another time of creation")
        .contains(before.withStatus(AliasStatus.DISABLED).withVersion(2));
    assertThat(stored.map(alias -> alias.pattern().toString()))
        .as("the written form of its address after an update that wrote it differently")
        .contains("Support@acme.example");
  }

  /**
   * {@link StoreRule#ALI_08}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_08)
  default void ali08_a_deleted_alias_is_gone_and_may_come_again(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Alias deleted = subject.alias("support@acme.example", mailbox);
    Alias kept = subject.alias("sales@acme.example", mailbox);

    boolean first = subject.aliases().delete(deleted.pattern());
    boolean second = subject.aliases().delete(deleted.pattern());

    assertThat(List.of(first, second)).as("delete() twice").containsExactly(true, false);
    assertThat(subject.aliases().find(deleted.pattern())).as("find after delete").isEmpty();
    assertThat(subject.aliases().match(List.of(deleted.pattern())))
        .as("match after delete")
        .isEqualTo(AliasMatch.UNKNOWN_ALIAS);
    assertThat(subject.aliases().list(Optional.empty(), 10))
        .as("aliases listed after delete")
        .containsExactly(kept);
    assertThat(subject.aliases().listByMailbox(mailbox.id(), Optional.empty(), 10))
        .as("aliases of the mailbox after delete")
        .containsExactly(kept);
    assertThat(subject.aliases().update(deleted.withVersion(2)))
        .as("update() of a deleted alias")
        .isFalse();
    assertThat(subject.aliases().create(deleted)).as("create() after delete").isTrue();
  }

  /**
   * {@link StoreRule#ALI_09}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_09)
  default void ali09_the_first_candidate_that_exists_is_matched(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Alias catchAll = subject.alias("*@acme.example", mailbox);
    Alias base = subject.alias("support@acme.example", mailbox);
    Alias exact = subject.newAlias("support+orders@acme.example", mailbox.id());
    subject.aliases().create(exact.withStatus(AliasStatus.DISABLED));
    List<AliasPattern> candidates =
        patterns("support+orders@acme.example", "support@acme.example", "*@acme.example");
    List<AliasPattern> ten = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      ten.add(AliasPattern.parse("nobody" + i + "@acme.example"));
    }
    ten.add(catchAll.pattern());

    assertThat(subject.aliases().match(candidates).alias())
        .as("match when all candidates exist and the first is disabled")
        .isEqualTo(exact.withStatus(AliasStatus.DISABLED));
    assertThat(subject.aliases().match(ten).alias())
        .as("match when only the last of ten candidates exists")
        .isEqualTo(catchAll);
    subject.aliases().delete(exact.pattern());
    assertThat(subject.aliases().match(candidates).alias())
        .as("match when the first of three candidates was deleted")
        .isEqualTo(base);
    subject.aliases().delete(base.pattern());
    assertThat(subject.aliases().match(candidates).alias())
        .as("match when only the catch-all is left")
        .isEqualTo(catchAll);
  }

  /**
   * {@link StoreRule#ALI_10}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_10)
  default void ali10_a_match_is_current(StoreUnderTest subject) {
    Mailbox first = subject.mailbox();
    Mailbox second = subject.mailbox();
    Alias alias = subject.alias("support@acme.example", first);
    List<AliasMatch> seen = new ArrayList<>();
    seen.add(match(subject, alias));

    Mailbox inactive = first.withStatus(MailboxStatus.INACTIVE).withVersion(2);
    subject.mailboxes().update(inactive);
    seen.add(match(subject, alias));
    Alias disabled = alias.withStatus(AliasStatus.DISABLED).withVersion(2);
    subject.aliases().update(disabled);
    seen.add(match(subject, alias));
    Alias rerouted = disabled.withMailboxId(second.id()).withVersion(3);
    subject.aliases().update(rerouted);
    seen.add(match(subject, alias));
    Mailbox renamed = second.withName("Renamed").withVersion(2);
    subject.mailboxes().update(renamed);
    seen.add(match(subject, alias));

    assertThat(seen)
        .as("match after: create, mailbox inactive, alias disabled, re-routed, mailbox renamed")
        .containsExactly(
            new AliasMatch(alias, first, true),
            new AliasMatch(alias, inactive, true),
            new AliasMatch(disabled, inactive, true),
            new AliasMatch(rerouted, second, true),
            new AliasMatch(rerouted, renamed, true));
  }

  /**
   * {@link StoreRule#ALI_11}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_11)
  default void ali11_an_orphan_leads_nowhere_for_good(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox("erased-box");
    Alias alias = subject.alias("gone@acme.example", mailbox);
    subject.aliases().match(List.of(alias.pattern()));

    subject.mailboxes().erase(mailbox.id());
    AliasMatch orphan = match(subject, alias);
    subject.mailboxes().create(subject.newMailbox("erased-box"));
    subject.mailbox("another-box");
    AliasMatch later = match(subject, alias);

    assertThat(orphan)
        .as("match of an alias whose mailbox was erased")
        .isEqualTo(new AliasMatch(alias, null, true));
    assertThat(later)
        .as("match of an orphan after other mailboxes were made")
        .isEqualTo(new AliasMatch(alias, null, true));
    assertThat(subject.aliases().find(alias.pattern())).as("find of an orphan").contains(alias);
  }

  /**
   * {@link StoreRule#ALI_12}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_12)
  default void ali12_look_alikes_are_different_aliases(StoreUnderTest subject) {
    List<String> lookAlikes =
        List.of(
            "uber@acme.example",
            "\u00fcber@acme.example",
            "\"uber \"@acme.example",
            "\" uber\"@acme.example",
            "ub\u00e9r@acme.example",
            "\u0443ber@acme.example",
            "strasse@acme.example",
            "stra\u00dfe@acme.example",
            "info@acme.example",
            "\u0131nfo@acme.example",
            "u_er@acme.example",
            "u%r@acme.example",
            "uber@acme.example.org",
            "uber@acme-example.org");
    Mailbox mailbox = subject.mailbox();
    List<Alias> aliases = new ArrayList<>();
    for (String lookAlike : lookAlikes) {
      Alias alias = subject.newAlias(lookAlike, mailbox.id());
      assertThat(subject.aliases().create(alias))
          .as("create() of %s beside its look-alikes", lookAlike)
          .isTrue();
      aliases.add(alias);
    }

    for (Alias alias : aliases) {
      assertThat(match(subject, alias).alias())
          .as("match of %s among its look-alikes", alias.pattern())
          .isEqualTo(alias);
      assertThat(subject.aliases().find(alias.pattern()))
          .as("find of %s among its look-alikes", alias.pattern())
          .contains(alias);
    }
    subject.aliases().delete(aliases.get(0).pattern());
    assertThat(match(subject, aliases.get(0)))
        .as("match of a deleted alias whose look-alikes are there")
        .isEqualTo(AliasMatch.UNKNOWN_ALIAS);
    assertThat(subject.aliases().list(Optional.empty(), 100))
        .as("aliases left when one of %s look-alikes was deleted", aliases.size())
        .hasSize(aliases.size() - 1);
  }

  /**
   * {@link StoreRule#ALI_13}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_13)
  default void ali13_long_keys_are_told_apart_in_every_octet(StoreUnderTest subject) {
    String local = "l".repeat(62);
    String domain = ("d".repeat(60) + ".").repeat(3) + "e".repeat(4);
    List<String> texts = new ArrayList<>();
    texts.add(local + "xx@" + domain + "ab");
    texts.add(local + "xy@" + domain + "ab");
    texts.add(local + "xx@" + domain + "ac");
    texts.add("x" + local + "x@" + domain + "ab");
    texts.add("\u00fc".repeat(32) + "@" + domain + "ab");
    texts.add("\u00fc".repeat(31) + "\u00f6@" + domain + "ab");
    for (String text : texts) {
      subject.alias(text, subject.mailbox());
    }

    for (String text : texts) {
      AliasMatch match = subject.aliases().match(patterns(text));

      assertThat(match.alias())
          .as("match of a key of 254 octets")
          .isNotNull()
          .extracting(alias -> alias.pattern().toString())
          .isEqualTo(text);
    }
    assertThat(subject.aliases().match(patterns(local + "xz@" + domain + "ab")))
        .as("match of a key of 254 octets that differs in its 64th octet alone")
        .isEqualTo(AliasMatch.UNKNOWN_ALIAS);
  }

  /**
   * {@link StoreRule#ALI_14}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_14)
  default void ali14_a_domain_is_ours_while_anything_is_on_it(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox erased = subject.mailbox();
    subject.alias("any@enabled.example", mailbox);
    Alias disabled = subject.newAlias("any@disabled.example", mailbox.id());
    subject.aliases().create(disabled.withStatus(AliasStatus.DISABLED));
    subject.alias("any@orphan.example", erased);
    subject.mailboxes().erase(erased.id());
    Alias catchAll = subject.newAlias("*@catchall.example", mailbox.id());
    subject.aliases().create(catchAll.withStatus(AliasStatus.DISABLED));
    subject.aliases().registerDomain(DomainName.parse("registered.example"));
    subject.alias("any@b\u00fccher.example", mailbox);

    for (String ours :
        List.of(
            "enabled.example",
            "disabled.example",
            "orphan.example",
            "catchall.example",
            "registered.example",
            "xn--bcher-kva.example")) {
      assertThat(subject.aliases().match(patterns("other@" + ours)))
          .as("match of an unknown address on %s", ours)
          .isEqualTo(AliasMatch.UNKNOWN_ALIAS);
    }
    for (String foreign :
        List.of(
            "foreign.example",
            "sub.enabled.example",
            "example",
            "nabled.example",
            "xenabled.example",
            "bucher.example")) {
      assertThat(subject.aliases().match(patterns("other@" + foreign)))
          .as("match of an address on %s", foreign)
          .isEqualTo(AliasMatch.FOREIGN_DOMAIN);
    }
    subject.alias("second@enabled.example", mailbox);
    subject.aliases().delete(AliasPattern.parse("any@enabled.example"));
    assertThat(subject.aliases().match(patterns("other@enabled.example")))
        .as("match after one of two aliases of the domain was deleted")
        .isEqualTo(AliasMatch.UNKNOWN_ALIAS);
    subject.aliases().delete(AliasPattern.parse("second@enabled.example"));
    assertThat(subject.aliases().match(patterns("other@enabled.example")))
        .as("match after the last alias of the domain was deleted")
        .isEqualTo(AliasMatch.FOREIGN_DOMAIN);
  }

  /**
   * {@link StoreRule#ALI_15}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_15)
  default void ali15_registrations_are_counted_apart_from_aliases(StoreUnderTest subject) {
    DomainName domain = DomainName.parse("acme.example");
    Alias alias = subject.alias("support@acme.example", subject.mailbox());
    List<Boolean> answers = new ArrayList<>();
    answers.add(subject.aliases().unregisterDomain(domain));
    answers.add(subject.aliases().registerDomain(domain));
    answers.add(subject.aliases().registerDomain(domain));
    subject.aliases().delete(alias.pattern());
    AliasMatch registered = subject.aliases().match(patterns("other@acme.example"));
    answers.add(subject.aliases().unregisterDomain(domain));
    AliasMatch forgotten = subject.aliases().match(patterns("other@acme.example"));
    answers.add(subject.aliases().unregisterDomain(domain));

    assertThat(answers)
        .as("unregister, register, register, unregister, unregister of a domain with an alias")
        .containsExactly(false, true, false, true, false);
    assertThat(List.of(registered, forgotten))
        .as("match without aliases, while registered and after")
        .containsExactly(AliasMatch.UNKNOWN_ALIAS, AliasMatch.FOREIGN_DOMAIN);
  }

  /**
   * {@link StoreRule#ALI_16}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_16)
  default void ali16_domains_are_listed_once_each_in_pages(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    subject.alias("b@b.example", mailbox);
    subject.alias("a@b.example", mailbox);
    subject.alias("*@b.example", mailbox);
    subject.aliases().registerDomain(DomainName.parse("b.example"));
    subject.aliases().registerDomain(DomainName.parse("a.example"));
    subject.aliases().registerDomain(DomainName.parse("z-1.a.example"));
    subject.alias("a@xn--bcher-kva.example", mailbox);
    subject.alias("a@0.example", mailbox);

    List<List<String>> pages = new ArrayList<>();
    Optional<DomainName> after = Optional.empty();
    for (int page = 0; page < 4; page++) {
      List<DomainName> domains = subject.aliases().domains(after, 2);
      pages.add(domains.stream().map(DomainName::ascii).toList());
      after = domains.isEmpty() ? after : Optional.of(domains.get(domains.size() - 1));
    }

    assertThat(pages)
        .as("pages of 2 domains, each beginning after the last one of the page before")
        .containsExactly(
            List.of("0.example", "a.example"),
            List.of("b.example", "xn--bcher-kva.example"),
            List.of("z-1.a.example"),
            List.of());
    assertThat(subject.aliases().domains(Optional.of(DomainName.parse("aa.example")), 1))
        .as("the page that begins after a domain that is none of ours")
        .containsExactly(DomainName.parse("b.example"));
  }

  /**
   * {@link StoreRule#ALI_17}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_17)
  default void ali17_aliases_are_listed_by_the_bytes_of_their_keys(StoreUnderTest subject) {
    List<String> texts =
        List.of(
            "\"a \"@acme.example",
            "*@acme.example",
            "a-b@acme.example",
            "a@acme.example",
            "ab@acme.example",
            "a\u00e9@acme.example",
            "a\uFF41@acme.example",
            "a\uD840\uDC00@acme.example");
    List<String> shuffled = new ArrayList<>(texts);
    Collections.reverse(shuffled);
    shuffled.forEach(text -> subject.alias(text, subject.mailbox()));

    List<String> listed = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    Optional<AliasPattern> after = Optional.empty();
    for (int page = 0; page < 4; page++) {
      List<Alias> aliases = subject.aliases().list(after, 3);
      aliases.forEach(alias -> listed.add(alias.pattern().key()));
      sizes.add(aliases.size());
      after = aliases.isEmpty() ? after : Optional.of(aliases.get(aliases.size() - 1).pattern());
    }

    assertThat(listed)
        .as("keys of all pages of 3 aliases, each beginning after the last one before")
        .containsExactlyElementsOf(texts);
    assertThat(sizes).as("sizes of the pages").containsExactly(3, 3, 2, 0);
    assertThat(subject.aliases().list(Optional.of(AliasPattern.parse("aa@acme.example")), 1))
        .as("the page that begins after a pattern that does not exist")
        .extracting(alias -> alias.pattern().key())
        .containsExactly("ab@acme.example");
  }

  /**
   * {@link StoreRule#ALI_18}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_18)
  default void ali18_aliases_of_a_mailbox_follow_every_rerouting(StoreUnderTest subject) {
    Mailbox first = subject.mailbox();
    Mailbox second = subject.mailbox();
    Alias c = subject.alias("c@acme.example", first);
    Alias a = subject.alias("a@acme.example", first);
    Alias b = subject.alias("b@other.example", second);
    Alias d = subject.alias("*@acme.example", first);
    List<List<Alias>> lists = new ArrayList<>();
    lists.add(subject.aliases().listByMailbox(first.id(), Optional.empty(), 2));
    lists.add(subject.aliases().listByMailbox(first.id(), Optional.of(a.pattern()), 2));

    Alias moved = a.withMailboxId(second.id()).withVersion(2);
    subject.aliases().update(moved);
    subject.mailboxes().erase(second.id());
    lists.add(subject.aliases().listByMailbox(first.id(), Optional.empty(), 9));
    lists.add(subject.aliases().listByMailbox(second.id(), Optional.empty(), 9));

    assertThat(lists)
        .as("two pages of 2; both mailboxes after one alias moved and the second was erased")
        .containsExactly(List.of(d, a), List.of(c), List.of(d, c), List.of(moved, b));
    assertThat(subject.aliases().listByMailbox(new MailboxId(Ids.next()), Optional.empty(), 9))
        .as("aliases of a mailbox that never was")
        .isEmpty();
  }

  /**
   * {@link StoreRule#ALI_19}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_19)
  default void ali19_a_match_was_true_at_one_moment(StoreUnderTest subject) {
    Mailbox kept = subject.mailbox();
    Alias exact = subject.newAlias("support@acme.example", kept.id());
    Alias catchAll = subject.alias("*@acme.example", kept);
    List<AliasPattern> candidates = List.of(exact.pattern(), catchAll.pattern());
    AtomicBoolean done = new AtomicBoolean();

    Racing.run(
        3,
        thread -> {
          if (thread > 0) {
            while (!done.get()) {
              assertThat(subject.aliases().match(candidates).mailbox())
                  .as("mailbox matched while one of two aliases leads to a mailbox at any time")
                  .isNotNull();
            }
            return thread;
          }
          try {
            for (int round = 0; round < 100; round++) {
              Mailbox passing = subject.mailbox();
              subject.aliases().create(exact.withMailboxId(passing.id()));
              subject.aliases().delete(catchAll.pattern());
              subject.aliases().update(exact.withVersion(2));
              subject.mailboxes().erase(passing.id());
              subject.aliases().create(catchAll);
              subject.aliases().delete(exact.pattern());
            }
          } finally {
            done.set(true);
          }
          return thread;
        });
  }

  /**
   * {@link StoreRule#ALI_20}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ALI_20)
  default void ali20_whether_a_mailbox_may_write_as_an_alias_is_kept(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Alias allowed = subject.newAlias("allowed@acme.example", mailbox.id());
    Alias receiving =
        subject
            .newAlias("receiving@acme.example", mailbox.id())
            .withSending(Alias.Sending.RECEIVE_ONLY);

    for (Alias alias : List.of(allowed, receiving)) {
      assertThat(subject.aliases().create(alias)).as("create() of an alias").isTrue();
      assertSending(subject, alias);
      Alias other =
          alias
              .withSending(
                  alias.sending() == Alias.Sending.ALLOWED
                      ? Alias.Sending.RECEIVE_ONLY
                      : Alias.Sending.ALLOWED)
              .withVersion(2);
      assertThat(subject.aliases().update(other)).as("update() with the next version").isTrue();
      assertSending(subject, other);
      Alias disabled = other.withStatus(AliasStatus.DISABLED).withVersion(3);
      assertThat(subject.aliases().update(disabled)).as("update() of its status").isTrue();
      assertSending(subject, disabled);
    }
  }

  private static void assertSending(StoreUnderTest subject, Alias alias) {
    assertThat(subject.aliases().find(alias.pattern()))
        .as("an alias found, with whether its mailbox may write as it")
        .contains(alias);
    assertThat(match(subject, alias).alias())
        .as("an alias matched, with whether its mailbox may write as it")
        .isEqualTo(alias);
    assertThat(subject.aliases().list(Optional.empty(), 10))
        .as("aliases listed, with whether their mailbox may write as them")
        .contains(alias);
    assertThat(subject.aliases().listByMailbox(alias.mailboxId(), Optional.empty(), 10))
        .as("aliases of a mailbox, with whether it may write as them")
        .contains(alias);
  }

  private static AliasMatch match(StoreUnderTest subject, Alias alias) {
    return subject.aliases().match(List.of(alias.pattern()));
  }

  private static List<AliasPattern> patterns(String... texts) {
    return Arrays.stream(texts).map(AliasPattern::parse).toList();
  }
}
