package dev.melme.examples;

import dev.melme.MelMe;
import dev.melme.examples.smtp.SmtpServer;
import dev.melme.examples.smtp.SmtpSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Takes mail over SMTP until the process is told to stop. */
final class ServeCommand {

  /** Containers are killed ten seconds after they were asked to stop. */
  private static final Duration GRACE = Duration.ofSeconds(6);

  private final int port;
  private final InetAddress host;
  private final boolean demo;
  private final PrintStream out;

  /**
   * Reads the settings.
   *
   * @throws CommandException when one makes no sense
   */
  ServeCommand(Settings settings, PrintStream out) {
    this.port = settings.port();
    this.host = settings.host();
    this.demo = settings.demo();
    this.out = out;
  }

  /**
   * Serves until the process is told to stop (SIGTERM, Ctrl-C); then messages on their way are
   * taken to their end and all else is answered 421.
   *
   * @return 0, when the waiting thread is interrupted; else it does not return
   * @throws CommandException when the port cannot be had
   */
  int run(MelMe melme) {
    if (demo) {
      DemoData.seed(melme.admin());
    }
    try (SmtpServer server = server(melme)) {
      start(server);
      stopAtShutdown(server, melme);
      out.print(new StartText(melme, host, server.port(), demo));
      out.flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private SmtpServer server(MelMe melme) {
    return new SmtpServer(
        SmtpSettings.onLoopback(port).withBindAddress(host),
        melme.router(),
        new VerdictLog(melme.admin()));
  }

  private void start(SmtpServer server) {
    try {
      server.start();
    } catch (IOException failed) {
      throw CommandException.failure(
          "Cannot listen on port "
              + port
              + " of "
              + host.getHostAddress()
              + ": "
              + remedy(OneLine.reason(failed)));
    }
  }

  private static String remedy(String reason) {
    String why = reason.toLowerCase(Locale.ROOT);
    if (why.contains("in use")) {
      return "it is taken. Stop what listens there, or set "
          + Settings.PORT
          + " to another port (0 takes any free one)";
    }
    if (why.contains("assign")) {
      return "this machine has no such address. Set "
          + Settings.HOST
          + " to one it has, or leave it out for loopback";
    }
    if (why.contains("denied")) {
      return "not allowed. Set " + Settings.PORT + " to a port from 1024 on";
    }
    return reason + ". Set " + Settings.PORT + " and " + Settings.HOST + " to others";
  }

  private static void stopAtShutdown(SmtpServer server, MelMe melme) {
    Thread stop =
        new Thread(
            () -> {
              server.close(GRACE);
              melme.close();
            },
            "melme-stop");
    Runtime.getRuntime().addShutdownHook(stop);
  }
}
