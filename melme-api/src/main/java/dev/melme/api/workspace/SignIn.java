package dev.melme.api.workspace;

import java.util.Objects;

/** The outcome of a sign-in. */
public sealed interface SignIn permits SignIn.Granted, SignIn.Refused {

  /**
   * Calls the visitor's method for this outcome.
   *
   * @param visitor what to do per outcome
   * @param <R> what it returns
   * @return the visitor's answer
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * Slug and password were right and the mailbox is active.
   *
   * @param workspace the handle on the mailbox
   * @param token the secret of the new session; {@link MailboxAuthenticator#resume} takes it
   * @param device the secret of this device, for its next sign-in
   */
  record Granted(Workspace workspace, SessionToken token, DeviceToken device) implements SignIn {

    /** Checks that nothing is missing. */
    public Granted {
      Objects.requireNonNull(workspace, "workspace");
      Objects.requireNonNull(token, "token");
      Objects.requireNonNull(device, "device");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.granted(this);
    }
  }

  /**
   * Nobody was signed in. Why is not told: an unknown slug, a wrong password, a mailbox that is
   * switched off and too many attempts are one answer.
   *
   * @param slugExpected true when what was typed as a slug holds an {@code @}, so that it looks
   *     like an address: told by its form alone, whether such an alias exists or not
   */
  record Refused(boolean slugExpected) implements SignIn {

    private static final String TEXT =
        "Slug or password is wrong, or this mailbox cannot be signed in to now."
            + " After several failures wait a little before you try again.";

    private static final String HINT = " Sign in with your mailbox slug, not with an address.";

    /**
     * What to show.
     *
     * @return a sentence or two for people
     */
    public String message() {
      return slugExpected ? TEXT + HINT : TEXT;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.refused(this);
    }
  }

  /**
   * Handles each outcome.
   *
   * @param <R> what is returned
   */
  interface Visitor<R> {

    /**
     * Signed in.
     *
     * @param outcome the outcome
     * @return the answer
     */
    default R granted(Granted outcome) {
      return other(outcome);
    }

    /**
     * Not signed in.
     *
     * @param outcome the outcome
     * @return the answer
     */
    default R refused(Refused outcome) {
      return other(outcome);
    }

    /**
     * An outcome that this visitor does not handle.
     *
     * @param outcome the outcome
     * @return the answer
     */
    R other(SignIn outcome);
  }
}
