package dev.melme.api.workspace;

import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.StoreException;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import java.util.Optional;

/**
 * The one handle on the one mailbox that was signed in to.
 *
 * <p>A message of another mailbox and a message that does not exist give the same answer. Safe for
 * use by many threads. Every method throws {@link StoreException} when the store cannot answer, and
 * {@link NotFoundException} once the mailbox was deleted.
 */
public interface Workspace {

  /**
   * The mailbox as it is now.
   *
   * @return the mailbox
   */
  Mailbox mailbox();

  /**
   * Lists the messages, newest first.
   *
   * <p>The order is that of the message ids. A message that arrives while pages are read shows up
   * on no page twice and moves no other message from its page.
   *
   * @param request which page
   * @return the page
   */
  Page<MessageSummary> messages(PageRequest request);

  /**
   * Finds one message.
   *
   * @param id the message's id
   * @return the message, or empty when this mailbox has none of that id
   */
  Optional<StoredMessage> message(MessageId id);

  /**
   * The bytes of one message, exactly as they were received.
   *
   * @param id the message's id
   * @return the bytes, or empty when this mailbox has no message of that id
   */
  Optional<StoredContent> original(MessageId id);
}
