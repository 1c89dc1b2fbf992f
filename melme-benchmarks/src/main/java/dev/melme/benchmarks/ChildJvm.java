package dev.melme.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs one main class and prints one line when it has done what is measured. */
final class ChildJvm {

  /** What measurements take that take no longer. */
  static final Duration TWO_MINUTES = Duration.ofMinutes(2);

  private ChildJvm() {}

  /**
   * Runs and waits for the end.
   *
   * @param main the class
   * @param jvmArguments what is measured with
   * @param arguments what the class gets
   * @param most after which time it is ended
   * @param log where its standard error goes
   * @return the line, and when it came
   * @throws MeasurementException when it ends without, fails or takes too long
   */
  static Answer run(
      Class<?> main, List<String> jvmArguments, List<String> arguments, Duration most, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    try {
      long start = System.nanoTime();
      Process process = builder.start();
      try (BufferedReader out = process.inputReader()) {
        Thread limit = killer(process, most);
        String line = out.readLine();
        double seconds = (System.nanoTime() - start) / 1e9;
        int exit = process.waitFor();
        limit.interrupt();
        if (line == null || exit != 0) {
          throw new MeasurementException(
              main.getSimpleName() + " ended with " + exit + ", see " + log, null);
        }
        return new Answer(line, seconds);
      } finally {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException("Interrupted", e);
    }
  }

  /** Ends a process that hangs, so that whoever reads its output does not. */
  private static Thread killer(Process process, Duration most) {
    Thread thread =
        new Thread(
            () -> {
              try {
                if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
                  process.destroyForcibly();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * What a process said.
   *
   * @param line its first line
   * @param seconds from before its start to that line
   */
  record Answer(String line, double seconds) {}
}
