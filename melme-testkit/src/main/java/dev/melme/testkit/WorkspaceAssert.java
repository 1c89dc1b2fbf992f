package dev.melme.testkit;

import dev.melme.api.MessageId;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what a mailbox holds. They read all of its messages. */
public final class WorkspaceAssert extends AbstractAssert<WorkspaceAssert, Workspace> {

  WorkspaceAssert(Workspace actual) {
    super(actual, WorkspaceAssert.class);
  }

  /**
   * The number of messages.
   *
   * @param expected how many
   * @return this
   */
  public WorkspaceAssert hasMessageCount(int expected) {
    List<MessageEntry> messages = messages();
    if (messages.size() != expected) {
      failWithMessage(
          "Expected mailbox %s to hold %s messages, but it holds %s:%s",
          slug(), expected, messages.size(), listed(messages));
    }
    return this;
  }

  /**
   * There is no message.
   *
   * @return this
   */
  public WorkspaceAssert isEmpty() {
    return hasMessageCount(0);
  }

  /**
   * A message of that subject is there.
   *
   * @param subject the decoded subject, whole
   * @return this
   */
  public WorkspaceAssert containsMessageWithSubject(String subject) {
    messageWithSubject(subject);
    return this;
  }

  /**
   * No message of that subject is there.
   *
   * @param subject the decoded subject, whole
   * @return this
   */
  public WorkspaceAssert doesNotContainMessageWithSubject(String subject) {
    List<MessageEntry> messages = messages();
    if (messages.stream().anyMatch(message -> message.subject().equals(subject))) {
      failWithMessage(
          "Expected mailbox %s to hold no message with the subject <%s>, but it holds:%s",
          slug(), subject, listed(messages));
    }
    return this;
  }

  /**
   * Goes on to the newest message of a subject.
   *
   * @param subject the decoded subject, whole
   * @return assertions about the message
   */
  public StoredMessageAssert messageWithSubject(String subject) {
    List<MessageEntry> messages = messages();
    Optional<MessageEntry> found =
        messages.stream().filter(message -> message.subject().equals(subject)).findFirst();
    if (found.isEmpty()) {
      failWithMessage(
          "Expected mailbox %s to hold a message with the subject <%s>, but it holds:%s",
          slug(), subject, listed(messages));
    }
    return about(found.orElseThrow().id());
  }

  /**
   * Goes on to the newest message.
   *
   * @return assertions about the message
   */
  public StoredMessageAssert newestMessage() {
    List<MessageEntry> messages = messages();
    if (messages.isEmpty()) {
      failWithMessage("Expected mailbox %s to hold a message, but it is empty", slug());
    }
    return about(messages.get(0).id());
  }

  /**
   * The bytes of a message are exactly these.
   *
   * @param id the message
   * @param expected the bytes as they were sent
   * @return this
   */
  public WorkspaceAssert hasOriginal(MessageId id, byte[] expected) {
    isNotNull();
    Optional<StoredContent> original = actual.original(id);
    if (original.isEmpty()) {
      failWithMessage("Expected mailbox %s to hold message %s, but it does not", slug(), id);
    }
    byte[] bytes = bytes(original.orElseThrow());
    int wrong = Arrays.mismatch(bytes, expected);
    if (wrong >= 0) {
      failWithMessage(
          "Expected message %s to have the %s bytes that were sent, but it has %s and differs from"
              + " byte %s on",
          id, expected.length, bytes.length, wrong);
    }
    return this;
  }

  private static byte[] bytes(StoredContent content) {
    try (InputStream in = content.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("The bytes of the message cannot be read", e);
    }
  }

  private StoredMessageAssert about(MessageId id) {
    Optional<StoredMessage> message = actual.message(id);
    if (message.isEmpty()) {
      failWithMessage("Message %s was erased meanwhile", id);
    }
    return new StoredMessageAssert(message.orElseThrow());
  }

  private String slug() {
    return actual.mailbox().slug().value();
  }

  private List<MessageEntry> messages() {
    isNotNull();
    List<MessageEntry> all = new ArrayList<>();
    PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
    Page<MessageEntry> page = actual.messages(EntryFilter.everything(), request);
    all.addAll(page.items());
    while (page.next().isPresent()) {
      page = actual.messages(EntryFilter.everything(), request.after(page.next().orElseThrow()));
      all.addAll(page.items());
    }
    return all;
  }

  private static String listed(List<MessageEntry> messages) {
    return messages.isEmpty()
        ? " nothing"
        : messages.stream()
            .limit(20)
            .map(message -> "\n  <" + message.subject() + "> from " + message.from())
            .collect(Collectors.joining());
  }
}
