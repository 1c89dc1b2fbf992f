package dev.melme.core.catchup;

import dev.melme.core.catchup.ThreadingCorpus.Case;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a rule agrees with what is expected, pair by pair of the messages of a case.
 *
 * @param messages of the case
 * @param alike messages that are together with exactly those they are expected with
 * @param differences pairs of messages
 */
record ThreadingScore(Case of, int messages, int alike, List<Difference> differences) {

  /** Why a pair is in one conversation for one side alone. */
  enum Reason {
    /**
     * Expected together for their subject alone, though neither of them is an answer to an earlier
     * one: two orders called "Order" are two matters.
     */
    NO_ANSWER,
    /** Expected together; an answer by its subject, but nobody takes part in both, or not near. */
    STRANGERS,
    /** Expected together for their subject, though the answer names other messages. */
    NAMES_OTHERS,
    /** Expected together though neither has a subject. */
    NO_SUBJECT,
    /** Expected together; the answer arrived before what it answers. */
    CAME_EARLIER,
    /** Expected apart by subject; the one names the other, or both the same. */
    NAMED,
    /** Expected apart; one Message-ID, so they are one message for MelMe. */
    ONE_ID,
    /** Expected apart; an answer by subject and participants. */
    ANSWER_BY_SUBJECT,
    /** Everything else, which has to be looked into. */
    UNEXPLAINED
  }

  /** Two messages. */
  record Difference(String one, String other, boolean expectedTogether, Reason reason) {}

  static ThreadingScore of(Case expected, ThreadingRule rule, MelMeRule melme) {
    List<Integer> found = rule.conversations(expected.mails());
    List<Integer> wanted = expected.expected();
    List<Difference> differences = new ArrayList<>();
    int alike = 0;
    for (int i = 0; i < found.size(); i++) {
      boolean same = true;
      for (int j = 0; j < found.size(); j++) {
        boolean together = wanted.get(i).equals(wanted.get(j));
        if (together == found.get(i).equals(found.get(j))) {
          continue;
        }
        same = false;
        if (i < j) {
          ThreadedMail one = expected.mails().get(i);
          ThreadedMail other = expected.mails().get(j);
          Reason reason = together ? whyApart(one, other, melme) : whyTogether(one, other, melme);
          differences.add(new Difference(one.name(), other.name(), together, reason));
        }
      }
      alike += same ? 1 : 0;
    }
    return new ThreadingScore(expected, found.size(), alike, differences);
  }

  private static Reason whyApart(ThreadedMail earlier, ThreadedMail later, MelMeRule melme) {
    if (!earlier.subject().base().equals(later.subject().base())) {
      return Reason.UNEXPLAINED;
    }
    if (later.subject().base().isEmpty()) {
      return Reason.NO_SUBJECT;
    }
    if (!later.subject().prefixed()) {
      return earlier.subject().prefixed() ? Reason.CAME_EARLIER : Reason.NO_ANSWER;
    }
    if (later.refersToOthers()) {
      return Reason.NAMES_OTHERS;
    }
    return melme.sameMatter(earlier, later) ? Reason.UNEXPLAINED : Reason.STRANGERS;
  }

  private static Reason whyTogether(ThreadedMail earlier, ThreadedMail later, MelMeRule melme) {
    if (earlier.id().isPresent() && earlier.id().equals(later.id())) {
      return Reason.ONE_ID;
    }
    if (earlier.refersToOthers() || later.refersToOthers()) {
      return Reason.NAMED;
    }
    return later.subject().prefixed() && melme.sameMatter(earlier, later)
        ? Reason.ANSWER_BY_SUBJECT
        : Reason.UNEXPLAINED;
  }
}
