package dev.melme.benchmarks.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that sends the same message over and over, as Postfix brings it for its own tests. */
public enum SmtpSource {
  /** A connection for each message. */
  AS_IT_COMES("smtp-source of Postfix"),
  /** All messages over the same connections. */
  KEEPING_CONNECTIONS("smtp-source of Postfix, connections kept");

  static final Path PROGRAM = Path.of("/usr/sbin/smtp-source");

  private final String label;

  SmtpSource(String label) {
    this.label = label;
  }

  /** What the table calls it. */
  public String label() {
    return label;
  }

  /**
   * Sends.
   *
   * @param message a file with the message
   * @param connections how many are used at a time
   * @param messages how many messages go over them together
   * @param port of a server on this machine
   * @return how many seconds it took
   */
  double send(Path message, int connections, int messages, int port) {
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    if (this == KEEPING_CONNECTIONS) {
      command.add("-d");
    }
    command.addAll(List.of("-s", Integer.toString(connections)));
    command.addAll(List.of("-m", Integer.toString(messages)));
    command.addAll(List.of("-f", "support@acme.example", "-t", "joe@sender.example"));
    command.addAll(List.of("-M", "acme.example", "-F", message.toString(), "127.0.0.1:" + port));
    try {
      long start = System.nanoTime();
      int exit =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException(PROGRAM + " ended with " + exit);
      }
      return (System.nanoTime() - start) / 1e9;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
