package dev.melme.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One run of the program inside of the test: what it wrote and how it ended. */
record ProgramRun(int exitCode, String out, String err) {

  static ProgramRun of(String... arguments) {
    return with(Map.of(), arguments);
  }

  static ProgramRun with(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = new MyMailbox(environment, printing(out), printing(err)).run(List.of(arguments));
    return new ProgramRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static PrintStream printing(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }

  List<String> errLines() {
    return err.lines().toList();
  }
}
