package dev.melme.core.outbox;

import dev.melme.api.MailboxId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundListener;
import dev.melme.core.changes.ChangeBroadcast;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what became of sent messages: those who follow a mailbox, and the listener of the host.
 * Safe for use by many threads; whoever tells waits for nobody.
 */
public final class OutboundNews {

  private static final Logger LOG = LoggerFactory.getLogger(OutboundNews.class);

  private final ChangeBroadcast broadcast;
  private final OutboundListener listener;
  private final Executor executor;

  /**
   * Creates news without a listener.
   *
   * @param broadcast who follows which mailbox
   */
  public OutboundNews(ChangeBroadcast broadcast) {
    this(broadcast, outbound -> {}, Runnable::run);
  }

  /**
   * Creates news.
   *
   * @param broadcast who follows which mailbox
   * @param listener the listener of the host
   * @param executor where it is called
   */
  public OutboundNews(ChangeBroadcast broadcast, OutboundListener listener, Executor executor) {
    this.broadcast = broadcast;
    this.listener = listener;
    this.executor = executor;
  }

  /**
   * Tells about a message.
   *
   * @param message as it is stored now
   */
  public void tell(Outbound message) {
    tell(List.of(message));
  }

  /**
   * Tells about messages.
   *
   * @param messages as they are stored now
   */
  public void tell(Collection<Outbound> messages) {
    Set<MailboxId> mailboxes = new HashSet<>();
    for (Outbound message : messages) {
      if (mailboxes.add(message.mailboxId())) {
        broadcast.poke(message.mailboxId());
      }
      hear(message);
    }
  }

  private void hear(Outbound message) {
    try {
      executor.execute(
          () -> {
            try {
              listener.changed(message);
            } catch (RuntimeException e) {
              LOG.warn("The outbound listener failed on message {}", message.messageId(), e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.warn(
          "The executor of the outbound listener does not take message {}", message.messageId());
    }
  }
}
