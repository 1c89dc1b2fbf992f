/**
 * Bounces: reports about what teams sent are matched with it, before they get their own place.
 *
 * <pre>
 * enqueue   alias, mailbox, sent copy --BounceAddress--&gt; envelope sender  support+mf2wk...@acme.example
 *
 * catch-up  pending: a report, or mail to a signed address
 *              |
 *              +-- BounceAddress.read: signed tag of the alias ------\
 *              |                                                      +-&gt; the sent message
 *              +-- ReportReader: Message-ID of what is returned -----/         |
 *              |                 recipients: failed, delayed, ...  --bounced--&gt; outbox
 *              |
 *              '-&gt; Message-ID of the sent message: the conversation that the report joins
 * </pre>
 *
 * <p>Nothing here answers, or sends.
 */
@NullMarked
package dev.melme.core.bounce;

import org.jspecify.annotations.NullMarked;
