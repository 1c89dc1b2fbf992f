package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.routing.SmtpReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The disk is full: mail waits with its sender, nothing is stored by halves. */
@Timeout(120)
class DiskFullTest {

  private static final int MEGABYTES = 64;
  private static final int MARIADB_MEGABYTES = 256;
  private static final long ROOM = 2L << 20;
  private static final int MOST_MESSAGES = 200;

  @Test
  void on_h2_mail_waits_for_room() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(MEGABYTES)) {
      waitsForRoom(disk, Databases.createDurable(disk.folder(), () -> {}));
    }
  }

  @Test
  void on_postgresql_mail_waits_for_room() throws Exception {
    PostgreSqlServer server = (PostgreSqlServer) Databases.POSTGRESQL.server().orElseThrow();
    try (SmallDisk disk = SmallDisk.mount(MEGABYTES)) {
      waitsForRoom(disk, server.createDatabaseIn(disk.folder()));
    }
  }

  @Test
  void on_mariadb_mail_waits_for_room() throws Exception {
    assertThat(Databases.MARIADB.server()).as("a server that starts here").isPresent();
    try (SmallDisk disk = SmallDisk.mount(MARIADB_MEGABYTES)) {
      MariaDbServer server = MariaDbServer.in(disk.folder().resolve("data"));
      try {
        server.durability(DatabaseServer.Durability.DURABLE);
        waitsForRoom(disk, server.createDatabase());
      } finally {
        server.remove();
      }
    }
  }

  private static void waitsForRoom(SmallDisk disk, TestDatabase database) throws Exception {
    try (database;
        HikariDataSource pool = database.pool(4);
        MailHost host = MailHost.on(pool)) {
      disk.fillUpTo(ROOM);
      List<NumberedMessage> taken = new ArrayList<>();
      NumberedMessage refused = deliverUntilFull(host, taken);

      disk.makeRoom();

      Await.until(
          "mail is taken again",
          Duration.ofSeconds(30),
          () -> {
            SmtpReply reply = host.deliver(refused);
            assertThat(reply.permanent()).as(reply.toString()).isFalse();
            return reply.positive();
          });
      taken.add(refused);
      host.catchUp();
      assertThat(MailAudit.of(host, database, taken)).matches(MailAudit::clean, "all there once");
    }
  }

  private static NumberedMessage deliverUntilFull(MailHost host, List<NumberedMessage> taken) {
    for (int number = 0; number < MOST_MESSAGES; number++) {
      NumberedMessage message = new NumberedMessage(number);
      SmtpReply reply = host.deliver(message);
      if (!reply.positive()) {
        assertThat(reply.toString()).startsWith("452 4.3.1 ");
        return message;
      }
      taken.add(message);
    }
    throw new AssertionError("The disk took " + MOST_MESSAGES + " messages and is not full");
  }
}
