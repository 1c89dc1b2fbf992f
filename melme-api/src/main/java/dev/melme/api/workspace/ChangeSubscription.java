package dev.melme.api.workspace;

/** Somebody who listens to a mailbox. Safe for use by many threads. */
public interface ChangeSubscription extends AutoCloseable {

  /** Listens no longer. A call that is under way may still end. Doing it twice changes nothing. */
  @Override
  void close();
}
