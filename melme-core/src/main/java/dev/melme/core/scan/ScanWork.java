package dev.melme.core.scan;

import dev.melme.api.Attachment;
import dev.melme.api.StoreException;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import dev.melme.core.changes.ChangeBroadcast;
import dev.melme.core.view.AttachmentGate;
import dev.melme.core.view.StoredAttachment;
import dev.melme.spi.AttachmentScanner;
import dev.melme.spi.AttachmentScanner.Opinion;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageScan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the scanner of the host look at what is due. Safe for use by many threads and nodes. */
public final class ScanWork {

  private static final Logger LOG = LoggerFactory.getLogger(ScanWork.class);

  private static final int MESSAGES = 10;

  /** A node that dies while it scans is followed by another one after so long. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 6;

  private final MelMeStore store;
  private final AttachmentScanner scanner;
  private final AttachmentContents contents;
  private final ChangeBroadcast broadcast;

  /** Opens the bytes of a message. */
  @FunctionalInterface
  public interface AttachmentContents {

    /**
     * Opens them.
     *
     * @param message the message
     * @return its bytes, or empty once it was erased
     */
    Optional<StoredContent> open(StoredMessage message);
  }

  /**
   * Creates the work.
   *
   * @param store where scans are kept
   * @param scanner what the host gave
   * @param contents opens the bytes of messages
   * @param broadcast who hears of a scan that is done
   */
  public ScanWork(
      MelMeStore store,
      AttachmentScanner scanner,
      AttachmentContents contents,
      ChangeBroadcast broadcast) {
    this.store = store;
    this.scanner = scanner;
    this.contents = contents;
    this.broadcast = broadcast;
  }

  /**
   * Scans the attachments of up to 10 messages.
   *
   * @param now the time
   * @return true when more may be due
   * @throws StoreException when the store cannot answer; what was leased is due again in 10 minutes
   */
  public boolean run(Instant now) {
    List<MessageScan> leased = store.scans().lease(now, now.plus(LEASE), MESSAGES);
    for (MessageScan scan : leased) {
      Optional<StoredMessage> message = store.messages().find(scan.mailboxId(), scan.messageId());
      if (message.isPresent()) {
        scan(message.get(), scan, now);
      }
    }
    return leased.size() == MESSAGES;
  }

  private void scan(StoredMessage message, MessageScan scan, Instant now) {
    Optional<Set<String>> refused = refused(message);
    if (refused.isEmpty()) {
      store.scans().postpone(scan, now.plus(pause(scan.attempts())));
    } else if (store.scans().settle(scan, refused.get(), now)) {
      broadcast.poke(scan.mailboxId());
    }
  }

  /** The parts that were refused; empty when the scanner cannot tell of one of them. */
  private Optional<Set<String>> refused(StoredMessage message) {
    Set<String> refused = new HashSet<>();
    for (Attachment attachment : message.index().attachments()) {
      try {
        if (opinion(message, attachment) == Opinion.REFUSED) {
          refused.add(attachment.partPath());
        }
      } catch (IOException | RuntimeException e) {
        LOG.warn(
            "The scanner cannot tell about message {}; it is asked again later", message.id(), e);
        return Optional.empty();
      }
    }
    return Optional.of(refused);
  }

  private Opinion opinion(StoredMessage message, Attachment attachment) throws IOException {
    return scanner.scan(
        StoredAttachment.find(
                message, attachment::equals, AttachmentGate.OPEN, () -> contents.open(message))
            .orElseThrow());
  }

  static Duration pause(int attempts) {
    Duration pause =
        FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), MOST_DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
