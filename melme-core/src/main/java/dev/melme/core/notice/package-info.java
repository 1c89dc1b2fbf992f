/**
 * Notices: telling senders that their mail was refused, where nobody can say so in the session.
 *
 * <pre>
 * refuse(envelope, report, original)
 *    |  refused recipients, a sender, results of the host          else: suppressed
 *    v
 * RefusedMessage         header only: report, list, automatic?     suppressed
 * AuthenticationResults  is the envelope sender who it says?       suppressed
 * our domains            sender none of ours, recipients ours      suppressed
 * claimNotice            once per sender, alias and day            suppressed
 *    |
 *    v
 * NoticeWriter --&gt; MailTransport, null reverse path --&gt; sent, or deferred and the claim given back
 * </pre>
 */
@NullMarked
package dev.melme.core.notice;

import org.jspecify.annotations.NullMarked;
