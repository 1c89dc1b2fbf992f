package dev.melme.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The results, as lines for people and as tab separated values for programs. */
final class Table {

  private static final List<Integer> WIDTHS = List.of(34, 15, 44, 15, 12, 14);

  private final List<Result> results = new ArrayList<>();

  void add(Result result) {
    results.add(result);
  }

  boolean isEmpty() {
    return results.isEmpty();
  }

  void print(PrintStream out) {
    List<String> titles = List.of("key", "ours/s", "reference", "reference/s", "ratio", "bytes/op");
    out.println(line(titles) + "  spread");
    for (Result result : results) {
      out.println(line(result));
    }
  }

  static String line(Result result) {
    String note = result.note().isEmpty() ? "" : "  " + result.note();
    return line(result.cells()) + "  " + result.spread() + note;
  }

  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      boolean text = i == 0 || i == 2;
      String blanks = " ".repeat(Math.max(0, WIDTHS.get(i) - cells.get(i).length()));
      line.append(i == 0 ? "" : " ").append(text ? cells.get(i) + blanks : blanks + cells.get(i));
    }
    return line.toString();
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.join("\t", Result.COLUMNS));
    for (Result result : results) {
      lines.add(String.join("\t", result.cells()));
    }
    Files.write(file, lines);
  }
}
