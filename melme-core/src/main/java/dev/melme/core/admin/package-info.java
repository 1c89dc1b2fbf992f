/**
 * Setting up: checks what an administrator asks for and keeps it in the directory of the store.
 *
 * <pre>
 * StoreAdmin --- MailboxDesk --&gt; MailboxRepository
 *            |-- AliasDesk   --&gt; AliasRepository (a route's slug becomes the mailbox's id here)
 *            '-- Linter      --&gt; reads both, page by page
 * </pre>
 */
@NullMarked
package dev.melme.core.admin;

import org.jspecify.annotations.NullMarked;
