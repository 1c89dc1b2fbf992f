package dev.melme.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.melme.MelMe;
import dev.melme.MelMeBuilder;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.Slug;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.Verdict;
import dev.melme.jdbc.JdbcStore;
import dev.melme.spi.MelMeStore;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * MelMe on the JDBC store, with a pool as a host has one and everything else as it comes: what is
 * delivered is logged, and kept for 30 days.
 */
final class MelMeOnJdbc implements AutoCloseable {

  private static final ReversePath SENDER = ReversePath.parse("bounces+4711@news.sender.example");

  private final HikariDataSource pool;
  private final MelMeStore store;
  private final MelMe melme;

  private MelMeOnJdbc(HikariDataSource pool, UnaryOperator<MelMeBuilder> more) {
    this.pool = pool;
    this.store = JdbcStore.create(pool);
    this.melme = more.apply(MelMe.builder().store(store)).build();
  }

  /**
   * Opens a database, and makes the tables where they lack.
   *
   * @param threads how many work at the same time; two more connections are there for the rest
   */
  static MelMeOnJdbc open(JdbcAddress address, int threads) {
    return open(address, threads, builder -> builder);
  }

  /** As {@link #open(JdbcAddress, int)}, with something that is not as it comes. */
  static MelMeOnJdbc open(JdbcAddress address, int threads, UnaryOperator<MelMeBuilder> more) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(threads + 2);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new MelMeOnJdbc(new HikariDataSource(config), more);
  }

  DataSource pool() {
    return pool;
  }

  MelMe melme() {
    return melme;
  }

  /** What MelMe keeps everything in. */
  MelMeStore store() {
    return store;
  }

  /** The mailbox of a number, made when it does not exist. */
  MailboxId mailbox(int number) {
    String slug = "inbox-" + number;
    return melme
        .admin()
        .mailbox(new Slug(slug))
        .orElseGet(
            () -> {
              melme.admin().createMailbox(NewMailbox.of(slug, "Inbox " + number));
              melme.admin().createAlias(slug + "@acme.example", Route.toMailbox(slug));
              return melme.admin().mailbox(new Slug(slug)).orElseThrow();
            })
        .id();
  }

  /** What RCPT says of the one alias of a mailbox. */
  RoutingDecision decision(int number) {
    mailbox(number);
    RoutingDecision decision =
        melme.router().route(EmailAddress.parse("inbox-" + number + "@acme.example"));
    if (!decision.accepted()) {
      throw new IllegalStateException("A recipient was answered " + decision.reply());
    }
    return decision;
  }

  /** Does what a server does at the end of DATA. */
  MessageId deliver(RoutingDecision decision, byte[] message) {
    Envelope envelope = Envelope.from(SENDER).to(decision);
    DeliveryReport report = melme.router().deliver(envelope, MessageSource.of(message));
    if (report.verdicts().get(0) instanceof Verdict.Stored stored) {
      return stored.messageId();
    }
    throw new IllegalStateException("A message was answered " + report.smtpReply());
  }

  @Override
  public void close() {
    melme.close();
    pool.close();
  }
}
