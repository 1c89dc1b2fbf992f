package dev.melme.core.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.ConversationId;
import dev.melme.api.MessageId;
import dev.melme.api.StoredMessage;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an answer names of the messages before it. */
class ThreadFieldsTest {

  private final WritingTeam team = new WritingTeam();

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  void id_of_another_conversation_and_unknown_ones_are_not_named() {
    MessageId other = team.deliver("From: e@x.example\r\nMessage-ID: <secret@x.example>\r\n\r\nx");
    MessageId root = team.deliver("From: a@x.example\r\nMessage-ID: <root@x.example>\r\n\r\nx");
    ConversationId ours = conversation(root);
    assertThat(conversation(other)).isNotEqualTo(ours);
    // It unites conversations when it is caught up; while they are too long, it does not.
    StoredMessage message =
        team.workspace
            .message(
                team.deliver(
                    "From: a@x.example\r\nMessage-ID: <last@x.example>\r\n"
                        + "References: <root@x.example> <secret@x.example> <unknown@x.example>\r\n\r\nx"))
            .orElseThrow();

    ThreadFields fields =
        ThreadFields.answering(message, Optional.of(ours), team.store.real.messages());

    assertThat(fields.inReplyTo()).contains("last@x.example");
    assertThat(fields.references()).containsExactly("root@x.example", "last@x.example");
  }

  @Test
  void single_in_reply_to_stands_for_references() {
    MessageId root = team.deliver("From: a@x.example\r\nMessage-ID: <root@x.example>\r\n\r\nx");
    ConversationId ours = conversation(root);
    StoredMessage one = message("In-Reply-To: <root@x.example>");
    StoredMessage two = message("In-Reply-To: <root@x.example> <root2@x.example>");

    assertThat(references(one, ours)).containsExactly("root@x.example", "last@x.example");
    assertThat(references(two, ours)).containsExactly("last@x.example");
  }

  @Test
  void message_without_an_id_is_not_named() {
    StoredMessage message =
        team.workspace.message(team.deliver("From: a@x.example\r\n\r\nx")).orElseThrow();

    assertThat(ThreadFields.answering(message, Optional.empty(), team.store.real.messages()))
        .isEqualTo(ThreadFields.NONE);
  }

  private StoredMessage message(String field) {
    return team.workspace
        .message(
            team.deliver(
                "From: a@x.example\r\nMessage-ID: <last@x.example>\r\n" + field + "\r\n\r\nx"))
        .orElseThrow();
  }

  private Iterable<String> references(StoredMessage message, ConversationId conversation) {
    return ThreadFields.answering(message, Optional.of(conversation), team.store.real.messages())
        .references();
  }

  private ConversationId conversation(MessageId id) {
    return team.workspace.entry(id).orElseThrow().conversationId();
  }
}
