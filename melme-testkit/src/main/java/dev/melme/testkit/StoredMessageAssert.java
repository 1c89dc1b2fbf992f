package dev.melme.testkit;

import dev.melme.api.AliasPattern;
import dev.melme.api.Attachment;
import dev.melme.api.Correspondent;
import dev.melme.api.EmailAddress;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageTrait;
import dev.melme.api.ReversePath;
import dev.melme.api.StoredMessage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about a stored message. */
public final class StoredMessageAssert extends AbstractAssert<StoredMessageAssert, StoredMessage> {

  StoredMessageAssert(StoredMessage actual) {
    super(actual, StoredMessageAssert.class);
  }

  /**
   * Its decoded subject.
   *
   * @param subject the subject, whole
   * @return this
   */
  public StoredMessageAssert hasSubject(String subject) {
    return has("the subject", subject, actual.index().subject());
  }

  /**
   * An address of its From field.
   *
   * @param address the address text; case does not count
   * @return this
   */
  public StoredMessageAssert isFrom(String address) {
    return contains(
        "to be from", address, actual.index().from().stream().map(Correspondent::address).toList());
  }

  /**
   * The envelope sender.
   *
   * @param reversePath the address, or an empty text for the null reverse path
   * @return this
   */
  public StoredMessageAssert hasReversePath(String reversePath) {
    isNotNull();
    ReversePath seen = actual.reception().reversePath();
    if (!seen.equals(ReversePath.parse(reversePath))) {
      failWithMessage(
          "Expected message %s to have the reverse path <%s>, but it is <%s>",
          actual.id(), reversePath, seen);
    }
    return this;
  }

  /**
   * The alias it came in on; other aliases may be there too.
   *
   * @param alias an address or {@code *@domain}
   * @return this
   */
  public StoredMessageAssert cameInOn(String alias) {
    AliasPattern pattern = AliasPattern.parse(alias);
    List<AliasPattern> seen = actual.aliases().stream().map(MatchedAlias::alias).toList();
    if (!seen.contains(pattern)) {
      failWithMessage(
          "Expected message %s to have come in on <%s>, but it came in on %s",
          actual.id(), alias, seen);
    }
    return this;
  }

  /**
   * A recipient of its envelope.
   *
   * @param recipient the address; case does not count
   * @return this
   */
  public StoredMessageAssert wasSentTo(String recipient) {
    EmailAddress address = EmailAddress.parse(recipient);
    List<EmailAddress> seen = actual.aliases().stream().map(MatchedAlias::recipient).toList();
    if (!seen.contains(address)) {
      failWithMessage(
          "Expected message %s to have been sent to <%s>, but it was sent to %s",
          actual.id(), recipient, seen);
    }
    return this;
  }

  /**
   * A tag that led to it, as {@code orders} of {@code support+orders@}.
   *
   * @param tag the tag
   * @return this
   */
  public StoredMessageAssert hasTag(String tag) {
    return contains("to have the tag", tag, tags());
  }

  /**
   * No recipient needed a tag to be taken off.
   *
   * @return this
   */
  public StoredMessageAssert hasNoTag() {
    isNotNull();
    if (!tags().isEmpty()) {
      failWithMessage("Expected message %s to have no tag, but it has %s", actual.id(), tags());
    }
    return this;
  }

  private List<String> tags() {
    return actual.aliases().stream().map(MatchedAlias::tag).flatMap(Optional::stream).toList();
  }

  /**
   * An attachment, inline or not.
   *
   * @param name its file name, whole
   * @return this
   */
  public StoredMessageAssert hasAttachment(String name) {
    return contains(
        "to have the attachment",
        name,
        actual.index().attachments().stream().map(Attachment::name).toList());
  }

  /**
   * The number of attachments, inline ones included.
   *
   * @param count how many
   * @return this
   */
  public StoredMessageAssert hasAttachmentCount(int count) {
    isNotNull();
    List<Attachment> seen = actual.index().attachments();
    if (seen.size() != count) {
      failWithMessage(
          "Expected message %s to have %s attachments, but it has %s: %s",
          actual.id(), count, seen.size(), seen.stream().map(Attachment::name).toList());
    }
    return this;
  }

  /**
   * Words of its readable text.
   *
   * @param part what the text contains
   * @return this
   */
  public StoredMessageAssert hasTextContaining(String part) {
    isNotNull();
    if (!actual.index().text().contains(part)) {
      failWithMessage(
          "Expected the text of message %s to contain <%s>, but it begins <%s>",
          actual.id(), part, actual.index().snippet());
    }
    return this;
  }

  /**
   * Its size.
   *
   * @param bytes the number of bytes as they were sent
   * @return this
   */
  public StoredMessageAssert hasSizeBytes(long bytes) {
    return has("a size in bytes of", bytes, actual.sizeBytes());
  }

  /**
   * A trait that the index noticed.
   *
   * @param trait the trait
   * @return this
   */
  public StoredMessageAssert hasTrait(MessageTrait trait) {
    return contains("to have the trait", trait, List.copyOf(actual.index().traits()));
  }

  /**
   * The index covers the whole message.
   *
   * @return this
   */
  public StoredMessageAssert isParsed() {
    return has("been read whole:", true, !actual.index().unparsed());
  }

  /**
   * A limit ended the index early.
   *
   * @return this
   */
  public StoredMessageAssert isUnparsed() {
    return has("been read whole:", false, !actual.index().unparsed());
  }

  private StoredMessageAssert has(String what, @Nullable Object expected, @Nullable Object seen) {
    isNotNull();
    if (!Objects.equals(expected, seen)) {
      failWithMessage(
          "Expected message %s to have %s <%s>, but it is <%s>", actual.id(), what, expected, seen);
    }
    return this;
  }

  private StoredMessageAssert contains(String what, Object expected, List<?> seen) {
    isNotNull();
    boolean there =
        seen.stream().anyMatch(one -> one.toString().equalsIgnoreCase(expected.toString()));
    if (!there) {
      failWithMessage(
          "Expected message %s %s <%s>, but there is %s",
          actual.id(), what, expected, seen.isEmpty() ? "none" : "only " + seen);
    }
    return this;
  }
}
