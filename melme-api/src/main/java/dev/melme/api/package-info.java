/**
 * The vocabulary of MelMe: addresses, mailboxes, aliases, routes, messages.
 *
 * <pre>
 * EmailAddress --(AliasPattern)--&gt; Alias --(Route)--&gt; Mailbox --(MailboxId)--&gt; StoredMessage
 *                                                                              |
 *                                                                         MessageIndex
 * </pre>
 *
 * <p>Every type here is immutable and safe for use by many threads. Types validate on construction
 * and throw {@link dev.melme.api.InvalidValueException} with a remedy.
 */
@NullMarked
package dev.melme.api;

import org.jspecify.annotations.NullMarked;
