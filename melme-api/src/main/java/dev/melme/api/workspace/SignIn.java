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
   */
  record Granted(Workspace workspace) implements SignIn {

    /** Checks that there is a workspace. */
    public Granted {
      Objects.requireNonNull(workspace, "workspace");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.granted(this);
    }
  }

  /** Nobody was signed in; why is not told. */
  record Refused() implements SignIn {

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
