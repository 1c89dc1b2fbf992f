package dev.melme.core.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.StoredContent;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.SearchQuery;
import dev.melme.api.workspace.Selection;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.RecordingStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreWorkspaceTest {

  private final RecordingStore store = new RecordingStore();
  private final MelMe melme = MelMe.builder().store(store).build();
  private final MailboxId support = mailbox("support-inbox", "support@acme.example");
  private final MailboxId billing = mailbox("billing-inbox", "billing@acme.example");

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void pages_run_from_the_newest_to_the_oldest_and_end() {
    List<MessageId> delivered = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      delivered.add(0, deliver("support@acme.example", "Subject: " + i + "\r\n\r\n"));
    }
    Workspace workspace = melme.admin().workspace(support, "test");

    Page<MessageEntry> first = workspace.messages(PageRequest.first(3));
    deliver("support@acme.example", "Subject: newer\r\n\r\n");
    Page<MessageEntry> second =
        workspace.messages(PageRequest.first(3).after(first.next().orElseThrow()));
    Page<MessageEntry> third =
        workspace.messages(PageRequest.first(3).after(second.next().orElseThrow()));

    List<MessageId> read = new ArrayList<>();
    for (Page<MessageEntry> page : List.of(first, second, third)) {
      page.items().forEach(item -> read.add(item.id()));
    }
    assertThat(read).isEqualTo(delivered);
    assertThat(third.next()).isEmpty();
  }

  @Test
  void a_message_of_another_mailbox_is_missing() {
    MessageId theirs = deliver("billing@acme.example", "Subject: secret\r\n\r\n");
    Workspace workspace = melme.admin().workspace(support, "test");

    assertThat(workspace.message(theirs)).isEmpty();
    assertThat(workspace.original(theirs)).isEmpty();
    assertThat(melme.admin().workspace(billing, "test").message(theirs)).isPresent();
  }

  @Test
  void ranges_and_skips_read_what_they_name() throws IOException {
    byte[] bytes = new byte[600_000];
    new Random(1).nextBytes(bytes);
    System.arraycopy("A: b\r\n\r\n".getBytes(ISO_8859_1), 0, bytes, 0, 8);
    StoredContent content =
        melme
            .admin()
            .workspace(support, "test")
            .original(deliver("support@acme.example", bytes))
            .orElseThrow();

    assertThat(content.sizeBytes()).isEqualTo(bytes.length);
    for (long[] range :
        new long[][] {
          {0, 1},
          {262_143, 2},
          {262_144, 300_000},
          {599_999, 10},
          {600_000, 1},
          {700_000, 1},
          {5, 0}
        }) {
      int from = (int) Math.min(range[0], bytes.length);
      int to = (int) Math.min(range[0] + range[1], bytes.length);
      assertThat(content.openRange(range[0], range[1]).readAllBytes())
          .isEqualTo(Arrays.copyOfRange(bytes, from, Math.max(from, to)));
    }
    try (InputStream in = content.openStream()) {
      assertThat(in.read()).isEqualTo('A');
      in.skipNBytes(300_000);
      assertThat(in.read()).isEqualTo(bytes[300_001] & 0xFF);
    }
    assertThatThrownBy(() -> content.openRange(-1, 1)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_message_erased_while_it_is_read_fails_instead_of_ending_early() throws IOException {
    byte[] bytes = new byte[600_000];
    System.arraycopy("A: b\r\n\r\n".getBytes(ISO_8859_1), 0, bytes, 0, 8);
    MessageId id = deliver("support@acme.example", bytes);
    try (InputStream in =
        melme.admin().workspace(support, "test").original(id).orElseThrow().openStream()) {
      in.read();

      store.messages().erase(support, List.of(id));

      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("erased");
    }
  }

  @Test
  void what_is_there_costs_one_call_to_the_store() throws IOException {
    byte[] bytes = new byte[256 * 1024];
    System.arraycopy("A: b\r\n\r\n".getBytes(ISO_8859_1), 0, bytes, 0, 8);
    MessageId id = deliver("support@acme.example", bytes);
    Workspace workspace = melme.admin().workspace(support, "test");

    store.calls.clear();
    Optional<StoredContent> original = workspace.original(id);
    byte[] read = original.orElseThrow().openStream().readAllBytes();
    assertThat(store.calls).containsExactly("messages.content");
    assertThat(read).isEqualTo(bytes);

    store.calls.clear();
    workspace.message(id);
    assertThat(store.calls).containsExactly("messages.find");

    store.calls.clear();
    workspace.messages(PageRequest.first(10));
    assertThat(store.calls)
        .as("the first look catches up")
        .containsExactly("entries.list", "messages.pending", "messages.apply", "entries.list");

    store.calls.clear();
    workspace.messages(PageRequest.first(10));
    assertThat(store.calls).containsExactly("entries.list");

    store.calls.clear();
    workspace.search(SearchQuery.parse("word"), PageRequest.first(10));
    assertThat(store.calls).containsExactly("entries.match", "mailboxes.find");

    store.calls.clear();
    workspace.mark(Selection.of(id), Marking.flag());
    assertThat(store.calls).containsExactly("entries.behind", "entries.mark");
    workspace.messages(PageRequest.first(1));

    store.calls.clear();
    workspace.changesSince(workspace.changeCursor());
    assertThat(store.calls).containsExactly("mailboxes.find", "entries.changes", "entries.changes");
  }

  @Test
  void a_larger_message_costs_one_call_per_chunk_and_can_be_opened_again() throws IOException {
    byte[] bytes = new byte[600_000];
    new Random(2).nextBytes(bytes);
    System.arraycopy("A: b\r\n\r\n".getBytes(ISO_8859_1), 0, bytes, 0, 8);
    MessageId id = deliver("support@acme.example", bytes);
    StoredContent content = melme.admin().workspace(support, "test").original(id).orElseThrow();
    store.calls.clear();

    assertThat(content.openRange(7, 3).readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 7, 10));
    assertThat(store.calls).isEmpty();
    assertThat(content.openStream().readAllBytes()).isEqualTo(bytes);
    assertThat(content.openStream().readAllBytes()).isEqualTo(bytes);
    assertThat(store.calls).hasSize(6).containsOnly("messages.content");
  }

  @Test
  void an_empty_answer_is_told_from_a_mailbox_that_is_gone() {
    MessageId erased = deliver("support@acme.example", "Subject: erased\r\n\r\n");
    store.messages().erase(support, List.of(erased));
    Workspace workspace = melme.admin().workspace(support, "test");

    assertThat(workspace.message(erased)).isEmpty();
    assertThat(workspace.original(erased)).isEmpty();
    assertThat(workspace.messages(PageRequest.first(1)).items()).isEmpty();
    melme.admin().deleteMailbox(support);
    assertThatThrownBy(() -> workspace.message(erased)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> workspace.original(erased)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void a_workspace_ends_with_its_mailbox() {
    Workspace workspace = melme.admin().workspace(support, "test");
    melme.admin().deleteMailbox(support);

    assertThatThrownBy(workspace::mailbox).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> workspace.messages(PageRequest.first(1)))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> melme.admin().workspace(support, "test"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void whoever_opens_a_workspace_is_named() {
    assertThatThrownBy(() -> melme.admin().workspace(support, " "))
        .isInstanceOf(InvalidValueException.class);
  }

  private MailboxId mailbox(String slug, String address) {
    MailboxId id = melme.admin().createMailbox(NewMailbox.of(slug, slug)).id();
    melme.admin().createAlias(address, Route.toMailbox(id));
    return id;
  }

  private MessageId deliver(String recipient, String message) {
    return deliver(recipient, message.getBytes(ISO_8859_1));
  }

  private MessageId deliver(String recipient, byte[] message) {
    Envelope envelope = Envelope.from(ReversePath.NULL).to(EmailAddress.parse(recipient));
    Verdict verdict = melme.router().deliver(envelope, MessageSource.of(message)).verdicts().get(0);
    return ((Verdict.Stored) verdict).messageId();
  }
}
