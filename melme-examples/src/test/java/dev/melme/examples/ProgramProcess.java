package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program as its users run it: in a Java of its own, in a folder of its own. It is the one jar
 * when the build has made it (the system property {@code my-mailbox.jar}), else its classes.
 */
final class ProgramProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern URL = Pattern.compile("smtp://127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final BufferedReader output;

  private ProgramProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts {@code serve} on a free port; what it writes to both streams is read as one. */
  static ProgramProcess serve(Path workingDirectory, Map<String, String> environment)
      throws IOException {
    return new ProgramProcess(
        builder(workingDirectory, environment, "serve").redirectErrorStream(true).start());
  }

  /** Runs a command to its end. */
  static ProgramRun run(Path workingDirectory, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("my-mailbox", ".out");
    Path err = Files.createTempFile("my-mailbox", ".err");
    Process process =
        builder(workingDirectory, environment, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      return new ProgramRun(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static ProcessBuilder builder(
      Path workingDirectory, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String jar = System.getProperty("my-mailbox.jar");
    if (jar == null) {
      command.addAll(
          List.of("-cp", System.getProperty("java.class.path"), MyMailbox.class.getName()));
    } else {
      command.addAll(List.of("-jar", jar));
    }
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MELME_"));
    builder.environment().put(Settings.PORT, "0");
    builder.environment().putAll(environment);
    return builder;
  }

  /** Reads on to a line. */
  String lineWith(String part) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains(part)) {
        return line.strip();
      }
      before.append(line).append('\n');
    }
    throw new AssertionError("The program ended without saying \"" + part + "\":\n" + before);
  }

  /** The rest of what it says, up to its end. */
  List<String> restOfLines() {
    return output.lines().toList();
  }

  /** Reads on until it is ready, which ends its start text. */
  int port() throws IOException {
    String curl = lineWith("curl");
    Matcher url = URL.matcher(curl);
    assertThat(url.find()).as(curl).isTrue();
    return Integer.parseInt(url.group(1));
  }

  /** Reads what it says and forgets it: a full pipe would stop it. */
  void ignoreOutput() {
    Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Asks it to stop (SIGTERM); Process.destroy() would close the output as well. */
  void askToStop() {
    process.toHandle().destroy();
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
