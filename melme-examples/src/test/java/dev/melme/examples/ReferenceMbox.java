package dev.melme.examples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an mbox in memory, line by line, to compare {@link MboxSplitter} with. */
final class ReferenceMbox {

  private ReferenceMbox() {}

  static List<String> split(String file) {
    String lineEnd = file.matches("(?s)[^\r\n]*\r(?!\n).*") ? "\r" : "\n";
    List<String> lines = lines(file, lineEnd.equals("\r") ? "\r\n?" : "\n");
    List<String> messages = new ArrayList<>();
    int start = 1;
    for (int i = start; i <= lines.size(); i++) {
      boolean afterEmpty = i > start && isEmpty(lines.get(i - 1), lineEnd);
      if (i == lines.size() || (afterEmpty && lines.get(i).startsWith("From "))) {
        messages.add(String.join("", lines.subList(start, afterEmpty ? i - 1 : i)));
        start = i + 1;
      }
    }
    return messages;
  }

  static List<byte[]> split(byte[] file) {
    return split(new String(file, StandardCharsets.ISO_8859_1)).stream()
        .map(message -> message.getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }

  /** The lines with their ends. */
  private static List<String> lines(String file, String lineEnd) {
    Matcher line = Pattern.compile("(?s).*?" + lineEnd + "|.+").matcher(file);
    List<String> lines = new ArrayList<>();
    while (line.find()) {
      lines.add(line.group());
    }
    return lines;
  }

  private static boolean isEmpty(String line, String lineEnd) {
    return line.equals(lineEnd) || line.equals("\r\n");
  }
}
