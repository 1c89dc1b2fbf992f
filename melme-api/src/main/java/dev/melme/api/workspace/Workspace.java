package dev.melme.api.workspace;

import dev.melme.api.Attachment;
import dev.melme.api.ConversationId;
import dev.melme.api.Cursor;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.StoreException;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.AttachmentState;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftId;
import dev.melme.api.outbound.Identity;
import dev.melme.api.outbound.Outbound;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

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
   * Lists the messages in the inbox, newest first.
   *
   * @param request which page
   * @return the page
   */
  default Page<MessageEntry> messages(PageRequest request) {
    return messages(EntryFilter.inbox(), request);
  }

  /**
   * Lists messages, newest first.
   *
   * <p>The order is that of the message ids. A message that arrives while pages are read shows up
   * on no page twice and moves no other message from its page. All that was acknowledged before the
   * call is seen.
   *
   * @param filter which messages
   * @param request which page
   * @return the page; with fewer entries than asked for and {@link Page#complete()} false when
   *     5,000 messages were looked at first
   */
  Page<MessageEntry> messages(EntryFilter filter, PageRequest request);

  /**
   * Finds the entry of one message.
   *
   * @param id the message's id
   * @return its entry, or empty when this mailbox has no message of that id
   */
  Optional<MessageEntry> entry(MessageId id);

  /**
   * Counts what is unread in a folder.
   *
   * @param folder the folder
   * @return the number, exact up to 1,000
   */
  UnreadCount unread(Folder folder);

  /**
   * Lists the labels that are in use.
   *
   * @return at most 500 labels, by their text
   */
  List<Label> labels();

  /**
   * Lists the conversations that have messages in a folder, newest activity first.
   *
   * @param folder the folder
   * @param request which page
   * @return the page
   */
  Page<Conversation> conversations(Folder folder, PageRequest request);

  /**
   * Lists the messages of a conversation, in all folders, oldest first.
   *
   * @param id the conversation; one that was merged into another stands for that one
   * @return at most 500 messages; empty when this mailbox has no such conversation
   */
  List<MessageEntry> conversation(ConversationId id);

  /**
   * Marks, moves and labels messages: 500 at a time, each time all or nothing. Doing it twice is
   * doing it once.
   *
   * @param selection which messages
   * @param marking what to do
   * @return how many messages are in another state than before
   */
  int mark(Selection selection, Marking marking);

  /**
   * Deletes messages for good, 500 at a time. A redelivery does not bring them back.
   *
   * @param selection which messages
   * @return how many there were
   */
  int delete(Selection selection);

  /**
   * Searches, newest first.
   *
   * @param query what to find
   * @param request which page
   * @return the page; with fewer entries than asked for and {@link Page#complete()} false when
   *     5,000 messages were looked at first
   */
  Page<MessageEntry> search(SearchQuery query, PageRequest request);

  /**
   * Takes the cursor of now, for {@link #changesSince}.
   *
   * @return a cursor behind all that was acknowledged before the call
   */
  Cursor changeCursor();

  /**
   * Tells what happened since a cursor was taken.
   *
   * @param cursor of {@link #changeCursor} or of the answer before
   * @return the changes, or that the cursor is too old
   * @throws InvalidValueException when the cursor is none of these
   */
  ChangesSince changesSince(Cursor cursor);

  /**
   * Listens to what happens from a cursor on. What is done through this {@code MelMe} is told soon;
   * what other nodes do, whenever housekeeping runs here.
   *
   * @param from of {@link #changeCursor} or of {@link #changesSince}
   * @param executor where the listener is called; MelMe has no threads of its own
   * @param listener who listens
   * @return how to end it; close it, or it listens until the session has ended
   * @throws InvalidValueException when the cursor is none of these
   */
  ChangeSubscription follow(Cursor from, Executor executor, ChangeListener listener);

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
   * Opens one message for reading: its text split into new and quoted, and its HTML made safe.
   *
   * @param id the message's id
   * @return the view, or empty when this mailbox has no message of that id
   */
  Optional<MessageView> view(MessageId id);

  /**
   * Tells which parts of a message may be downloaded. The text and the HTML of a message can be
   * read whatever the states of its attachments; {@link #original} and exports hold them in any
   * state.
   *
   * @param id the message's id
   * @return the state of each attached or inline part by its path; empty when the message has none,
   *     or this mailbox has no message of that id
   */
  Map<String, AttachmentState> attachmentStates(MessageId id);

  /**
   * The content of one attached or inline part that is {@link AttachmentState#READY}.
   *
   * @param id the message's id
   * @param partPath the part's path, as {@link Attachment#partPath()} gives it
   * @return the content, or empty when this mailbox has no message of that id, its index lists no
   *     such part, or that part may not be downloaded
   */
  Optional<AttachmentContent> attachment(MessageId id, String partPath);

  /**
   * The content of the part that a {@code cid:} URL in the HTML stands for (RFC 2392).
   *
   * @param id the message's id
   * @param contentId the Content-ID without angle brackets
   * @return the content of the first part with that id, or empty when there is none
   */
  Optional<AttachmentContent> inlinePart(MessageId id, String contentId);

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
   * Who this mailbox may write as: its enabled aliases that may send, catch-alls left out. As an
   * address that came in on a catch-all the mailbox may answer as well.
   *
   * @return the identities, by alias key, ascending; at most 500
   * @throws NotFoundException when the mailbox is gone
   */
  List<Identity> identities();

  /**
   * Begins a message of its own.
   *
   * @return the composition; nothing is stored yet
   * @throws NotFoundException when the mailbox is gone
   */
  Composition compose();

  /**
   * Begins an answer to whoever wrote a message, from the alias that it came in on. An answer to a
   * sent message goes to its recipients again.
   *
   * @param id the message
   * @return the composition; nothing is stored yet
   * @throws NotFoundException when this mailbox has no such message
   */
  Composition reply(MessageId id);

  /**
   * Begins an answer to whoever wrote a message and to all of its other recipients, but to no alias
   * of this mailbox.
   *
   * @param id the message
   * @return the composition; nothing is stored yet
   * @throws NotFoundException when this mailbox has no such message
   */
  Composition replyAll(MessageId id);

  /**
   * Begins to hand a message on, with its text quoted and its attachments, without its trace
   * fields.
   *
   * @param id the message
   * @return the composition; nothing is stored yet
   * @throws NotFoundException when this mailbox has no such message
   */
  Composition forward(MessageId id);

  /**
   * Lists what is being written, the newest first.
   *
   * @param request which page
   * @return the drafts
   * @throws NotFoundException when the mailbox is gone
   */
  Page<Draft> drafts(PageRequest request);

  /**
   * Goes on with a draft.
   *
   * @param id the draft
   * @return the composition, or empty when this mailbox has no such draft
   * @throws NotFoundException when the mailbox is gone
   */
  Optional<Composition> draft(DraftId id);

  /**
   * Reads a file of a draft.
   *
   * @param id the draft
   * @param number the file
   * @return its bytes, or empty when this mailbox has no such draft, or the draft no such file
   * @throws NotFoundException when the mailbox is gone
   */
  Optional<StoredContent> draftAttachment(DraftId id, int number);

  /**
   * Throws a draft away.
   *
   * @param id the draft
   * @return false when this mailbox has no such draft
   * @throws NotFoundException when the mailbox is gone
   */
  boolean deleteDraft(DraftId id);

  /**
   * What became of sent messages.
   *
   * @param ids messages, sent or not, at most 500
   * @return what is known of those that this mailbox sent
   * @throws NotFoundException when the mailbox is gone
   */
  Map<MessageId, Outbound> outbound(Collection<MessageId> ids);

  /**
   * What became of one sent message.
   *
   * @param id the message
   * @return what is known of it, or empty when this mailbox sent no such message
   * @throws NotFoundException when the mailbox is gone
   */
  default Optional<Outbound> outbound(MessageId id) {
    return Optional.ofNullable(outbound(List.of(id)).get(id));
  }

  /**
   * Calls a sent message back from recipients that nobody has taken it for yet.
   *
   * @param id the message
   * @return false when nothing was to be called back, or a dispatcher has it in hand
   * @throws NotFoundException when this mailbox has no such message
   */
  boolean cancel(MessageId id);

  /**
   * Tries a sent message again, at once, for recipients that did not get it; its Message-ID stays.
   *
   * @param id the message
   * @return false when there is no such recipient, or a dispatcher has it in hand
   * @throws NotFoundException when this mailbox has no such message
   */
  boolean resend(MessageId id);

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
