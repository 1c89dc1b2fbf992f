package dev.melme.core.reading;

import dev.melme.core.catchup.CatchUp;
import dev.melme.core.changes.ChangeBroadcast;
import dev.melme.core.changes.ChangeDesk;
import dev.melme.core.compose.MailboxWriting;
import dev.melme.core.outbox.OutboxDesk;
import dev.melme.core.scan.ScanGate;
import dev.melme.core.signin.SessionDesk;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MelMeStore;

/**
 * What all workspaces of one MelMe share.
 *
 * @param store where everything is kept
 * @param time the time of what teams do
 * @param catchUp places what was delivered before a reader looks
 * @param changes tells what happened
 * @param broadcast who listens
 * @param sessions the sessions of the mailboxes
 * @param attachments which attachments may be downloaded
 * @param outbox what became of sent messages
 * @param writing what all compositions share
 */
public record MailboxReading(
    MelMeStore store,
    StoreTime time,
    CatchUp catchUp,
    ChangeDesk changes,
    ChangeBroadcast broadcast,
    SessionDesk sessions,
    ScanGate attachments,
    OutboxDesk outbox,
    MailboxWriting writing) {}
