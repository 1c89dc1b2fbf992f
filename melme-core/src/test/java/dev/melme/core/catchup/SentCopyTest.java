package dev.melme.core.catchup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.ConversationId;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.MessageState;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.core.SentMail;
import dev.melme.core.time.StoreTime;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.Placement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where catch-up puts what teams send. */
class SentCopyTest {

  private static final Optional<ConversationId> NONE = Optional.empty();

  private final InMemoryStore store = InMemoryStore.create();
  private final MelMe melme = MelMe.builder().store(store).build();
  private final CatchUp catchUp = new CatchUp(store, StoreTime.of(store::now));
  private final MailboxId support =
      melme.admin().createMailbox(NewMailbox.of("support", "Acme Support")).id();
  private final SentMail team = new SentMail(store, support);
  private final AtomicInteger delivered = new AtomicInteger();

  SentCopyTest() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox(support));
  }

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void a_sent_copy_lies_in_the_sent_folder_and_counts_as_read() {
    MessageId question = deliver("Message-ID: <q@jane>\r\n");
    MessageId answer = team.send("a@acme", "In-Reply-To: <q@jane>\r\n", NONE, "jane@example.org");

    catchUp.run(support);

    assertThat(state(question)).isEqualTo(MessageState.NEW);
    assertThat(state(answer)).isEqualTo(MessageState.SENT);
    assertThat(store.entries().unread(support, Folder.SENT, 10)).isZero();
  }

  @Test
  void an_answer_to_a_message_without_an_id_joins_its_conversation() {
    MessageId question = deliver("Subject: no id at all\r\n");
    catchUp.run(support);
    ConversationId conversation = conversation(question);
    MessageId answer = team.send("a@acme", "", Optional.of(conversation), "jane@example.org");

    catchUp.run(support);

    assertThat(conversation(answer)).isEqualTo(conversation);
  }

  @Test
  void an_answer_follows_a_conversation_that_was_merged_since_it_was_written() {
    MessageId first = deliver("Message-ID: <1@jane>\r\n");
    MessageId second = deliver("Message-ID: <2@jane>\r\n");
    catchUp.run(support);
    ConversationId written = conversation(second);
    deliver("References: <1@jane> <2@jane>\r\n");
    catchUp.run(support);
    MessageId answer = team.send("a@acme", "", Optional.of(written), "jane@example.org");

    catchUp.run(support);

    assertThat(conversation(first)).isNotEqualTo(written);
    assertThat(conversation(answer)).isEqualTo(conversation(first));
  }

  @Test
  void an_answer_joins_what_its_conversation_is_merged_into_in_the_same_batch() {
    MessageId first = deliver("Message-ID: <1@jane>\r\n");
    MessageId second = deliver("Message-ID: <2@jane>\r\n");
    catchUp.run(support);
    ConversationId written = conversation(second);
    MessageId answer = team.send("a@acme", "", Optional.of(written), "jane@example.org");
    deliver("References: <1@jane> <2@jane>\r\n");

    catchUp.run(support);

    assertThat(conversation(answer)).isEqualTo(conversation(first));
  }

  @Test
  void an_answer_goes_on_in_the_conversation_that_follows_a_closed_one() {
    MessageId question = deliver("Message-ID: <q@jane>\r\n");
    for (int i = 1; i < Conversation.MAX_MESSAGES; i++) {
      deliver("References: <q@jane>\r\n");
    }
    catchUp.runForReader(support);
    ConversationId full = conversation(question);
    MessageId answer = team.send("a@acme", "", Optional.of(full), "jane@example.org");
    catchUp.run(support);
    MessageId next = team.send("b@acme", "", Optional.of(full), "jane@example.org");
    catchUp.run(support);

    assertThat(conversation(answer)).isNotEqualTo(full);
    assertThat(conversation(next)).isEqualTo(conversation(answer));
  }

  @Test
  void a_correspondents_answer_to_our_message_joins() {
    MessageId question = team.send("a@acme", "Subject: News\r\n", NONE, "jane@example.org");
    MessageId answer = deliver("Message-ID: <b@jane>\r\nIn-Reply-To: <a@acme>\r\n");
    MessageId ours =
        team.send("c@acme", "References: <a@acme> <b@jane>\r\n", NONE, "j@example.org");
    MessageId last = deliver("References: <c@acme>\r\n");

    catchUp.run(support);

    assertThat(List.of(answer, ours, last))
        .allSatisfy(id -> assertThat(conversation(id)).isEqualTo(conversation(question)));
  }

  @Test
  void an_answer_that_names_nothing_joins_by_subject_and_by_the_person_we_wrote_to() {
    MessageId ours =
        team.send("a@acme", "Subject: Order\r\nTo: jane@example.org\r\n", NONE, "j@x.example");
    catchUp.run(support);
    MessageId hers = deliver("From: Jane@example.org\r\nSubject: Re: Order\r\n");
    MessageId strangers = deliver("From: joe@example.org\r\nSubject: Re: Order\r\n");

    catchUp.run(support);

    assertThat(conversation(hers)).isEqualTo(conversation(ours));
    assertThat(conversation(strangers)).isNotEqualTo(conversation(ours));
  }

  @Test
  void the_alias_that_we_write_under_is_nobody_who_relates_two_subjects() {
    MessageId toJane =
        team.send(
            "a@acme", "Subject: Re: Order\r\nTo: jane@example.org\r\n", NONE, "jane@example.org");
    MessageId toJoe =
        team.send(
            "b@acme", "Subject: Re: Order\r\nTo: joe@example.org\r\n", NONE, "joe@example.org");

    catchUp.run(support);

    assertThat(conversation(toJane)).isNotEqualTo(conversation(toJoe));
  }

  private ConversationId conversation(MessageId id) {
    return store.messages().placements(support, 0, 5_000).stream()
        .filter(place -> place.messageId().equals(id))
        .findFirst()
        .map(Placement::conversationId)
        .orElseThrow();
  }

  private MessageState state(MessageId id) {
    return store.entries().find(support, List.of(id)).get(0).state();
  }

  private MessageId deliver(String fields) {
    String message = "X-Number: " + delivered.incrementAndGet() + "\r\n" + fields + "\r\nHello\r\n";
    Verdict verdict =
        melme
            .router()
            .deliver(
                Envelope.from(ReversePath.parse("jane@example.org"))
                    .to(EmailAddress.parse("support@acme.example")),
                MessageSource.of(message.getBytes(ISO_8859_1)))
            .verdicts()
            .get(0);
    return ((Verdict.Stored) verdict).messageId();
  }
}
