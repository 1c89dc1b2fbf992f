package dev.melme.api.workspace;

import dev.melme.api.MelMeException;

/**
 * The session of a workspace is over: signed out, revoked, too old, unused for too long, or ended
 * with all others by a new password or because the mailbox was switched off or deleted.
 */
public class SessionEndedException extends MelMeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; why the session ended is not told. */
  public SessionEndedException() {
    super("This session has ended. Sign in again");
  }
}
