package dev.melme.spi;

import java.util.List;

/**
 * What catch-up has to do next in one mailbox.
 *
 * @param lastPosition the last position that was given in this mailbox, 0 when none was; the
 *     version that fences catch-up
 * @param messages messages without a place, by id, ascending
 * @param changesWait whether changes wait for their positions; may be left unsaid, as false, while
 *     there are messages: any batch takes the changes along
 */
public record Pending(long lastPosition, List<PendingMessage> messages, boolean changesWait) {

  /** Nothing to do, in a mailbox without any message. */
  public static final Pending NONE = new Pending(0, List.of());

  /** Copies the messages. */
  public Pending {
    messages = List.copyOf(messages);
  }

  /**
   * Messages without a place, and no change that waits.
   *
   * @param lastPosition the last position that was given
   * @param messages messages without a place
   */
  public Pending(long lastPosition, List<PendingMessage> messages) {
    this(lastPosition, messages, false);
  }

  /**
   * Tells whether there is anything to do.
   *
   * @return false when there is not
   */
  public boolean work() {
    return changesWait || !messages.isEmpty();
  }
}
