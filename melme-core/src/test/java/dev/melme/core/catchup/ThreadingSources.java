package dev.melme.core.catchup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the forms in which other projects write down messages and their threads. */
final class ThreadingSources {

  private static final Pattern FETCH = Pattern.compile("(?m)^\\* (\\d+) FETCH ");
  private static final Pattern ENVELOPE =
      Pattern.compile(
          "ENVELOPE \\(\"([^\"]*)\" \"([^\"]*)\" \\(\\(\"([^\"]*)\" NIL \"([^\"]*)\" \"([^\"]*)\""
              + ".*? (?:NIL|\"([^\"]*)\") \"([^\"]*)\"\\) BODYSTRUCTURE");
  private static final Pattern REFERENCES = Pattern.compile("(?m)^References: .*$");
  private static final Pattern PYTHON_MESSAGE =
      Pattern.compile("(\\w+)\\.(subject|message_id) = (?:\\w+\\.\\w+ = )?'([^']*)'");
  private static final Pattern PYTHON_BOTH = Pattern.compile("(\\w+)\\.subject = \\1\\.message_id");
  private static final Pattern PYTHON_REFERENCES =
      Pattern.compile("(\\w+)\\.references = \\['([^']*)'\\]");
  private static final Pattern PYTHON_CALL = Pattern.compile("thread\\(\\[([^\\]]*)\\]\\)");
  private static final Pattern PYTHON_PLACE =
      Pattern.compile("\\['(\\w+)'\\][^\\n]*\\.message, (m\\d?)\\)");

  private ThreadingSources() {}

  /** Messages of an mbox, without the lines between them; these begin after an empty line. */
  static List<String> mbox(String file) {
    List<String> messages = new ArrayList<>();
    for (String part : ("\n\n" + file).split("\\n\\nFrom [^\\n]*\\n", -1)) {
      if (!part.isBlank()) {
        messages.add(part + "\n");
      }
    }
    return messages;
  }

  /** Answers of an IMAP server, the messages by number, as messages again. */
  static Map<Integer, String> fetched(String answers) {
    Map<Integer, String> messages = new TreeMap<>();
    Matcher begin = FETCH.matcher(answers);
    List<Integer> starts = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    while (begin.find()) {
      starts.add(begin.end());
      numbers.add(Integer.valueOf(begin.group(1)));
    }
    starts.add(answers.length());
    for (int i = 0; i < numbers.size(); i++) {
      String answer = answers.substring(starts.get(i), starts.get(i + 1));
      Matcher envelope = ENVELOPE.matcher(answer);
      if (envelope.find()) {
        Matcher references = REFERENCES.matcher(answer);
        String message =
            "Date: %s\nSubject: %s\nFrom: %s <%s@%s>\nMessage-ID: %s\n%s\n\n"
                .formatted(
                    envelope.group(1),
                    envelope.group(2),
                    envelope.group(3),
                    envelope.group(4),
                    envelope.group(5),
                    envelope.group(7),
                    references.find() ? references.group() : "X-References: none");
        messages.put(numbers.get(i), message);
      }
    }
    return messages;
  }

  /** The line {@code * THREAD (1)(2 (3)(4))}: the numbers of each thread, whatever its shape. */
  static List<List<Integer>> threads(String answers) {
    List<List<Integer>> threads = new ArrayList<>();
    String line = answers.substring(answers.indexOf("* THREAD ")).split("\\n", 2)[0];
    int depth = 0;
    for (String token : line.substring("* THREAD ".length()).split("(?<=[() ])|(?=[()])", -1)) {
      String trimmed = token.strip();
      if (trimmed.equals("(")) {
        if (depth++ == 0) {
          threads.add(new ArrayList<>());
        }
      } else if (trimmed.equals(")")) {
        depth--;
      } else if (!trimmed.isEmpty()) {
        threads.get(threads.size() - 1).add(Integer.valueOf(trimmed));
      }
    }
    return threads;
  }

  /** The body of a test in Python: its messages in the order given, and who is in which thread. */
  static Map<String, String> python(String body, Map<String, String> threadOf) {
    Map<String, StringBuilder> heads = new HashMap<>();
    Matcher value = PYTHON_MESSAGE.matcher(body);
    while (value.find()) {
      StringBuilder head = heads.computeIfAbsent(value.group(1), name -> new StringBuilder());
      boolean both = PYTHON_BOTH.matcher(value.group()).find();
      if (both || value.group(2).equals("subject")) {
        head.append("Subject: ").append(value.group(3)).append('\n');
      }
      if (both || value.group(2).equals("message_id")) {
        head.append("Message-ID: <").append(value.group(3)).append(">\n");
      }
    }
    Matcher references = PYTHON_REFERENCES.matcher(body);
    while (references.find()) {
      heads
          .computeIfAbsent(references.group(1), name -> new StringBuilder())
          .append("References: <")
          .append(references.group(2))
          .append(">\n");
    }
    Matcher place = PYTHON_PLACE.matcher(body);
    while (place.find()) {
      threadOf.put(place.group(2), place.group(1));
    }
    Map<String, String> messages = new LinkedHashMap<>();
    Matcher call = PYTHON_CALL.matcher(body);
    if (call.find()) {
      for (String name : call.group(1).split(", ", -1)) {
        messages.put(name, heads.getOrDefault(name, new StringBuilder()) + "\n");
      }
    }
    return messages;
  }
}
