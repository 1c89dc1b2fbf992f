package dev.melme.examples;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.melme.MelMe;
import dev.melme.api.MailboxId;
import dev.melme.api.PageRequest;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.api.outbound.OutboundState;
import dev.melme.jdbc.JdbcStore;
import dev.melme.jdbc.SchemaSetup;
import dev.melme.transport.SmtpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A host in a JVM of its own that sends what is in its outbox, until nothing is left or it is
 * killed. What is stored as sent it writes down: a line per recipient.
 */
final class DispatchingHost {

  private static final int CONNECTIONS = 4;

  /** As long as the rest of a killed process is not tried again. */
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final MelMe melme;
  private final Path settled;
  private final int run;

  private DispatchingHost(JdbcStore store, int port, Path settled, int run) {
    this.settled = settled;
    this.run = run;
    this.melme =
        MelMe.builder()
            .store(store)
            .transport(SmtpTransport.to("127.0.0.1").port(port).build())
            .outbound(
                OutboundRules.DEFAULT
                    .leasing(LEASE)
                    .retrying(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofDays(1)))
            .outboundListener(this::writeDown, Runnable::run)
            .build();
  }

  /**
   * Sends.
   *
   * @param arguments data folder, port of the mail server, file of what is settled, number of this
   *     run, number of messages to enqueue first
   */
  public static void main(String[] arguments) throws Exception {
    endWithParent();
    DataFolder folder = DataFolder.at(Path.of(arguments[0]));
    folder.prepare();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(folder.url());
    config.setUsername(folder.user());
    config.setPassword(folder.password());
    config.setExceptionOverride(new ClosedH2Eviction());
    try (HikariDataSource pool = new HikariDataSource(config)) {
      JdbcStore store =
          JdbcStore.builder().dataSource(pool).schemaSetup(SchemaSetup.MIGRATE).build();
      DispatchingHost host =
          new DispatchingHost(
              store,
              Integer.parseInt(arguments[1]),
              Path.of(arguments[2]),
              Integer.parseInt(arguments[3]));
      host.enqueue(store, Integer.parseInt(arguments[4]));
      host.sendAll();
    }
    System.exit(0);
  }

  /** Ends this JVM as soon as the parent has ended, however it did. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try (InputStream parent = System.in) {
                while (parent.read() >= 0) {
                  // the parent never writes: this waits for its end
                }
              } catch (IOException e) {
                // ended as well
              }
              Runtime.getRuntime().halt(1);
            },
            "parent watch");
    watch.setDaemon(true);
    watch.start();
  }

  private void enqueue(JdbcStore store, int messages) {
    if (messages == 0) {
      return;
    }
    MailboxId mailboxId =
        melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support")).id();
    melme.admin().createAlias(NumberedLetter.SENDER.toString(), Route.toMailbox("support-inbox"));
    for (int number = 0; number < messages; number++) {
      store
          .outbox()
          .enqueue(new NumberedLetter(number).outgoing(mailboxId, store.now()), Optional.empty());
    }
  }

  private void sendAll() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    try (melme) {
      melme.dispatcher().start(CONNECTIONS);
      while (anyLeft()) {
        never.await(100, TimeUnit.MILLISECONDS);
      }
    }
  }

  private boolean anyLeft() {
    return !melme
        .admin()
        .outbox()
        .page(OutboundState.QUEUED, PageRequest.first(1))
        .items()
        .isEmpty();
  }

  private void writeDown(Outbound outbound) {
    StringBuilder lines = new StringBuilder();
    int number = NumberedLetter.numberOf(outbound.messageId());
    for (OutboundRecipient recipient : outbound.recipients()) {
      if (recipient.state() == State.SENT) {
        lines.append(run).append(' ').append(number).append(' ').append(recipient.address());
        lines.append('\n');
      }
    }
    try {
      Files.writeString(settled, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      Runtime.getRuntime().halt(2);
    }
  }
}
