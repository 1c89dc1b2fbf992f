package dev.melme.core.scan;

import dev.melme.api.Attachment;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.AttachmentState;
import dev.melme.core.view.AttachmentGate;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageScan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells which attachments may be downloaded. Safe for use by many threads. */
public final class ScanGate implements AttachmentGate {

  private final MelMeStore store;
  private final boolean scanning;

  /**
   * Creates the gate.
   *
   * @param store where scans are kept
   * @param scanning whether there is a scanner
   */
  public ScanGate(MelMeStore store, boolean scanning) {
    this.store = store;
    this.scanning = scanning;
  }

  /**
   * The states of the attachments of a message.
   *
   * @param message the message
   * @return by the paths of its parts, in their order
   */
  public Map<String, AttachmentState> states(StoredMessage message) {
    Map<String, AttachmentState> states = new LinkedHashMap<>();
    if (message.index().attachments().isEmpty()) {
      return states;
    }
    Optional<MessageScan> scan = store.scans().find(message.mailboxId(), message.id());
    boolean closed = scan.map(known -> !known.done()).orElseGet(() -> notPlaced(message));
    for (Attachment attachment : message.index().attachments()) {
      boolean refused =
          scan.map(known -> known.refused().contains(attachment.partPath())).orElse(false);
      states.put(
          attachment.partPath(),
          closed
              ? AttachmentState.PROCESSING
              : refused ? AttachmentState.FAILED : AttachmentState.READY);
    }
    return states;
  }

  /** What has no place yet may get a scan together with it. */
  private boolean notPlaced(StoredMessage message) {
    return scanning && store.entries().find(message.mailboxId(), List.of(message.id())).isEmpty();
  }

  @Override
  public boolean lets(StoredMessage message, Attachment attachment) {
    return states(message).get(attachment.partPath()) == AttachmentState.READY;
  }
}
