package dev.melme.api.workspace;

import dev.melme.api.ClientFacts;
import dev.melme.api.StoreException;
import java.util.Optional;

/**
 * Signs teams in, by slug and password only.
 *
 * <p>An alias address signs nobody in, and every failure gets the same answer in text and time, so
 * that nobody learns which slugs exist. Failures are counted per slug and per client address, on
 * all nodes of a store together: five are free, then each is followed by a wait, from a second
 * doubling to an hour, and a hundred in a row end it. Safe for use by many threads.
 */
public interface MailboxAuthenticator {

  /**
   * Signs in.
   *
   * @param request slug and password as they were typed, and who asks
   * @return granted with a workspace and a new token, or refused
   * @throws StoreException when the store cannot answer, which is no refusal
   */
  SignIn signIn(SignInRequest request);

  /**
   * Signs in.
   *
   * @param slug the mailbox's slug as it was typed
   * @param password the password as it was typed
   * @param client who asks; its network address counts
   * @return granted with a workspace and a new token, or refused
   * @throws StoreException when the store cannot answer, which is no refusal
   */
  default SignIn signIn(String slug, String password, ClientFacts client) {
    SignInRequest request = SignInRequest.of(slug, password);
    return signIn(client.address().map(request::from).orElse(request));
  }

  /**
   * Goes on with a session.
   *
   * @param token what its sign-in gave
   * @return the workspace; empty when the session has ended, whatever ended it
   * @throws StoreException when the store cannot answer
   */
  Optional<Workspace> resume(SessionToken token);
}
