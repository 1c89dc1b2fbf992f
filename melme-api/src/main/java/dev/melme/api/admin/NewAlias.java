package dev.melme.api.admin;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AliasStatus;
import dev.melme.api.Route;
import java.util.Objects;

/**
 * An alias to be created. Each method returns a changed copy.
 *
 * @param pattern what it matches
 * @param route where its mail goes
 * @param status whether it takes mail from the start
 * @param whenUnavailable how it refuses while it is disabled or its mailbox is inactive
 * @param sending whether its mailbox may write as it
 */
public record NewAlias(
    AliasPattern pattern,
    Route route,
    AliasStatus status,
    Alias.WhenUnavailable whenUnavailable,
    Alias.Sending sending) {

  /** Checks that nothing is missing. */
  public NewAlias {
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(whenUnavailable, "whenUnavailable");
    Objects.requireNonNull(sending, "sending");
  }

  /**
   * An enabled alias that refuses for good when it is unavailable.
   *
   * @param pattern what it matches
   * @param route where its mail goes
   * @return the alias to create
   */
  public static NewAlias of(AliasPattern pattern, Route route) {
    return new NewAlias(
        pattern, route, AliasStatus.ENABLED, Alias.WhenUnavailable.REFUSE, Alias.Sending.ALLOWED);
  }

  /**
   * Refusing mail from the start.
   *
   * @return a changed copy
   */
  public NewAlias disabled() {
    return new NewAlias(pattern, route, AliasStatus.DISABLED, whenUnavailable, sending);
  }

  /**
   * Deferring mail (450 4.2.1) instead of refusing it while it is unavailable.
   *
   * @return a changed copy
   */
  public NewAlias deferring() {
    return new NewAlias(pattern, route, status, Alias.WhenUnavailable.DEFER, sending);
  }

  /**
   * Taking mail only: answers go out under another alias of the mailbox.
   *
   * @return a changed copy
   */
  public NewAlias receiveOnly() {
    return new NewAlias(pattern, route, status, whenUnavailable, Alias.Sending.RECEIVE_ONLY);
  }
}
