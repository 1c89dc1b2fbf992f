/**
 * My Mailbox: a runnable host that shows the library at work.
 *
 * <pre>
 * arguments, environment --&gt; CommandLine, Settings --&gt; Command
 *   serve:  MailPlace (DataFolder, NamedDatabase) --&gt; MailStore (pool, JdbcStore, MelMe)
 *           --&gt; DemoData --&gt; SmtpServer --&gt; AliasRouter --&gt; one log line per verdict
 *           and HousekeepingTimer --&gt; Housekeeping, every second
 *   export: MailPlace --&gt; MailStore --&gt; Workspace --&gt; MessageFolder (DIR)
 *   import: in-memory store, DemoData --&gt; MailFiles --&gt; MailPieces (MboxSplitter) --&gt; AliasRouter
 *           --&gt; ImportTally (table)  and  MessageExport (index, MessageFolder)
 * </pre>
 */
@NullMarked
package dev.melme.examples;

import org.jspecify.annotations.NullMarked;
