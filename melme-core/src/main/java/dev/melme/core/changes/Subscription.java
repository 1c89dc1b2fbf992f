package dev.melme.core.changes;

import dev.melme.api.Cursor;
import dev.melme.api.MailboxId;
import dev.melme.api.NotFoundException;
import dev.melme.api.StoreException;
import dev.melme.api.workspace.ChangeListener;
import dev.melme.api.workspace.ChangeSubscription;
import dev.melme.api.workspace.ChangesSince;
import dev.melme.api.workspace.SessionEndedException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who listens. Pokes are counted: the first one brings a look to the executor, those that come
 * meanwhile make that look look again, so that one at a time is called and no poke is lost.
 */
public final class Subscription implements ChangeSubscription {

  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

  private final ChangeBroadcast broadcast;
  private final MailboxId mailboxId;
  private final Function<Cursor, ChangesSince> changesSince;
  private final Executor executor;
  private final ChangeListener listener;
  private final AtomicInteger pokes = new AtomicInteger();

  /** Written by the one look that is under way. */
  private volatile Cursor cursor;

  private volatile boolean closed;

  private Subscription(
      ChangeBroadcast broadcast,
      MailboxId mailboxId,
      Cursor from,
      Function<Cursor, ChangesSince> changesSince,
      Executor executor,
      ChangeListener listener) {
    this.broadcast = broadcast;
    this.mailboxId = mailboxId;
    this.cursor = from;
    this.changesSince = changesSince;
    this.executor = executor;
    this.listener = listener;
  }

  /**
   * Begins to listen.
   *
   * @param broadcast who pokes
   * @param mailboxId the mailbox
   * @param from where to begin
   * @param changesSince asks the mailbox, as somebody who may
   * @param executor where to call the listener
   * @param listener who listens
   * @return how to end it
   */
  public static ChangeSubscription begin(
      ChangeBroadcast broadcast,
      MailboxId mailboxId,
      Cursor from,
      Function<Cursor, ChangesSince> changesSince,
      Executor executor,
      ChangeListener listener) {
    ChangeDesk.position(mailboxId, from);
    Subscription subscription =
        new Subscription(broadcast, mailboxId, from, changesSince, executor, listener);
    broadcast.add(subscription);
    subscription.poke();
    return subscription;
  }

  MailboxId mailboxId() {
    return mailboxId;
  }

  void poke() {
    if (pokes.getAndIncrement() > 0) {
      return;
    }
    try {
      executor.execute(this::look);
    } catch (RejectedExecutionException e) {
      pokes.set(0);
      LOG.warn("The executor of a listener takes nothing more; its subscription should be closed");
    }
  }

  private void look() {
    try {
      lookWhilePoked();
    } catch (RuntimeException | Error e) {
      pokes.set(0); // or no later poke would ever look again
      throw e;
    }
  }

  private void lookWhilePoked() {
    int seen;
    do {
      seen = pokes.get();
      try {
        while (!closed && tell()) {
          // there was more
        }
      } catch (StoreException e) {
        LOG.warn("Changes of mailbox {} cannot be read now; the next poke looks again", mailboxId);
      }
    } while (!pokes.compareAndSet(seen, 0));
  }

  /** Tells one page; true when there is more. */
  private boolean tell() {
    ChangesSince answer;
    try {
      answer = changesSince.apply(cursor);
    } catch (SessionEndedException | NotFoundException e) {
      close();
      hear(listener::ended);
      return false;
    }
    if (answer instanceof ChangesSince.Changes changes) {
      cursor = changes.next();
      if (!changes.changes().isEmpty()) {
        hear(() -> listener.changed(changes.changes()));
      }
      return changes.more();
    }
    if (answer instanceof ChangesSince.CursorExpired expired) {
      cursor = expired.now();
      hear(listener::expired);
    }
    return false;
  }

  private void hear(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.warn("A listener of mailbox {} failed", mailboxId, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    broadcast.remove(this);
  }
}
