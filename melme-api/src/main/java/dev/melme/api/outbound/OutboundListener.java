package dev.melme.api.outbound;

/**
 * Hears what became of messages that teams sent. Called after it is stored, on an executor of the
 * host; what it throws is logged and changes nothing. Safe for use by many threads.
 */
@FunctionalInterface
public interface OutboundListener {

  /**
   * The state of a message is another one, or an attempt has failed for the time being. That a
   * dispatcher takes it in hand is not told.
   *
   * @param outbound the message as it is now
   */
  void changed(Outbound outbound);
}
