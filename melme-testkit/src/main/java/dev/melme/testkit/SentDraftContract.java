package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftId;
import dev.melme.api.outbound.Outbound;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.OutgoingMessage;
import dev.melme.spi.ThreadKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The rules of sending drafts, OUT-04, OUT-05 and OUT-30; part of {@link OutboxRepositoryContract}.
 */
public interface SentDraftContract extends StoreContract {

  /**
   * {@link StoreRule#OUT_04}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_04)
  default void out04_a_draft_goes_with_the_message_made_of_it(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    Draft beside = desk.created();
    desk.created();
    int file = desk.attached("offer.pdf", Specimens.bytes(1000)).number();
    DraftVersion stale = desk.version();
    desk.updated("changed by somebody else");
    DraftDesk stranger = new DraftDesk(subject);
    stranger.created();
    List<DraftVersion> wrong =
        List.of(
            stale,
            new DraftVersion(desk.draft().id(), 3),
            new DraftVersion(new DraftId(Ids.next()), 1),
            stranger.version());

    for (DraftVersion version : wrong) {
      assertRefused(subject, desk, version);
    }
    assertThat(desk.found()).as("a draft that was not sent").contains(desk.draft());
    assertThat(desk.bytes(file, 100)).as("the file of a draft that was not sent").isPresent();
    assertThat(stranger.found())
        .as("the draft of another mailbox, named by who sends")
        .contains(stranger.draft());

    OutgoingMessage message = desk.message();
    EnqueueOutcome sent = subject.outbox().enqueue(message, Optional.of(desk.version()));

    assertThat(sent)
        .as("enqueue() with the draft as it is stored")
        .isEqualTo(EnqueueOutcome.ENQUEUED);
    assertThat(subject.outbox().find(desk.id(), List.of(message.outbound().messageId())))
        .as("what the outbox keeps of a message that was made of a draft")
        .containsExactly(message.outbound());
    assertThat(desk.found()).as("the draft that was sent").isEmpty();
    assertThat(desk.bytes(file, 100)).as("the file of a draft that was sent").isEmpty();
    assertThat(subject.drafts().list(desk.id(), Optional.empty(), 10))
        .as("drafts after one of two was sent")
        .containsExactly(beside);
    assertThat(subject.outbox().enqueue(desk.message(), Optional.of(desk.version())))
        .as("enqueue() of another message made of the same draft")
        .isEqualTo(EnqueueOutcome.DRAFT_CHANGED);
    assertThat(subject.mailboxes().usage(desk.id()).messages())
        .as("messages after a draft was to be sent twice")
        .isEqualTo(1);
  }

  private static void assertRefused(StoreUnderTest subject, DraftDesk desk, DraftVersion version) {
    ConversationId conversation = Specimens.newConversationId();
    ThreadKey key = ThreadKey.ofConversation(conversation);
    OutgoingMessage message = OutboxSpecimens.in(conversation, desk.message());

    EnqueueOutcome outcome = subject.outbox().enqueue(message, Optional.of(version));

    assertThat(outcome)
        .as("enqueue() with a draft that was changed, is missing or is another mailbox's")
        .isEqualTo(EnqueueOutcome.DRAFT_CHANGED);
    assertThat(subject.mailboxes().usage(desk.id()))
        .as("usage after a message was not enqueued")
        .isEqualTo(MailboxUsage.NONE);
    assertThat(subject.messages().outcome(desk.id(), List.of(message.key())))
        .as("outcome of a message that was not enqueued")
        .isEmpty();
    assertThat(subject.outbox().find(desk.id(), List.of(message.outbound().messageId())))
        .as("what the outbox keeps of a message that was not enqueued")
        .isEmpty();
    assertThat(subject.pending(desk.mailbox()).messages())
        .as("pending messages after one was not enqueued")
        .isEmpty();
    assertThat(subject.messages().threads(desk.id(), List.of(key)))
        .as("the conversation of a message that was not enqueued")
        .isEmpty();
  }

  /**
   * {@link StoreRule#OUT_05}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_05)
  default void out05_of_racing_threads_one_sends_a_draft(StoreUnderTest subject) {
    for (int round = 0; round < 8; round++) {
      DraftDesk desk = new DraftDesk(subject);
      desk.created();
      DraftVersion seen = desk.version();
      boolean somebodySaves = round % 2 == 1;
      List<OutgoingMessage> messages = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        messages.add(desk.message());
      }

      List<Boolean> won =
          Racing.run(
              8,
              thread -> {
                if (somebodySaves && thread % 2 == 1) {
                  return subject.drafts().update(DraftDesk.next(desk.draft(), "by " + thread));
                }
                return subject.outbox().enqueue(messages.get(thread), Optional.of(seen))
                    == EnqueueOutcome.ENQUEUED;
              });

      assertThat(Collections.frequency(won, true))
          .as("threads of 8 that sent or saved one version of a draft")
          .isEqualTo(1);
      int winner = won.indexOf(true);
      boolean sent = !somebodySaves || winner % 2 == 0;
      Instant now = subject.store().now();
      assertThat(subject.outbox().lease(now, now.plus(Sender.LEASE), 10))
          .as("messages that are to be sent after 8 threads raced for a draft")
          .extracting(Outbound::messageId)
          .containsExactlyElementsOf(
              sent ? List.of(messages.get(winner).outbound().messageId()) : List.of());
      assertThat(subject.mailboxes().usage(desk.id()).messages())
          .as("sent copies of a draft that 8 threads sent or saved")
          .isEqualTo(sent ? 1 : 0);
      assertThat(desk.found().isPresent())
          .as("whether there still is a draft that was %s", sent ? "sent" : "saved")
          .isEqualTo(!sent);
    }
  }

  /**
   * {@link StoreRule#OUT_30}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_30)
  default void out30_a_message_that_is_enqueued_again_is_sent_once(StoreUnderTest subject) {
    for (int round = 0; round < 4; round++) {
      DraftDesk desk = new DraftDesk(subject);
      desk.created();
      Optional<DraftVersion> seen = Optional.of(desk.version());
      OutgoingMessage message = desk.message();

      List<EnqueueOutcome> outcomes =
          Racing.run(4, thread -> subject.outbox().enqueue(message, seen));

      assertThat(outcomes)
          .as("enqueue() of one message by four threads")
          .containsOnly(EnqueueOutcome.ENQUEUED);
      assertSentOnce(subject, desk, message);
      assertThat(subject.outbox().enqueue(message, seen))
          .as("enqueue() of a message that was enqueued, with the draft that went with it")
          .isEqualTo(EnqueueOutcome.ENQUEUED);
      desk.created();
      assertThat(subject.outbox().enqueue(message, Optional.of(desk.version())))
          .as("enqueue() of a message that was enqueued, with another draft")
          .isEqualTo(EnqueueOutcome.ENQUEUED);
      assertThat(desk.found()).as("a draft that nothing was sent of").contains(desk.draft());
      assertSentOnce(subject, desk, message);
    }
  }

  private static void assertSentOnce(
      StoreUnderTest subject, DraftDesk desk, OutgoingMessage message) {
    assertThat(subject.mailboxes().usage(desk.id()).messages())
        .as("messages after one was enqueued over and over")
        .isEqualTo(1);
    assertThat(subject.outbox().find(desk.id(), List.of(message.outbound().messageId())))
        .as("what the outbox keeps of a message that was enqueued over and over")
        .containsExactly(message.outbound());
    assertThat(subject.pending(desk.mailbox()).messages())
        .as("pending messages after one was enqueued over and over")
        .hasSize(1);
  }
}
