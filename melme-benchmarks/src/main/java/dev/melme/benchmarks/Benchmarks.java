package dev.melme.benchmarks;

import dev.melme.benchmarks.database.MissingServerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Measures rows and writes the table.
 *
 * <p>Exit status: 0 when every row that was asked for has a result or was left out because its
 * server is not installed, 1 when any failed, 2 when none was asked for.
 */
public final class Benchmarks {

  private static final Databases DATABASES = new Databases();

  private static final List<Row> ROWS =
      Stream.of(
              RouteRows.rows(),
              DeliverRows.rows(),
              StartRows.rows(),
              AttackRows.rows(),
              DatabaseRows.rows(DATABASES),
              DispatchRow.rows(DATABASES))
          .flatMap(List::stream)
          .toList();

  private Benchmarks() {}

  /**
   * Runs.
   *
   * @param arguments the folder for {@code table.tsv} and logs, then a regex that is looked for in
   *     keys; without one, all rows
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 1 || arguments.length > 2) {
      System.err.println("Usage: run.sh [regex over keys]");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    List<Row> rows = arguments.length == 1 ? ROWS : matching(arguments[1]);
    if (rows.isEmpty()) {
      System.err.println("No key matches. There are:");
      ROWS.forEach(row -> System.err.println("  " + row.key()));
      System.exit(2);
    }
    boolean complete;
    try (DATABASES) {
      complete = run(rows, folder);
    }
    System.exit(complete ? 0 : 1);
  }

  private static List<Row> matching(String regex) {
    try {
      Pattern pattern = Pattern.compile(regex);
      return ROWS.stream().filter(row -> pattern.matcher(row.key()).find()).toList();
    } catch (PatternSyntaxException e) {
      System.err.println("Not a regex: " + e.getMessage());
      return List.of();
    }
  }

  private static boolean run(List<Row> rows, Path folder) throws IOException {
    Logs logs = new Logs(folder.resolve("benchmark-logs"));
    Table table = new Table();
    List<String> failed = new ArrayList<>();
    for (Row row : rows) {
      try {
        Result result = row.measure(logs);
        table.add(result);
        System.out.println(Table.line(result));
      } catch (MissingServerException e) {
        System.out.println(row.key() + " left out: " + e.getMessage());
      } catch (RuntimeException e) {
        failed.add(row.key());
        System.out.println(row.key() + " FAILED: " + e.getMessage());
      }
    }
    Path file = folder.resolve("table.tsv");
    table.write(file);
    System.out.println();
    table.print(System.out);
    System.out.println();
    System.out.println("Written to " + file);
    if (!failed.isEmpty()) {
      System.out.println("Failed, see " + logs.directory() + ": " + String.join(", ", failed));
    }
    return failed.isEmpty();
  }
}
