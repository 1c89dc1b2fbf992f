package dev.melme.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A server that a test started. It ends with the JVM that started it, also when that is killed: a
 * guard reads a pipe that only the JVM holds open, and kills the server when the pipe ends.
 */
final class ServerProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process server;
  private final Process guard;

  private ServerProcess(Process server, Process guard) {
    this.server = server;
    this.guard = guard;
  }

  /** Starts, and waits until the server answers. Its output is added to the log. */
  static ServerProcess start(List<String> command, Path log, BooleanSupplier answers)
      throws IOException {
    Process server =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    ServerProcess started = new ServerProcess(server, guard(server.pid()));
    try {
      Await.until(
          command.get(0) + " answers, see " + log,
          PATIENCE,
          () -> !server.isAlive() || answers.getAsBoolean());
      if (!server.isAlive()) {
        throw new IOException(
            "The server ended with " + server.exitValue() + ":\n" + Files.readString(log));
      }
      return started;
    } catch (IOException | RuntimeException | Error e) {
      started.kill();
      throw e;
    }
  }

  private static Process guard(long pid) throws IOException {
    // exec'ing the server by itself and watching the pipe from outside leaves its pid to be ours
    return new ProcessBuilder("sh", "-c", "cat >/dev/null; kill -9 " + pid).start();
  }

  /** Runs a tool to its end. */
  static void run(List<String> command, Path log) throws IOException {
    Process tool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (tool.waitFor() != 0) {
        throw new IOException(command.get(0) + " failed:\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + command.get(0) + " ran", e);
    } finally {
      tool.destroyForcibly();
    }
  }

  /** Ends the server as a power cut would, together with all processes that it started. */
  void kill() {
    guard.descendants().forEach(ProcessHandle::destroyForcibly);
    guard.destroyForcibly();
    // Stopped first: a server that still runs could start one more child after they were listed.
    signal("STOP", server.pid());
    List<ProcessHandle> all =
        Stream.concat(server.descendants(), Stream.of(server.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    Await.until(
        "the killed server is gone", PATIENCE, () -> all.stream().noneMatch(ServerProcess::runs));
    reap();
  }

  /** Until then its pid is taken, and the next server takes it for one that still runs. */
  private void reap() {
    try {
      if (!server.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("The killed server is not reaped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not so what is dead and waits for its new parent to notice: a zombie has no command. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("No shell here", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
