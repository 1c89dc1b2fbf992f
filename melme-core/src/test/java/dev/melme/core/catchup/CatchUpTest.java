package dev.melme.core.catchup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.ConversationId;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.StoreException;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.core.RecordingStore;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.Placement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatchUpTest {

  private final RecordingStore store = new RecordingStore();
  private final MessageRepository stored = store.real.messages();
  private final MelMe melme = MelMe.builder().store(store).build();
  private final CatchUp catchUp = new CatchUp(store, StoreTime.of(store::now));
  private final MailboxId support = mailbox("support");
  private final AtomicInteger delivered = new AtomicInteger();

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void messages_get_positions_in_the_order_they_came() {
    List<MessageId> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(deliver("support", "Subject: unrelated\r\n\r\n"));
    }

    boolean more = catchUp.run(support);

    assertThat(more).isFalse();
    assertThat(places()).extracting(Placement::messageId).isEqualTo(ids);
    assertThat(places()).extracting(Placement::position).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(places()).extracting(Placement::conversationId).doesNotHaveDuplicates();
  }

  @Test
  void an_answer_joins_the_conversation_of_what_it_answers() {
    MessageId question = deliver("support", "Message-ID: <q@a>\r\n\r\n");
    catchUp.run(support);
    MessageId byReferences = deliver("support", "Message-ID: <r@a>\r\nReferences: <q@a>\r\n\r\n");
    MessageId byParent = deliver("support", "Message-ID: <p@a>\r\nIn-Reply-To: <q@a>\r\n\r\n");
    MessageId toAnAnswer = deliver("support", "Message-ID: <s@a>\r\nIn-Reply-To: <r@a>\r\n\r\n");
    MessageId other = deliver("support", "Message-ID: <o@a>\r\nReferences: <none@a>\r\n\r\n");

    catchUp.run(support);

    Map<MessageId, ConversationId> conversations = conversations();
    ConversationId first = conversations.get(question);
    assertThat(List.of(byReferences, byParent, toAnAnswer))
        .allSatisfy(id -> assertThat(conversations.get(id)).isEqualTo(first));
    assertThat(conversations.get(other)).isNotEqualTo(first);
  }

  @Test
  void an_answer_that_came_before_its_question_is_joined_by_it() {
    MessageId answer = deliver("support", "Message-ID: <a@a>\r\nReferences: <q@a>\r\n\r\n");
    catchUp.run(support);
    MessageId question = deliver("support", "Message-ID: <q@a>\r\n\r\n");
    catchUp.run(support);
    MessageId both = deliver("support", "Message-ID: <b@a>\r\nReferences: <q@a> <a@a>\r\n\r\n");
    catchUp.run(support);

    assertThat(new HashSet<>(conversations().values())).hasSize(1);
    assertThat(conversations()).containsOnlyKeys(answer, question, both);
  }

  @Test
  void two_answers_to_a_question_that_never_came_are_one_conversation() {
    deliver("support", "Message-ID: <1@a>\r\nReferences: <lost@a>\r\n\r\n");
    deliver("support", "Message-ID: <2@a>\r\nReferences: <lost@a>\r\n\r\n");

    catchUp.run(support);

    assertThat(new HashSet<>(conversations().values())).hasSize(1);
  }

  @Test
  void a_message_that_names_several_conversations_makes_them_one() {
    MessageId old = deliver("support", "Message-ID: <old@a>\r\n\r\n");
    MessageId young = deliver("support", "Message-ID: <young@a>\r\n\r\n");
    catchUp.run(support);
    MessageId parent = deliver("support", "Message-ID: <parent@a>\r\n\r\n");
    MessageId other = deliver("support", "Message-ID: <other@a>\r\n\r\n");
    MessageId all =
        deliver(
            "support",
            "References: <old@a> <young@a> <unknown@a>\r\nIn-Reply-To: <parent@a>\r\n\r\n");
    MessageId later = deliver("support", "References: <unknown@a>\r\n\r\n");

    catchUp.run(support);

    Map<MessageId, ConversationId> conversations = conversations();
    ConversationId one = conversations.get(old);
    assertThat(List.of(young, parent, all, later))
        .allSatisfy(id -> assertThat(conversations.get(id)).isEqualTo(one));
    assertThat(conversations.get(other)).isNotEqualTo(one);
  }

  @Test
  void a_conversation_of_another_mailbox_is_unknown() {
    MailboxId billing = mailbox("billing");
    deliver("support", "Message-ID: <q@a>\r\n\r\n");
    deliver("billing", "Message-ID: <r@a>\r\nReferences: <q@a>\r\n\r\n");

    catchUp.run(support);
    catchUp.run(billing);

    assertThat(stored.placements(billing, 0, 10))
        .extracting(Placement::conversationId)
        .doesNotContainAnyElementsOf(conversations().values());
  }

  @Test
  void a_batch_is_bounded_and_tells_that_more_is_pending() {
    for (int i = 0; i < CatchUp.BATCH + 1; i++) {
      deliver("support", "Subject: many\r\n\r\n");
    }

    List<Boolean> more = List.of(catchUp.run(support), catchUp.run(support), catchUp.run(support));

    assertThat(more).containsExactly(true, false, false);
    assertThat(places()).hasSize(CatchUp.BATCH + 1);
  }

  @Test
  void an_erased_mailbox_and_an_erased_message_are_nothing_to_catch_up_with() {
    MessageId erased = deliver("support", "Subject: erased\r\n\r\n");
    MessageId kept = deliver("support", "Subject: kept\r\n\r\n");
    store.before =
        call -> {
          if (call.equals("messages.apply")) {
            stored.erase(support, List.of(erased));
          }
        };

    assertThat(catchUp.run(support)).isFalse();
    assertThat(places()).extracting(Placement::messageId).containsExactly(kept);
    melme.admin().deleteMailbox(support);
    assertThat(catchUp.run(support)).isFalse();
  }

  @Test
  void a_batch_that_another_node_was_faster_with_is_read_again() {
    CatchUp other = new CatchUp(store.real, StoreTime.of(store::now));
    deliver("support", "Message-ID: <q@a>\r\n\r\n");
    AtomicInteger races = new AtomicInteger(2);
    store.before =
        call -> {
          if (call.equals("messages.apply") && races.getAndDecrement() > 0) {
            other.run(support);
            deliver("support", "References: <q@a>\r\n\r\n");
          }
        };

    boolean more = catchUp.run(support);

    assertThat(more).isFalse();
    assertThat(places()).hasSize(3);
    assertThat(new HashSet<>(conversations().values())).hasSize(1);
  }

  @Test
  void a_mailbox_that_others_keep_working_on_is_left_to_them() {
    CatchUp other = new CatchUp(store.real, StoreTime.of(store::now));
    deliver("support", "Subject: first\r\n\r\n");
    store.before =
        call -> {
          if (call.equals("messages.apply")) {
            other.run(support);
            deliver("support", "Subject: next\r\n\r\n");
          }
        };

    assertThat(catchUp.run(support)).isTrue();
    store.before = call -> {};
    assertThat(catchUp.run(support)).isFalse();
    assertThat(places()).extracting(Placement::messageId).doesNotHaveDuplicates();
  }

  @Test
  void all_mailboxes_get_their_turn_also_beside_one_that_never_ends() {
    List<MailboxId> boxes = new ArrayList<>(List.of(support));
    for (int i = 0; i < CatchUp.MAILBOXES_PER_RUN + 5; i++) {
      boxes.add(mailbox("box" + i));
      deliver("box" + i, "Subject: waiting\r\n\r\n");
    }
    deliver("support", "Subject: first\r\n\r\n");
    store.before =
        call -> {
          if (call.equals("messages.apply")) {
            deliver("support", "Subject: always one more\r\n\r\n");
          }
        };

    List<Boolean> more = List.of(catchUp.runAll(), catchUp.runAll());

    assertThat(more.get(0)).isTrue();
    assertThat(boxes.subList(1, boxes.size()))
        .allSatisfy(box -> assertThat(stored.placements(box, 0, 10)).hasSize(1));
    store.before = call -> {};
    assertThat(catchUp.runAll()).isFalse();
    assertThat(stored.pendingMailboxes(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void a_mailbox_that_fails_keeps_no_other_waiting() {
    MailboxId billing = mailbox("billing");
    deliver("support", "Subject: fails\r\n\r\n");
    deliver("billing", "Subject: waits\r\n\r\n");
    AtomicInteger failures = new AtomicInteger(1);
    store.before =
        call -> {
          if (call.equals("messages.apply") && failures.getAndDecrement() > 0) {
            throw new StoreException(StoreException.Fault.BROKEN, "planted", null);
          }
        };

    assertThatThrownBy(catchUp::runAll).isInstanceOf(StoreException.class);
    failures.set(0);
    catchUp.runAll();

    assertThat(stored.placements(billing, 0, 10)).hasSize(1);
    assertThat(places()).hasSize(1);
  }

  @Test
  void housekeeping_catches_up_and_still_prunes() {
    for (int i = 0; i < CatchUp.BATCH + 1; i++) {
      deliver("support", "Subject: many\r\n\r\n");
    }

    List<Boolean> more = List.of(melme.housekeeping().runOnce(), melme.housekeeping().runOnce());

    assertThat(more).containsExactly(true, false);
    assertThat(places()).hasSize(CatchUp.BATCH + 1);
    assertThat(store.calls).contains("prune");
  }

  @Test
  void racing_catch_up_places_each_message_once_and_its_thread_together() throws Exception {
    int writers = 8;
    int threadsOfMail = 10;
    int answers = 6;
    CountDownLatch writing = new CountDownLatch(writers);
    CountDownLatch catchingUp = new CountDownLatch(4);
    Map<MessageId, String> rootOf = new ConcurrentHashMap<>();
    List<Placement> seen = Collections.synchronizedList(new ArrayList<>());
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      int writer = w;
      tasks.add(
          () -> {
            try {
              for (int i = 0; i < threadsOfMail * answers; i++) {
                String root = writer + "." + i % threadsOfMail + "@root";
                String own = i < threadsOfMail ? root : writer + "." + i + "@answer";
                String references = i < threadsOfMail ? "" : "References: <" + root + ">\r\n";
                rootOf.put(
                    deliver("support", "Message-ID: <" + own + ">\r\n" + references + "\r\n"),
                    root);
              }
            } finally {
              writing.countDown();
            }
            return null;
          });
    }
    for (int c = 0; c < 4; c++) {
      CatchUp node = new CatchUp(store, StoreTime.of(store::now));
      tasks.add(
          () -> {
            try {
              boolean over;
              do {
                over = writing.await(1, TimeUnit.MILLISECONDS);
              } while (node.run(support) || !over);
            } finally {
              catchingUp.countDown();
            }
            return null;
          });
    }
    tasks.add(
        () -> {
          boolean over;
          List<Placement> next;
          do {
            over = catchingUp.await(1, TimeUnit.MILLISECONDS);
            long after = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).position();
            next = stored.placements(support, after, 11);
            seen.addAll(next);
          } while (!over || !next.isEmpty());
          return null;
        });

    runAtOnce(tasks);

    assertThat(seen).extracting(Placement::messageId).doesNotHaveDuplicates();
    assertThat(seen)
        .extracting(Placement::messageId)
        .containsExactlyInAnyOrderElementsOf(rootOf.keySet());
    Map<String, Set<ConversationId>> conversationsOfRoot = new HashMap<>();
    for (Placement place : seen) {
      conversationsOfRoot
          .computeIfAbsent(
              rootOf.getOrDefault(place.messageId(), "unknown"), root -> new HashSet<>())
          .add(place.conversationId());
    }
    assertThat(conversationsOfRoot).hasSize(writers * threadsOfMail);
    assertThat(conversationsOfRoot.values()).allSatisfy(one -> assertThat(one).hasSize(1));
    assertThat(new HashSet<>(seen.stream().map(Placement::conversationId).toList()))
        .hasSize(writers * threadsOfMail);
  }

  private static void runAtOnce(List<Callable<Void>> tasks) throws Exception {
    List<FutureTask<Void>> running = tasks.stream().map(FutureTask::new).toList();
    IntStream.range(0, running.size())
        .forEach(
            i -> {
              Thread thread = new Thread(running.get(i), "racing-" + i);
              thread.setDaemon(true);
              thread.start();
            });
    for (FutureTask<Void> task : running) {
      task.get(60, TimeUnit.SECONDS);
    }
  }

  private List<Placement> places() {
    return stored.placements(support, 0, 1000);
  }

  private Map<MessageId, ConversationId> conversations() {
    Map<MessageId, ConversationId> conversations = new HashMap<>();
    places().forEach(place -> conversations.put(place.messageId(), place.conversationId()));
    return conversations;
  }

  private MailboxId mailbox(String name) {
    MailboxId id = melme.admin().createMailbox(NewMailbox.of(name, name)).id();
    melme.admin().createAlias(name + "@acme.example", Route.toMailbox(id));
    return id;
  }

  private MessageId deliver(String name, String message) {
    String unique = "X-Number: " + delivered.incrementAndGet() + "\r\n" + message;
    Envelope envelope =
        Envelope.from(ReversePath.NULL).to(EmailAddress.parse(name + "@acme.example"));
    Verdict verdict =
        melme
            .router()
            .deliver(envelope, MessageSource.of(unique.getBytes(ISO_8859_1)))
            .verdicts()
            .get(0);
    return ((Verdict.Stored) verdict).messageId();
  }
}
