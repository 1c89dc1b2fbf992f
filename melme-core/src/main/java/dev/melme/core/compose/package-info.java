/**
 * Composing: what a team types becomes one message that shows nothing but the brand.
 *
 * <pre>
 * Workspace.reply(id) --ComposeDesk--&gt; Answered: the message, its header, its view
 *                          |              |
 *                          |         ReplyTargets: whom the answer goes to; AnswerSubject
 *                          v              v
 *                   StoreComposition: a draft as it is typed --save, attach--&gt; SavedDraft
 *                          |
 *                          | send                        Recipients (RecipientText), Identities,
 *                          v                             ThreadFields, Bodies, Quotation,
 *                      Submission --what was typed is read--&gt; ForwardedFiles: Assembly
 *                          |
 *                          +--wire.MessageWriter--&gt; spool
 *                          +--leak.LeakGuard, Secrecy--&gt; SendOutcome.Held
 *                          '--Enqueuer--&gt; sent copy and row of the outbox, SendOutcome.Queued
 * </pre>
 *
 * <p>Nothing is taken over from a message that came in but what is named here: addresses, ids of
 * its conversation, its text and its files.
 */
@NullMarked
package dev.melme.core.compose;

import org.jspecify.annotations.NullMarked;
