package dev.melme.api.workspace;

import dev.melme.api.NotFoundException;
import dev.melme.api.StoreException;
import dev.melme.api.StoredMessage;
import java.util.Optional;

/**
 * One message as a person reads it.
 *
 * <p>The message itself is there at once; its HTML is read from the store when it is first asked
 * for and kept, at most 1 Mi characters of it. Whoever holds a view may go on reading it after the
 * session ended. Safe for use by many threads.
 */
public interface MessageView {

  /**
   * The message: who wrote it to whom and when, its attachments and traits are in its index.
   *
   * @return the message as it was when the view was opened
   */
  StoredMessage message();

  /**
   * The readable text, split into new and quoted parts. The text is that of the index: the plain
   * part, else the HTML as text.
   *
   * @return the text, without sections when there is none
   */
  MessageText text();

  /**
   * The HTML exactly as the sender wrote it: decoded by its charset with line ends as LF, nothing
   * else changed. Never show it; {@link #safeHtml} is made of it.
   *
   * @return the HTML parts joined, at most 1 Mi characters; empty when there are none
   * @throws StoreException when the store cannot answer
   * @throws NotFoundException when the message was erased meanwhile
   */
  Optional<String> html();

  /**
   * The body as HTML that is safe to show: made of the HTML parts and of the plain ones that have
   * no HTML beside them; of the plain text when there is no HTML.
   *
   * @param options what may be loaded, and from where
   * @return the body, made anew for each call
   * @throws StoreException when the store cannot answer
   * @throws NotFoundException when the message was erased meanwhile
   */
  SafeHtml safeHtml(HtmlOptions options);
}
