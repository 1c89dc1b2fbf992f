package dev.melme.api;

import java.util.Objects;

/**
 * Where an alias sends its mail. Today there is one kind, {@link ToMailbox}; match it through the
 * {@link Visitor}, whose default keeps working when a kind is added.
 */
public sealed interface Route permits Route.ToMailbox {

  /**
   * Routes to a mailbox by its slug. The slug is resolved once, when the alias is saved; from then
   * on the alias holds the mailbox's id, so a later mailbox can never inherit its mail.
   *
   * @param slug the mailbox's slug
   * @return the route
   * @throws InvalidValueException when the text is not a slug
   */
  static Route toMailbox(String slug) {
    return new ToMailbox(new MailboxRef.BySlug(Slug.of(slug)));
  }

  /**
   * Routes to a mailbox by its slug.
   *
   * @param slug the mailbox's slug
   * @return the route
   */
  static Route toMailbox(Slug slug) {
    return new ToMailbox(new MailboxRef.BySlug(slug));
  }

  /**
   * Routes to a mailbox by its id.
   *
   * @param id the mailbox's id
   * @return the route
   */
  static Route toMailbox(MailboxId id) {
    return new ToMailbox(new MailboxRef.ById(id));
  }

  /**
   * Calls the visitor's method for this kind of route.
   *
   * @param visitor what to do per kind
   * @param <R> what it returns
   * @return the visitor's answer
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * Stores the mail in a mailbox.
   *
   * @param mailbox which one; always by id in an alias that was read back from a store
   */
  record ToMailbox(MailboxRef mailbox) implements Route {

    /** Checks that there is a target. */
    public ToMailbox {
      Objects.requireNonNull(mailbox, "mailbox");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.toMailbox(this);
    }
  }

  /**
   * Handles each kind of route.
   *
   * @param <R> what is returned
   */
  interface Visitor<R> {

    /**
     * A route to a mailbox.
     *
     * @param route the route
     * @return the answer
     */
    default R toMailbox(ToMailbox route) {
      return other(route);
    }

    /**
     * A kind that this visitor does not know.
     *
     * @param route the route
     * @return the answer
     */
    R other(Route route);
  }
}
