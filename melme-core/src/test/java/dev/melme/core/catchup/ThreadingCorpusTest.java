package dev.melme.core.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.core.catchup.ThreadingCorpus.Case;
import dev.melme.core.catchup.ThreadingCorpus.Expectation;
import dev.melme.core.catchup.ThreadingScore.Difference;
import dev.melme.core.catchup.ThreadingScore.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThreadingCorpusTest {

  private final MelMeRule reference = new MelMeRule(Set.of());

  /** The rule whose figures are kept: the one in use. */
  private final ThreadingRule rule = new CatchUpRule();

  @Test
  void agreement_with_other_threadings_is_as_written_down() {
    StringBuilder figures = new StringBuilder();

    for (Case expected : ThreadingCorpus.orSkip().cases()) {
      ThreadingScore score = ThreadingScore.of(expected, rule, reference);
      Map<Reason, Long> reasons =
          score.differences().stream()
              .collect(
                  Collectors.groupingBy(Difference::reason, TreeMap::new, Collectors.counting()));
      figures.append(
          "%s %s %s: %d of %d, %s%n"
              .formatted(
                  expected.set(),
                  expected.name(),
                  expected.expectation(),
                  score.alike(),
                  score.messages(),
                  reasons));
    }

    assertThat(figures.toString())
        .isEqualToNormalizingNewlines(
            """
            jwzthreading test_thread_single TABLE: 1 of 1, {}
            jwzthreading test_thread_unrelated TABLE: 2 of 2, {}
            jwzthreading test_thread_two TABLE: 2 of 2, {}
            jwzthreading test_thread_two_reverse TABLE: 2 of 2, {}
            jwzthreading test_thread_two_missing_parent TABLE: 2 of 2, {}
            mailkit references TABLE: 7 of 7, {}
            mailkit orderedsubject SUBJECTS: 1 of 7, {NAMED=15}
            imaptest thread-orderedsubject SUBJECTS: 6 of 15, {STRANGERS=9, NO_SUBJECT=1}
            imaptest thread-orderedsubject2 SUBJECTS: 0 of 8, {NO_ANSWER=12}
            libetpan mbox/jwz/ RFC_5256: 62 of 69, {NO_ANSWER=10}
            mailkit common/ RFC_5256: 21 of 21, {}
            ponymail users_ponymail_apache_org_2019-09.mbox RFC_5256: 4 of 4, {}
            ponymail users_ponymail_apache_org_2022-01.mbox RFC_5256: 6 of 6, {}
            libetpan mbox/jwz/ RFC_REFS: 65 of 69, {ONE_ID=2}
            mailkit common/ RFC_REFS: 19 of 21, {ONE_ID=1}
            ponymail users_ponymail_apache_org_2019-09.mbox RFC_REFS: 4 of 4, {}
            ponymail users_ponymail_apache_org_2022-01.mbox RFC_REFS: 6 of 6, {}
            """);
  }

  @Test
  void catch_up_does_what_the_rule_says() {
    for (Case expected : ThreadingCorpus.orSkip().cases()) {
      List<Integer> simple = reference.conversations(expected.mails());
      Case asTheRuleSays =
          new Case(
              expected.set(), expected.name(), expected.expectation(), expected.mails(), simple);

      assertThat(ThreadingScore.of(asTheRuleSays, rule, reference).differences())
          .as(expected.name())
          .isEmpty();
    }
  }

  @Test
  void every_difference_is_explained() {
    for (Case expected : ThreadingCorpus.orSkip().cases()) {
      assertThat(ThreadingScore.of(expected, rule, reference).differences())
          .as(expected.name())
          .extracting(Difference::reason)
          .doesNotContain(Reason.UNEXPLAINED);
    }
  }

  @Test
  void what_others_wrote_down_about_references_is_met_throughout() {
    for (Case expected : ThreadingCorpus.orSkip().cases()) {
      if (expected.expectation() == Expectation.TABLE) {
        assertThat(ThreadingScore.of(expected, rule, reference).differences())
            .as(expected.name())
            .isEmpty();
      }
    }
  }

  @Test
  void base_subjects_are_those_of_other_servers() {
    for (Case expected : ThreadingCorpus.orSkip().cases()) {
      if (expected.expectation() == Expectation.SUBJECTS) {
        ThreadingRule bySubjectAlone =
            mails -> mails.stream().map(mail -> mail.subject().base().hashCode()).toList();

        assertThat(ThreadingScore.of(expected, bySubjectAlone, reference).differences())
            .as(expected.name())
            .isEmpty();
      }
    }
  }

  @Test
  void a_rule_that_is_wrong_is_told_by_its_differences() {
    ThreadingRule allApart = mails -> IntStream.range(0, mails.size()).boxed().toList();
    Case expected =
        ThreadingCorpus.orSkip().cases().stream()
            .filter(one -> one.name().equals("references"))
            .findFirst()
            .orElseThrow();

    ThreadingScore score = ThreadingScore.of(expected, allApart, reference);

    assertThat(score.alike()).isEqualTo(1);
    assertThat(score.differences())
        .hasSize(15)
        .allSatisfy(pair -> assertThat(pair.reason()).isEqualTo(Reason.UNEXPLAINED));
  }
}
