package dev.melme.examples;

import dev.melme.MelMe;
import dev.melme.examples.smtp.SmtpServer;
import dev.melme.examples.smtp.SmtpSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes mail over SMTP until the process is told to stop. */
final class ServeCommand {

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  /** Containers are killed ten seconds after they were asked to stop. */
  private static final Duration GRACE = Duration.ofSeconds(6);

  private final int port;
  private final InetAddress host;
  private final boolean demo;
  private final Optional<String> demoPassword;
  private final MailPlace place;
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
    this.demoPassword = settings.demoPassword();
    this.place = settings.mailPlace();
    this.out = out;
  }

  /**
   * Serves until the process is told to stop (SIGTERM, Ctrl-C); then messages on their way are
   * taken to their end and all else is answered 421.
   *
   * @return 0, when the waiting thread is interrupted; else it does not return
   * @throws CommandException when the store cannot be opened or the port cannot be had
   */
  int run() {
    try (MailStore store = MailStore.open(place);
        HousekeepingTimer housekeeping = housekeeping(store.melme());
        SmtpServer server = server(store.melme())) {
      if (demo) {
        DemoData.seed(store.melme().admin());
      }
      start(server);
      housekeeping.start();
      stopAtShutdown(server, housekeeping, store);
      Optional<DemoAccess> access = demoAccess(store);
      out.print(new StartText(store.melme(), host, server.port(), access, place));
      out.flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /** Not before all that may fail: a password that is made now must get to whoever started us. */
  private Optional<DemoAccess> demoAccess(MailStore store) {
    return demo
        ? Optional.of(new DemoPasswords(store.melme(), store.sessions()).set(demoPassword))
        : Optional.empty();
  }

  private static HousekeepingTimer housekeeping(MelMe melme) {
    return new HousekeepingTimer(melme.housekeeping()::runOnce, LOG::warn);
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

  /** In this order: what still comes in needs all that is closed after it. */
  private static void stopAtShutdown(
      SmtpServer server, HousekeepingTimer housekeeping, MailStore store) {
    Thread stop =
        new Thread(
            () -> {
              server.close(GRACE);
              housekeeping.close();
              store.close();
            },
            "melme-stop");
    Runtime.getRuntime().addShutdownHook(stop);
  }
}
