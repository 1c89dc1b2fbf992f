package dev.melme.api.outbound;

import dev.melme.api.ConflictException;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageSource;
import java.util.List;
import java.util.Optional;

/**
 * A message that is being written. Used by one thread; each method that changes it returns it.
 *
 * <pre>
 * workspace.reply(id).text("Thanks!").send();
 * </pre>
 *
 * <p>Nothing is stored before {@link #save} or {@link #send}, except what {@link #attach} is given:
 * files are kept with the draft from then on, so that they survive a crash.
 *
 * <p>Every method that stores throws {@link dev.melme.api.StoreException} when the store cannot
 * answer; calling it again is safe.
 */
public interface Composition {

  /**
   * Chooses who writes.
   *
   * @param address one of the mailbox's identities
   * @return this composition
   * @throws InvalidValueException when the mailbox may not write as that address
   */
  Composition from(EmailAddress address);

  /**
   * Replaces the recipients of the To field.
   *
   * @param recipients addresses as a person types them, separated by commas, with or without names:
   *     {@code Jane Doe <jane@example.org>, joe@example.org}; checked when the message is sent
   * @return this composition
   * @throws InvalidValueException when it holds a control character or is too long
   */
  Composition to(String recipients);

  /**
   * Replaces the recipients of the Cc field.
   *
   * @param recipients as in {@link #to}
   * @return this composition
   * @throws InvalidValueException when it holds a control character or is too long
   */
  Composition cc(String recipients);

  /**
   * Replaces the recipients that nobody else sees.
   *
   * @param recipients as in {@link #to}
   * @return this composition
   * @throws InvalidValueException when it holds a control character or is too long
   */
  Composition bcc(String recipients);

  /**
   * Replaces the subject.
   *
   * @param subject one line
   * @return this composition
   * @throws InvalidValueException when it holds a control character or is too long
   */
  Composition subject(String subject);

  /**
   * Replaces the plain text. Without HTML, the HTML is made of it.
   *
   * @param text the text without what is quoted; lines end in LF
   * @return this composition
   * @throws InvalidValueException when it holds a control character other than tab and LF, or is
   *     too long
   */
  Composition text(String text);

  /**
   * Replaces the HTML. Without a text, the text is made of it. What could run or call home is
   * removed when the message is sent.
   *
   * @param html the HTML without what is quoted
   * @return this composition
   * @throws InvalidValueException when it holds a control character other than tab and LF, or is
   *     too long
   */
  Composition html(String html);

  /**
   * Says whether what is answered is quoted below the text; answers and forwarded messages do so
   * unless told otherwise.
   *
   * @param quoting true to quote
   * @return this composition
   */
  Composition quoting(boolean quoting);

  /**
   * Attaches a file. It is stored with the draft before this returns.
   *
   * @param fileName its name; folders before it are dropped
   * @param contentType its type such as {@code application/pdf}
   * @param content its bytes; closed when this returns or throws
   * @return the file as the draft has it
   * @throws InvalidValueException when name or type are none, or the message would be too large
   * @throws ConflictException when somebody else changed, sent or deleted the draft
   */
  DraftAttachment attach(String fileName, String contentType, MessageSource content);

  /**
   * Adds a picture that the HTML shows by {@code cid:} and the content id of the answer. It is
   * stored with the draft before this returns.
   *
   * @param fileName its name; folders before it are dropped
   * @param contentType its type such as {@code image/png}
   * @param content its bytes; closed when this returns or throws
   * @return the file as the draft has it
   * @throws InvalidValueException when name or type are none, or the message would be too large
   * @throws ConflictException when somebody else changed, sent or deleted the draft
   */
  DraftAttachment embed(String fileName, String contentType, MessageSource content);

  /**
   * Takes a file away.
   *
   * @param number the file
   * @return false when the draft has none of that number
   * @throws ConflictException when somebody else changed, sent or deleted the draft
   */
  boolean detach(int number);

  /**
   * What was written so far, saved or not.
   *
   * @return the draft; version 0 when it was never saved
   */
  Draft draft();

  /**
   * Who the message would be from if it were sent now.
   *
   * @return the identity; empty when the mailbox has none that may send
   */
  Optional<Identity> identity();

  /**
   * What the team should know before it answers.
   *
   * @return the warnings, in the order of {@link Warning}
   */
  List<Warning> warnings();

  /**
   * Saves the draft.
   *
   * @return the draft as it is saved
   * @throws ConflictException when somebody else changed, sent or deleted the draft
   */
  Draft save();

  /**
   * Sends the message: its sent copy and its row of the outbox are stored together, and the draft
   * goes, all or nothing.
   *
   * @return the sent copy, or why nothing was sent
   * @throws InvalidValueException when there is no recipient, an address cannot be read, there is
   *     nothing to say, the message is too large, or the mailbox may not write as that address
   * @throws ConflictException when somebody else changed, sent or deleted the draft
   */
  SendOutcome send();

  /**
   * Sends the message also when it shows something of the house. What it shows is recorded with it.
   *
   * @return the sent copy
   * @throws InvalidValueException as {@link #send}
   * @throws ConflictException as {@link #send}
   */
  SendOutcome sendAnyway();
}
