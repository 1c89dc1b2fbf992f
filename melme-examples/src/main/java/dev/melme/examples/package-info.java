/**
 * My Mailbox: a runnable host that shows the library at work, on the in-memory store.
 *
 * <pre>
 * arguments, environment --&gt; CommandLine, Settings --&gt; Command
 *   serve:  DemoData --&gt; SmtpServer --&gt; AliasRouter --&gt; one log line per verdict
 *   import: DemoData --&gt; MailFiles --&gt; MailPieces (MboxSplitter) --&gt; AliasRouter
 *           --&gt; ImportTally (table)  and  MessageExport (DIR)
 * </pre>
 */
@NullMarked
package dev.melme.examples;

import org.jspecify.annotations.NullMarked;
