package dev.melme.api;

import java.util.Objects;

/** Names a mailbox, by its id or by its slug. */
public sealed interface MailboxRef permits MailboxRef.ById, MailboxRef.BySlug {

  /**
   * By id.
   *
   * @param id the mailbox's id
   */
  record ById(MailboxId id) implements MailboxRef {

    /** Checks that there is an id. */
    public ById {
      Objects.requireNonNull(id, "id");
    }
  }

  /**
   * By slug.
   *
   * @param slug the mailbox's slug
   */
  record BySlug(Slug slug) implements MailboxRef {

    /** Checks that there is a slug. */
    public BySlug {
      Objects.requireNonNull(slug, "slug");
    }
  }
}
