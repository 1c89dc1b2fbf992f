package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.SessionId;
import dev.melme.api.outbound.DraftId;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.NewSession;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.SessionRepository;
import dev.melme.spi.ThreadKey;
import dev.melme.spi.TokenHash;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IsolationMatrixTest {

  /** What a later version of the SPI could add. */
  @SuppressWarnings("unused")
  interface Later {
    void flag(MailboxId mailboxId, MessageId messageId);

    void page(MailboxId mailboxId, Optional<MessageId> before, int limit);

    void settle(MailboxId mailboxId, List<DeliveryKey> keys);

    void star(MailboxId mailboxId, MessageId messageId, Thread colour);

    void unite(MailboxId mailboxId, Set<ThreadKey> keys);

    void undo(MailboxId mailboxId, CatchUpBatch batch);

    void rename(MailboxId mailboxId, String name);

    void label(MailboxId mailboxId, SessionId sessionId, String text);

    void trust(MailboxId mailboxId, List<TokenHash> devices);

    void adopt(MailboxId mailboxId, NewSession session);

    void count(TokenHash key, MailboxId mailboxId);

    void lock(MailboxId mailboxId, Optional<DraftId> draft);
  }

  @Test
  void methods_that_take_a_mailbox_and_a_message_or_key_are_in_the_matrix() {
    List<String> concerned =
        Arrays.stream(Later.class.getMethods())
            .filter(IsolationMatrix::concerns)
            .map(Method::getName)
            .sorted()
            .toList();

    assertThat(concerned).containsExactly("flag", "page", "settle", "star", "undo", "unite");
  }

  @Test
  void what_is_seen_and_done_to_entries_is_in_the_matrix() {
    List<String> concerned =
        Arrays.stream(EntryRepository.class.getMethods())
            .filter(IsolationMatrix::concerns)
            .map(Method::getName)
            .sorted()
            .toList();

    assertThat(concerned).containsExactly("conversation", "facts", "find", "list", "mark", "match");
  }

  @Test
  void methods_that_take_a_mailbox_and_a_session_or_secret_are_in_the_matrix() {
    List<String> concerned =
        Stream.of(Later.class, SessionRepository.class)
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .filter(IsolationMatrix::concernsSessions)
            .map(Method::getName)
            .sorted()
            .toList();

    assertThat(concerned)
        .containsExactly("adopt", "end", "knowsDevice", "label", "resume", "trust");
  }

  @Test
  void what_is_done_to_sent_messages_is_in_the_matrix() {
    List<String> concerned =
        Arrays.stream(OutboxRepository.class.getMethods())
            .filter(IsolationMatrix::concerns)
            .map(Method::getName)
            .sorted()
            .toList();

    assertThat(concerned).containsExactly("bounced", "cancel", "find", "retry");
  }

  @Test
  void methods_that_take_a_mailbox_and_a_draft_are_in_the_matrix() {
    List<String> concerned =
        Stream.of(Later.class, DraftRepository.class)
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .filter(IsolationMatrix::concernsDrafts)
            .map(Method::getName)
            .sorted()
            .toList();

    assertThat(concerned)
        .containsExactly("attach", "content", "delete", "detach", "find", "list", "lock");
  }

  @Test
  void a_parameter_of_an_unknown_type_fails_until_it_is_taught() throws NoSuchMethodException {
    StoreUnderTest subject = new StoreUnderTest(InMemoryStore.create(), MutableClock.create());
    Method star = Later.class.getMethod("star", MailboxId.class, MessageId.class, Thread.class);

    assertThatThrownBy(() -> SampleArguments.of(star, subject.mailbox(), Specimens.newMessageId()))
        .hasMessageContaining("Teach SampleArguments this type")
        .hasMessageContaining("java.lang.Thread");
  }

  @Test
  void every_repository_of_the_store_is_asked() {
    assertThat(SpiMethods.of(InMemoryStore.create()))
        .extracting(SpiMethods.Bound::toString)
        .contains(
            "MailboxRepository.usage",
            "AliasRepository.match",
            "MessageRepository.append",
            "EntryRepository.mark",
            "SessionRepository.open",
            "DeliveryLogRepository.record",
            "OutboxRepository.enqueue",
            "DraftRepository.attach",
            "MelMeStore.prune")
        .doesNotContain("MelMeStore.close", "MelMeStore.messages");
  }
}
