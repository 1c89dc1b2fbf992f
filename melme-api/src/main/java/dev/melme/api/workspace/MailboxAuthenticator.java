package dev.melme.api.workspace;

import dev.melme.api.ClientFacts;

/**
 * Signs teams in, by slug and password only.
 *
 * <p>An alias address signs nobody in, and every failure gets the same answer in text and time, so
 * that nobody learns which slugs exist. Safe for use by many threads.
 */
public interface MailboxAuthenticator {

  /**
   * Signs in.
   *
   * @param slug the mailbox's slug as it was typed
   * @param password the password as it was typed
   * @param client who asks
   * @return granted with a workspace, or refused
   */
  SignIn signIn(String slug, String password, ClientFacts client);
}
