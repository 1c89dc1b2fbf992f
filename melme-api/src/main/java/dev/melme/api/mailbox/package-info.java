/**
 * What a mailbox holds and what a team does with it: entries in folders, conversations, changes.
 *
 * <pre>
 * {@link dev.melme.api.mailbox.MessageEntry}  a message and its {@link dev.melme.api.mailbox.MessageState}
 *     ^ chosen by {@link dev.melme.api.mailbox.EntryFilter}, changed by {@link dev.melme.api.mailbox.Marking}
 *     | gathered in {@link dev.melme.api.mailbox.Conversation}
 * {@link dev.melme.api.mailbox.Change}        what happened, in one order per mailbox
 * </pre>
 */
@NullMarked
package dev.melme.api.mailbox;

import org.jspecify.annotations.NullMarked;
