package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundState;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.Pending;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many nodes send at once: each message goes to one of them, and none waits for ever. */
@Timeout(180)
class OutboxRaceTest {

  private static final int NODES = 6;
  private static final int MESSAGES = 300;
  private static final Instant NOW = SentMessages.SENT_AT;
  private static final Instant UNTIL = NOW.plusSeconds(900);

  @ParameterizedTest
  @EnumSource(Databases.class)
  void each_message_is_leased_by_one_node_and_settled_once(Databases kind) throws Exception {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool()) {
      JdbcStore store = ready(pool);
      OutboxRepository outbox = store.outbox();
      List<MailboxId> mailboxes = mailboxes(store);
      List<MessageId> sent = enqueued(outbox, mailboxes);
      AtomicInteger left = new AtomicInteger(MESSAGES);

      List<List<MessageId>> leased =
          atOnce(
              NODES,
              node -> {
                List<MessageId> mine = new ArrayList<>();
                while (left.get() > 0 && !Thread.currentThread().isInterrupted()) {
                  List<Outbound> some = outbox.lease(NOW, UNTIL, 1 + node * 3);
                  left.addAndGet(-some.size());
                  some.forEach(each -> mine.add(each.messageId()));
                  outbox.settle(settlements(some, node), NOW);
                }
                return mine;
              });

      assertThat(leased.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(sent);
      assertThat(outbox.list(OutboundState.SENT, Optional.empty(), MESSAGES))
          .hasSize(MESSAGES)
          .allMatch(outbound -> outbound.attempts() == 1 && !outbound.inHand());
      assertThat(outbox.lease(UNTIL, UNTIL, MESSAGES)).isEmpty();
    }
  }

  /** In an order of their own, as sends end. */
  private static List<OutboxSettlement> settlements(List<Outbound> leased, int seed) {
    List<OutboxSettlement> settlements = new ArrayList<>();
    leased.forEach(each -> settlements.add(SentMessages.settlement(each, State.SENT)));
    Collections.shuffle(settlements, new Random(seed));
    return settlements;
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void settlements_catch_up_cancelling_and_erasing_do_not_stop_one_another(Databases kind)
      throws Exception {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool()) {
      JdbcStore store = ready(pool);
      OutboxRepository outbox = store.outbox();
      List<MailboxId> mailboxes = mailboxes(store);
      List<MessageId> sent = enqueued(outbox, mailboxes);
      AtomicInteger working = new AtomicInteger(3);

      atOnce(
          NODES,
          node -> {
            if (node < 3) {
              try {
                List<Outbound> some;
                do {
                  some = outbox.lease(NOW, UNTIL, 20);
                  outbox.settle(settlements(some, node), NOW);
                } while (!some.isEmpty());
              } finally {
                working.decrementAndGet();
              }
              return 0;
            }
            for (int round = 0; working.get() > 0; round++) {
              MessageId id = sent.get((round * 7 + node) % MESSAGES);
              MailboxId mailbox = mailboxes.get((round * 7 + node) % mailboxes.size());
              switch (node) {
                case 3 -> outbox.cancel(mailbox, id, Optional.of("Jo"), NOW);
                case 4 -> store.messages().erase(mailbox, List.of(id));
                default -> placeSome(store, mailbox);
              }
            }
            return 0;
          });

      List<Outbound> left = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        left.addAll(outbox.find(mailboxes.get(i % mailboxes.size()), List.of(sent.get(i))));
      }
      assertThat(left).isNotEmpty().noneMatch(Outbound::inHand);
      assertThat(left.stream().filter(each -> each.attempts() > 0))
          .allMatch(each -> each.state() == OutboundState.SENT && each.attempts() == 1);
      assertThat(left.stream().filter(each -> each.attempts() == 0))
          .allMatch(each -> each.state() != OutboundState.SENT);
    }
  }

  private static void placeSome(JdbcStore store, MailboxId mailbox) {
    Pending pending = store.messages().pending(mailbox, 20);
    List<Placement> places = new ArrayList<>();
    for (PendingMessage message : pending.messages()) {
      places.add(
          new Placement(
              pending.lastPosition() + places.size() + 1,
              message.messageId(),
              new ConversationId(message.messageId().value()),
              message.folder()));
    }
    store.messages().apply(mailbox, new CatchUpBatch(pending.lastPosition(), places, Map.of()));
  }

  private static JdbcStore ready(HikariDataSource pool) {
    JdbcStore store = JdbcStore.create(pool);
    store.initialise();
    return store;
  }

  private static List<MailboxId> mailboxes(JdbcStore store) {
    List<MailboxId> mailboxes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      mailboxes.add(GrownDatabase.createMailbox(store, i));
    }
    return mailboxes;
  }

  /** One after the other of the mailboxes, in turn. */
  private static List<MessageId> enqueued(OutboxRepository outbox, List<MailboxId> mailboxes) {
    List<MessageId> sent = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      var message = SentMessages.message(mailboxes.get(i % mailboxes.size()));
      outbox.enqueue(message, Optional.empty());
      sent.add(message.outbound().messageId());
    }
    return sent;
  }

  @FunctionalInterface
  private interface Node<T> {
    T run(int number) throws Exception;
  }

  private static <T> List<T> atOnce(int nodes, Node<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    try {
      List<Callable<T>> calls = new ArrayList<>();
      for (int node = 0; node < nodes; node++) {
        int number = node;
        calls.add(() -> work.run(number));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(calls, 60, TimeUnit.SECONDS)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
