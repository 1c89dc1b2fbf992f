package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.MessageId;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.spi.EntryScan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The rules of searching, ENT-32 and ENT-33; part of {@link EntryRepositoryContract}. */
public interface SearchContract extends StoreContract {

  /**
   * {@link StoreRule#ENT_32}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_32)
  default void ent32_a_search_finds_what_has_all_terms(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    Random random = new Random(32);
    Map<MessageId, Set<String>> terms = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      Set<String> some = new HashSet<>();
      for (int word = 0; word < 6; word++) {
        some.add("t" + random.nextInt(9));
      }
      List<String> shuffled = new ArrayList<>(some);
      Collections.shuffle(shuffled, random);
      terms.put(desk.deliver(EntrySpecimens.withTerms(String.join(" ", shuffled))), some);
    }
    List<MessageId> ids = terms.keySet().stream().sorted().toList();
    List<MessageId> order = new ArrayList<>(ids);
    Collections.shuffle(order, random);
    desk.place(order);
    desk.deliver(EntrySpecimens.withTerms("t0 t1 t2")); // pending
    desk.mark(Marking.read(), ids.subList(10, 30));
    desk.mark(Marking.archive(), ids.subList(20, 35));
    desk.mark(Marking.label(EntrySpecimens.URGENT), ids.subList(5, 25));
    List<MessageEntry> newestFirst = new ArrayList<>(desk.everything());
    Collections.reverse(newestFirst);

    for (int round = 0; round < 20; round++) {
      List<String> asked = new ArrayList<>();
      for (int word = random.nextInt(3); word >= 0; word--) {
        asked.add("t" + random.nextInt(10)); // none has t9
      }
      for (EntryFilter filter :
          List.of(
              EntryFilter.everything(),
              EntryFilter.inbox().onlyUnread(),
              EntryFilter.everything().onlyLabelled(EntrySpecimens.URGENT))) {
        List<MessageEntry> expected =
            newestFirst.stream()
                .filter(filter::matches)
                .filter(entry -> terms.getOrDefault(entry.id(), Set.of()).containsAll(asked))
                .toList();
        assertThat(desk.match(filter, asked.toArray(String[]::new)))
            .as("entries found by %s and %s, compared with a look at all", asked, filter)
            .isEqualTo(expected);
        assertThat(walk(subject, desk, asked, filter))
            .as("the same found in pages of 3")
            .isEqualTo(expected);
      }
    }
  }

  private static List<MessageEntry> walk(
      StoreUnderTest subject, Desk desk, List<String> terms, EntryFilter filter) {
    List<MessageEntry> seen = new ArrayList<>();
    Optional<MessageId> before = Optional.empty();
    int steps = 0;
    do {
      EntryScan scan = subject.entries().match(desk.id(), terms, filter, before, 3, 15);
      seen.addAll(scan.entries());
      before = scan.resumeBefore();
      steps++;
    } while (before.isPresent() && steps < 50);
    return seen;
  }

  /**
   * {@link StoreRule#ENT_33}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_33)
  default void ent33_terms_are_whole_words(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<String> words =
        List.of("order", "orders", "border", "or", "der", "a_c", "abc", "a%c", "a\\c", "a\\\\c");
    Map<String, List<MessageId>> expected = new HashMap<>();
    List<MessageId> ids = new ArrayList<>();
    for (String word : words) {
      List<String> places =
          List.of(word, word + " x9 y9", "x9 " + word + " y9", "x9 y9 " + word, "x9 z" + word);
      List<MessageId> of = new ArrayList<>();
      for (String text : places) {
        of.add(desk.deliver(EntrySpecimens.withTerms(text)));
      }
      expected.put(word, of.subList(0, 4));
      ids.addAll(of);
    }
    MessageId large = desk.deliver(Specimens.largeIndex());
    ids.add(large);
    desk.place(ids);

    for (String word : words) {
      assertThat(Desk.ids(desk.match(EntryFilter.everything(), word)))
          .as("entries found by %s alone, at the beginning, in the middle and at the end", word)
          .containsExactlyInAnyOrderElementsOf(expected.getOrDefault(word, List.of()));
    }
    for (String none : List.of("ord", "rder", "%", "_____", "ORDER")) {
      assertThat(desk.match(EntryFilter.everything(), none))
          .as("entries found by %s, which is no term of any", none)
          .isEmpty();
    }
    assertThat(desk.match(EntryFilter.everything(), "order", "order"))
        .as("entries found by a term that is named twice")
        .hasSize(4);
    String[] many = new String[200];
    for (int i = 0; i < many.length; i++) {
      many[i] = "term" + (1999 - i * 10);
    }
    for (String[] terms : List.of(many, new String[] {"term0"}, new String[] {"term1999"})) {
      assertThat(Desk.ids(desk.match(EntryFilter.everything(), terms)))
          .as("entries found by %s terms of a message that has 2,000", terms.length)
          .containsExactly(large);
    }
    many[100] = "term2000";
    assertThat(desk.match(EntryFilter.everything(), many))
        .as("entries found by 200 terms, one of which no message has")
        .isEmpty();
  }

  /**
   * {@link StoreRule#ENT_34}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_34)
  default void ent34_lists_tell_whether_something_waits(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<Boolean> empty = behind(subject, desk);
    List<MessageId> ids = desk.placed(2);
    List<Boolean> caughtUp = behind(subject, desk);
    subject.entries().mark(desk.id(), ids, Marking.flag(), subject.store().now(), Optional.empty());
    List<Boolean> changed = behind(subject, desk);
    desk.deliver(1);
    List<Boolean> delivered = behind(subject, desk);

    assertThat(empty).as("behind, in a mailbox without messages").containsOnly(false);
    assertThat(caughtUp).as("behind, when all is placed").containsOnly(false);
    assertThat(changed).as("behind, when a change waits").containsOnly(true);
    assertThat(delivered).as("behind, when a message is pending").containsOnly(true);
  }

  private static List<Boolean> behind(StoreUnderTest subject, Desk desk) {
    EntryFilter nothing = EntryFilter.in(Folder.TRASH);
    return List.of(
        subject.entries().list(desk.id(), EntryFilter.inbox(), Optional.empty(), 5, 9).behind(),
        subject.entries().list(desk.id(), nothing, Optional.empty(), 5, 9).behind(),
        subject
            .entries()
            .match(desk.id(), List.of("zzz"), nothing, Optional.empty(), 5, 9)
            .behind());
  }
}
