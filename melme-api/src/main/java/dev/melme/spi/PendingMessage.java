package dev.melme.spi;

import dev.melme.api.ConversationId;
import dev.melme.api.Correspondent;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageTrait;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.Folder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that was appended and has no place yet: what catch-up needs to relate it to others.
 *
 * @param messageId the message
 * @param receivedAt when it was taken
 * @param messageIdField its Message-ID without angle brackets
 * @param inReplyTo ids of the In-Reply-To field
 * @param references ids of the References field, oldest first
 * @param subject its subject
 * @param from entries of the From field
 * @param to entries of the To field
 * @param cc entries of the Cc field
 * @param aliases through which aliases it came in when it was appended
 * @param attachmentCount how many attachments it has
 * @param folder the folder that its entry is to begin in: {@link Folder#SENT} for a sent copy
 * @param conversation the conversation that a sent copy goes on with
 * @param report whether it is a report about another message ({@link MessageTrait#REPORT})
 */
public record PendingMessage(
    MessageId messageId,
    Instant receivedAt,
    Optional<String> messageIdField,
    List<String> inReplyTo,
    List<String> references,
    String subject,
    List<Correspondent> from,
    List<Correspondent> to,
    List<Correspondent> cc,
    List<MatchedAlias> aliases,
    int attachmentCount,
    Folder folder,
    Optional<ConversationId> conversation,
    boolean report) {

  /** Copies the lists and checks that nothing is missing. */
  public PendingMessage {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(messageIdField, "messageIdField");
    inReplyTo = List.copyOf(inReplyTo);
    references = List.copyOf(references);
    Objects.requireNonNull(subject, "subject");
    from = List.copyOf(from);
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    aliases = List.copyOf(aliases);
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(conversation, "conversation");
  }

  /**
   * A message that came in and is no report.
   *
   * @param messageId the message
   * @param receivedAt when it was taken
   * @param messageIdField its Message-ID without angle brackets
   * @param inReplyTo ids of the In-Reply-To field
   * @param references ids of the References field, oldest first
   * @param subject its subject
   * @param from entries of the From field
   * @param to entries of the To field
   * @param cc entries of the Cc field
   * @param aliases through which aliases it came in
   * @param attachmentCount how many attachments it has
   */
  public PendingMessage(
      MessageId messageId,
      Instant receivedAt,
      Optional<String> messageIdField,
      List<String> inReplyTo,
      List<String> references,
      String subject,
      List<Correspondent> from,
      List<Correspondent> to,
      List<Correspondent> cc,
      List<MatchedAlias> aliases,
      int attachmentCount) {
    this(
        messageId,
        receivedAt,
        messageIdField,
        inReplyTo,
        references,
        subject,
        from,
        to,
        cc,
        aliases,
        attachmentCount,
        Folder.INBOX,
        Optional.empty(),
        false);
  }

  /**
   * What catch-up needs of a message that came in.
   *
   * @param message the message
   * @return its part
   */
  public static PendingMessage of(StoredMessage message) {
    return of(message, Folder.INBOX, Optional.empty());
  }

  /**
   * What catch-up needs of a sent copy.
   *
   * @param message the message
   * @param conversation the conversation that it goes on with
   * @return its part
   */
  public static PendingMessage sent(StoredMessage message, Optional<ConversationId> conversation) {
    return of(message, Folder.SENT, conversation);
  }

  private static PendingMessage of(
      StoredMessage message, Folder folder, Optional<ConversationId> conversation) {
    MessageIndex index = message.index();
    return new PendingMessage(
        message.id(),
        message.reception().receivedAt(),
        index.messageIdField(),
        index.inReplyTo(),
        index.references(),
        index.subject(),
        index.from(),
        index.to(),
        index.cc(),
        message.aliases(),
        index.attachments().size(),
        folder,
        conversation,
        index.traits().contains(MessageTrait.REPORT));
  }
}
