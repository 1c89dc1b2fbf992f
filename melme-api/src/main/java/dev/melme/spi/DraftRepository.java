package dev.melme.spi;

import dev.melme.api.MailboxId;
import dev.melme.api.StoreException;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what teams are writing. Safe for use by many threads.
 *
 * <p>A draft goes when it is deleted, when the message made of it is enqueued ({@link
 * OutboxRepository#enqueue}), and with its mailbox; its files go with it.
 */
public interface DraftRepository {

  /**
   * Adds a draft.
   *
   * @param draft the draft, version 1, without files
   * @return false when the mailbox does not exist; nothing is done then
   */
  boolean create(Draft draft);

  /**
   * Replaces what was typed, if nobody else did so before. Its files stay as they are, whatever the
   * draft says of them.
   *
   * @param changed the draft with its new version, which is the stored version plus one
   * @return false when the stored version is another one, or the mailbox has no such draft
   */
  boolean update(Draft changed);

  /**
   * Finds a draft.
   *
   * @param mailboxId the mailbox
   * @param id the draft
   * @return the draft with its files by number, or empty when that mailbox has none of that id
   */
  Optional<Draft> find(MailboxId mailboxId, DraftId id);

  /**
   * Lists drafts by id, descending: the newest first.
   *
   * @param mailboxId the mailbox
   * @param before the last id of the page before, or empty
   * @param limit the most drafts to return
   * @return the drafts with their files
   */
  List<Draft> list(MailboxId mailboxId, Optional<DraftId> before, int limit);

  /**
   * Deletes a draft and its files.
   *
   * @param mailboxId the mailbox
   * @param id the draft
   * @return false when that mailbox has none of that id
   */
  boolean delete(MailboxId mailboxId, DraftId id);

  /**
   * Adds a file to a draft: all or nothing. Its version stays.
   *
   * @param mailboxId the mailbox
   * @param id the draft
   * @param file the file; its number is one more than the highest that the draft ever had, for the
   *     store to give: the number here does not count
   * @param content its bytes
   * @return the file with its number, or empty when that mailbox has no such draft, or the draft
   *     has {@link Draft#MAX_ATTACHMENTS} files
   * @throws StoreException as {@link MessageRepository#append}
   */
  Optional<DraftAttachment> attach(
      MailboxId mailboxId, DraftId id, DraftAttachment file, MessageContent content);

  /**
   * Removes a file of a draft. Its version stays.
   *
   * @param mailboxId the mailbox
   * @param id the draft
   * @param number the file
   * @return false when that mailbox has no such draft, or the draft no such file
   */
  boolean detach(MailboxId mailboxId, DraftId id, int number);

  /**
   * Reads some bytes of a file. Holds no resource when it returns.
   *
   * @param mailboxId the mailbox
   * @param id the draft
   * @param number the file
   * @param offset the first byte, from 0
   * @param length the most bytes to read, at least 1
   * @return the size of the file and 1 to {@code length} of its bytes, none at or after the end; or
   *     empty when that mailbox has no such draft, or the draft no such file
   */
  Optional<ContentRange> content(
      MailboxId mailboxId, DraftId id, int number, long offset, int length);
}
