package dev.melme.core.catchup;

import dev.melme.core.mime.Corpus;
import dev.melme.core.mime.Corpus.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The threading sets of the corpus. Only who is in one thread counts, not the shape of its tree.
 */
final class ThreadingCorpus {

  /** Where the expected threads come from. */
  enum Expectation {
    /** Written down by the other project. */
    TABLE,
    /** Written down: THREAD=ORDEREDSUBJECT, which looks at nothing but subjects. */
    SUBJECTS,
    /** Nobody wrote it down: what {@link Rfc5256Rule#REFERENCES} makes of a real mailbox. */
    RFC_5256,
    /** The same without subjects: {@link Rfc5256Rule#REFS}. */
    RFC_REFS
  }

  /** Messages in the order they arrived, and the thread of each: equal numbers for one thread. */
  record Case(
      String set,
      String name,
      Expectation expectation,
      List<ThreadedMail> mails,
      List<Integer> expected) {}

  private final Corpus corpus;

  private ThreadingCorpus(Corpus corpus) {
    this.corpus = corpus;
  }

  static ThreadingCorpus orSkip() {
    return new ThreadingCorpus(Corpus.orSkip());
  }

  List<Case> cases() {
    List<Case> cases = new ArrayList<>(python());
    String fetched = "mailkit/dovecot/fetch4.txt";
    cases.add(answered("mailkit", fetched, "references", Expectation.TABLE));
    cases.add(answered("mailkit", fetched, "orderedsubject", Expectation.SUBJECTS));
    cases.add(script("thread-orderedsubject"));
    cases.add(script("thread-orderedsubject2"));
    for (Rfc5256Rule rule : Rfc5256Rule.values()) {
      cases.add(mailbox("libetpan", "mbox/jwz/", rule));
      cases.add(mailbox("mailkit", "common/", rule));
      cases.add(list("users_ponymail_apache_org_2019-09.mbox", rule));
      cases.add(list("users_ponymail_apache_org_2022-01.mbox", rule));
    }
    return cases;
  }

  private List<Case> python() {
    List<Case> cases = new ArrayList<>();
    for (String test : corpus.text("jwzthreading/test/test_jwz.py").split("\\n {4}def ", -1)) {
      if (!test.startsWith("test_thread_")) {
        continue;
      }
      Map<String, String> threadOf = new HashMap<>();
      List<ThreadedMail> mails = new ArrayList<>();
      List<Integer> expected = new ArrayList<>();
      ThreadingSources.python(test, threadOf)
          .forEach(
              (name, source) -> {
                mails.add(ThreadedMail.of(name, source));
                // The test looks at one child of the missing parent, and counts them.
                String only = threadOf.values().iterator().next();
                expected.add(threadOf.getOrDefault(name, only).hashCode());
              });
      String name = test.substring(0, test.indexOf('('));
      cases.add(new Case("jwzthreading", name, Expectation.TABLE, mails, expected));
    }
    return cases;
  }

  private Case answered(String set, String file, String algorithm, Expectation expectation) {
    Map<Integer, String> messages = ThreadingSources.fetched(corpus.text(file));
    String answer = corpus.text("mailkit/dovecot/thread-" + algorithm + ".txt");
    return numbered(set, algorithm, expectation, messages, answer);
  }

  private Case script(String name) {
    Map<Integer, String> messages = new HashMap<>();
    for (String message : ThreadingSources.mbox(corpus.text("imaptest/" + name + ".mbox"))) {
      messages.put(messages.size() + 1, message);
    }
    String script = corpus.text("imaptest/" + name);
    return numbered("imaptest", name, Expectation.SUBJECTS, messages, script);
  }

  private static Case numbered(
      String set,
      String name,
      Expectation expectation,
      Map<Integer, String> messages,
      String answer) {
    Map<Integer, Integer> threadOf = new HashMap<>();
    for (List<Integer> thread : ThreadingSources.threads(answer)) {
      thread.forEach(number -> threadOf.put(number, thread.get(0)));
    }
    List<ThreadedMail> mails = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    messages.forEach(
        (number, message) -> {
          if (threadOf.containsKey(number)) {
            mails.add(ThreadedMail.of(String.valueOf(number), message));
            expected.add(threadOf.get(number));
          }
        });
    return new Case(set, name, expectation, mails, expected);
  }

  private Case mailbox(String source, String folder, Rfc5256Rule rule) {
    List<ThreadedMail> mails = new ArrayList<>();
    corpus.all("msg", source).stream()
        .filter(entry -> entry.path().contains(folder))
        .sorted(Comparator.comparingInt(ThreadingCorpus::number))
        .forEach(entry -> mails.add(ThreadedMail.of(entry.path(), corpus.bytes(entry))));
    return byRule(source, folder, rule, mails);
  }

  private static int number(Entry entry) {
    String file = entry.path().substring(entry.path().lastIndexOf('/') + 1);
    return Integer.parseInt(file.replaceAll("[^0-9]", ""));
  }

  private Case list(String file, Rfc5256Rule rule) {
    List<ThreadedMail> mails = new ArrayList<>();
    for (String message : ThreadingSources.mbox(corpus.text("ponymail/" + file))) {
      mails.add(ThreadedMail.of(String.valueOf(mails.size() + 1), message));
    }
    return byRule("ponymail", file, rule, mails);
  }

  private static Case byRule(String set, String name, Rfc5256Rule rule, List<ThreadedMail> mails) {
    Expectation expectation =
        rule == Rfc5256Rule.REFS ? Expectation.RFC_REFS : Expectation.RFC_5256;
    return new Case(set, name, expectation, mails, rule.conversations(mails));
  }
}
