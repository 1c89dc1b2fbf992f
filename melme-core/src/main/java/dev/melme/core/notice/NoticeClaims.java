package dev.melme.core.notice;

import dev.melme.api.EmailAddress;
import dev.melme.api.StoreException;
import dev.melme.spi.NoticeKey;
import dev.melme.spi.OutboxRepository;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rights to tell one sender of some recipients today. Used by one thread. */
final class NoticeClaims {

  private final OutboxRepository outbox;
  private final EmailAddress sender;
  private final LocalDate today;
  private final Map<EmailAddress, Boolean> claimed = new LinkedHashMap<>();

  NoticeClaims(OutboxRepository outbox, EmailAddress sender, LocalDate today) {
    this.outbox = outbox;
    this.sender = sender;
    this.today = today;
  }

  /** Claims the right; tells whether it is ours, also when it is asked for again. */
  boolean claim(EmailAddress recipient) {
    return claimed.computeIfAbsent(recipient, key -> outbox.claimNotice(key(key)));
  }

  /** Gives all of them back. */
  void release() {
    claimed.forEach(
        (recipient, ours) -> {
          if (ours) {
            outbox.releaseNotice(key(recipient));
          }
        });
  }

  /** Gives back what can be given back, when claiming the next one has failed. */
  void release(StoreException failure) {
    try {
      release();
    } catch (StoreException e) {
      failure.addSuppressed(e);
    }
  }

  private NoticeKey key(EmailAddress recipient) {
    return new NoticeKey(sender, recipient, today);
  }
}
