package dev.melme.examples;

import dev.melme.api.routing.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of the messages of an import and shows it as a table. Not thread-safe. */
final class ImportTally {

  private static final String NO_MAILBOX = "-";

  private record Key(Reason reason, String mailbox) {}

  private static final class Sum {
    private long messages;
    private long bytes;
  }

  private final Map<Key, Sum> sums =
      new TreeMap<>(Comparator.comparing(Key::reason).thenComparing(Key::mailbox));
  private final DeliveryTimes times = new DeliveryTimes();
  private long messages;
  private long bytes;
  private long unparsed;
  private long failed;

  /** Counts a message whose recipient was declined before it was read. */
  void addDeclined(Reason reason, MailPiece piece) {
    count(reason, NO_MAILBOX, piece);
  }

  /** Counts a message that went to no mailbox. */
  void addDeclined(Reason reason, MailPiece piece, long nanos) {
    addCommitted(reason, NO_MAILBOX, piece, nanos);
  }

  /** Counts a message that is in a mailbox. */
  void addCommitted(Reason reason, String mailbox, MailPiece piece, long nanos) {
    count(reason, mailbox, piece);
    times.add(nanos, piece.source());
  }

  private void count(Reason reason, String mailbox, MailPiece piece) {
    Sum sum = sums.computeIfAbsent(new Key(reason, mailbox), key -> new Sum());
    sum.messages++;
    sum.bytes += piece.lengthBytes();
    messages++;
    bytes += piece.lengthBytes();
  }

  /** Counts a stored message whose index ended early. */
  void addUnparsed() {
    unparsed++;
  }

  /** Counts a file or folder that could not be read, or a message that no verdict was given for. */
  void addFailed() {
    failed++;
  }

  long messages() {
    return messages;
  }

  long bytes() {
    return bytes;
  }

  long failed() {
    return failed;
  }

  long count(Reason.Outcome outcome) {
    return sums.entrySet().stream()
        .filter(entry -> entry.getKey().reason().outcome() == outcome)
        .mapToLong(entry -> entry.getValue().messages)
        .sum();
  }

  long count(Reason reason) {
    return sums.entrySet().stream()
        .filter(entry -> entry.getKey().reason() == reason)
        .mapToLong(entry -> entry.getValue().messages)
        .sum();
  }

  /** How long the deliveries took, in words. */
  String times() {
    return times.toString();
  }

  /** The verdicts, one row for each reply and mailbox. */
  List<String> table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("verdict", "reply", "mailbox", "messages", "bytes"));
    sums.forEach(
        (key, sum) ->
            rows.add(
                List.of(
                    verdict(key.reason()),
                    key.reason().reply().toString(),
                    key.mailbox(),
                    Figures.count(sum.messages),
                    Figures.bytes(sum.bytes))));
    rows.add(List.of("total", "", "", Figures.count(messages), Figures.bytes(bytes)));
    List<String> lines = new ArrayList<>(aligned(rows));
    if (unparsed > 0) {
      lines.add(
          Figures.count(unparsed) + " of the stored are marked unparsed; their bytes are whole");
    }
    if (failed > 0) {
      lines.add(Figures.count(failed) + " could not be read or judged, see the lines above");
    }
    return lines;
  }

  private static String verdict(Reason reason) {
    return switch (reason.outcome()) {
      case TAKEN -> reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case REFUSED -> "refused";
      case DEFERRED -> "deferred";
    };
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  /** Words to the left, the last two columns, which are numbers, to the right. */
  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - row.get(i).length());
      boolean number = i >= widths.length - 2;
      line.append(i == 0 ? "" : "  ");
      line.append(number ? padding + row.get(i) : row.get(i) + padding);
    }
    return line.toString();
  }
}
