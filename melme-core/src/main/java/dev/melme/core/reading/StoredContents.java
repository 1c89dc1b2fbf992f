package dev.melme.core.reading;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoredContent;
import dev.melme.api.outbound.DraftId;
import dev.melme.core.compose.Contents;
import dev.melme.spi.MelMeStore;
import java.util.Optional;

/**
 * Opens messages and files of drafts.
 *
 * @param store where they are kept
 */
public record StoredContents(MelMeStore store) implements Contents {

  @Override
  public Optional<StoredContent> message(MailboxId mailboxId, MessageId messageId) {
    return ChunkedContent.open(store.messages(), mailboxId, messageId);
  }

  @Override
  public Optional<StoredContent> draftFile(MailboxId mailboxId, DraftId id, int number) {
    return ChunkedContent.open(
        (offset, length) -> store.drafts().content(mailboxId, id, number, offset, length),
        "File " + number + " of draft " + id);
  }
}
