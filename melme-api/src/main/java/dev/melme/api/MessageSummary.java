package dev.melme.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One line of a message list.
 *
 * @param id the message's id
 * @param receivedAt when it was taken, by the clock of the store
 * @param from entries of the From field
 * @param subject decoded subject, empty when there was none
 * @param snippet the first 200 characters of the text
 * @param aliases through which aliases it came in, at least one
 * @param attachmentCount number of attachments, inline ones included
 * @param sizeBytes size of the original in bytes
 * @param completeness whether the index covers the whole message
 * @param traits what the header fields tell about the message's kind
 */
public record MessageSummary(
    MessageId id,
    Instant receivedAt,
    List<Correspondent> from,
    String subject,
    String snippet,
    List<MatchedAlias> aliases,
    int attachmentCount,
    long sizeBytes,
    MessageIndex.Completeness completeness,
    Set<MessageTrait> traits) {

  /** Copies the collections and checks that nothing is missing. */
  public MessageSummary {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(receivedAt, "receivedAt");
    from = List.copyOf(from);
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(snippet, "snippet");
    aliases = List.copyOf(aliases);
    Objects.requireNonNull(completeness, "completeness");
    traits = Set.copyOf(traits);
  }

  /**
   * Tells whether a limit ended the index of this message early.
   *
   * @return true when the message is stored but marked "unparsed"
   */
  public boolean unparsed() {
    return completeness == MessageIndex.Completeness.UNPARSED;
  }
}
