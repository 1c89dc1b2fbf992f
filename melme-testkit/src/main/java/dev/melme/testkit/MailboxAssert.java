package dev.melme.testkit;

import dev.melme.api.Mailbox;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a mailbox. */
public final class MailboxAssert extends AbstractAssert<MailboxAssert, Mailbox> {

  MailboxAssert(Mailbox actual) {
    super(actual, MailboxAssert.class);
  }

  /**
   * It takes mail.
   *
   * @return this
   */
  public MailboxAssert isActive() {
    isNotNull();
    if (!actual.active()) {
      failWithMessage("Expected mailbox %s to be active, but it is inactive", actual.slug());
    }
    return this;
  }

  /**
   * It takes no mail.
   *
   * @return this
   */
  public MailboxAssert isInactive() {
    isNotNull();
    if (actual.active()) {
      failWithMessage("Expected mailbox %s to be inactive, but it is active", actual.slug());
    }
    return this;
  }

  /**
   * Its slug.
   *
   * @param slug the slug's text
   * @return this
   */
  public MailboxAssert hasSlug(String slug) {
    return has("slug", slug, actual.slug().value());
  }

  /**
   * Its internal title.
   *
   * @param name the title
   * @return this
   */
  public MailboxAssert hasName(String name) {
    return has("name", name, actual.name());
  }

  /**
   * What recipients see.
   *
   * @param senderName the name
   * @return this
   */
  public MailboxAssert hasSenderName(String senderName) {
    return has("sender name", senderName, actual.senderName());
  }

  private MailboxAssert has(String what, String expected, String seen) {
    isNotNull();
    if (!expected.equals(seen)) {
      failWithMessage(
          "Expected mailbox %s to have the %s <%s>, but it is <%s>",
          actual.slug(), what, expected, seen);
    }
    return this;
  }
}
