package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.routing.SmtpReply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An H2 in a file has one writer at a time: what two write at once, a crash can leave behind half.
 * That a crash leaves nothing behind is what {@link CrashTest} looks at.
 */
@Timeout(60)
class H2WriteTurnsTest {

  private static final Duration LITTLE = Duration.ofMillis(300);

  private final TestDatabase database = Databases.H2.createDurable();
  private final HikariDataSource pool = database.pool();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private MailHost slow;
  private MailHost other;

  @BeforeEach
  void startTwoHostsOnOneFile() {
    slow =
        MailHost.start(
                JdbcStore.builder()
                    .dataSource(pool)
                    .onDelivery(
                        (connection, stored) -> {
                          writing.countDown();
                          goOn.await();
                        })
                    .build())
            .setUp();
    other = MailHost.on(pool);
  }

  @AfterEach
  void stop() throws Exception {
    goOn.countDown();
    threads.shutdown();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    slow.close();
    other.close();
    pool.close();
    database.close();
  }

  @Test
  void a_delivery_waits_for_the_one_under_way_also_that_of_another_store() throws Exception {
    Future<SmtpReply> first = deliverySlowly();
    Future<SmtpReply> second = delivery(new NumberedMessage(2));

    assertThat(second).failsWithin(LITTLE);
    goOn.countDown();

    assertThat(first.get().code()).isEqualTo(250);
    assertThat(second.get().code()).isEqualTo(250);
  }

  @Test
  void reading_waits_for_no_delivery() throws Exception {
    Future<SmtpReply> first = deliverySlowly();

    assertThat(other.store().messages().list(other.mailbox(1), Optional.empty(), 10)).isEmpty();
    assertThat(first).isNotDone();
  }

  @Test
  void a_sender_whose_turn_does_not_come_is_told_to_try_again() throws Exception {
    Future<SmtpReply> first = deliverySlowly();

    assertThat(delivery(new NumberedMessage(2)).get().toString()).startsWith("451 4.3.0 ");
    assertThat(first).isNotDone();
  }

  private Future<SmtpReply> deliverySlowly() throws InterruptedException {
    Future<SmtpReply> reply = threads.submit(() -> slow.deliver(new NumberedMessage(1)));
    writing.await();
    return reply;
  }

  private Future<SmtpReply> delivery(NumberedMessage message) {
    return threads.submit(() -> other.deliver(message));
  }
}
