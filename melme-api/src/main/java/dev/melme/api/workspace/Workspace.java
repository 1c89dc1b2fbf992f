package dev.melme.api.workspace;

import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.StoreException;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The one handle on the one mailbox that was signed in to.
 *
 * <p>A message of another mailbox and a message that does not exist give the same answer. Safe for
 * use by many threads. Every method throws {@link StoreException} when the store cannot answer,
 * {@link SessionEndedException} once the session that it belongs to has ended, and {@link
 * NotFoundException} once the mailbox was deleted. Each call asks the store whether the session
 * still holds: what ends it on one node ends it on all.
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

  /**
   * Writes all messages into one stream, byte for byte, the newest first. A message at a time, in
   * chunks, whatever the size of the mailbox; what arrives meanwhile is left out.
   *
   * @param format how they are put into one stream
   * @param out where to; flushed, not closed
   * @return what was written
   * @throws IOException when {@code out} fails, or a message is erased while it is written: what
   *     was written by then is no whole export
   */
  Exported export(ExportFormat format, OutputStream out) throws IOException;

  /**
   * Writes some messages into one stream, byte for byte, in the order given.
   *
   * @param format how they are put into one stream
   * @param selection the messages; each is written once, and one that this mailbox has not is left
   *     out
   * @param out where to; flushed, not closed
   * @return what was written
   * @throws IOException when {@code out} fails, or a message is erased while it is written: what
   *     was written by then is no whole export
   */
  Exported export(ExportFormat format, List<MessageId> selection, OutputStream out)
      throws IOException;

  /**
   * The session that this workspace belongs to.
   *
   * @return the session; empty for a workspace that the host opened by its own sign-on
   */
  Optional<Session> session();

  /**
   * Lists who is signed in to the mailbox, the newest first.
   *
   * @return at most 500 sessions, this one among them
   */
  List<Session> sessions();

  /**
   * Ends a session, which may be this one.
   *
   * @param id the session
   * @return false when this mailbox has none of that id, or it has ended
   */
  boolean endSession(SessionId id);

  /**
   * Ends all sessions of the mailbox, this one included.
   *
   * @return how many there were
   */
  int endAllSessions();

  /** Ends this session. A workspace that the host opened stays as it is. */
  void signOut();

  /**
   * Replaces the password of the mailbox and ends all of its sessions, this one included: the team
   * signs in anew.
   *
   * @param current the password that holds; wrong ones are counted like those of a sign-in
   * @param replacement the new one, 15 to 1,024 bytes of UTF-8
   * @return false when the current one is wrong, was replaced meanwhile, or was wrong too often
   * @throws InvalidValueException when the new one is too short or too long
   */
  boolean changePassword(String current, String replacement);
}
