package dev.melme.core.compose;

import dev.melme.api.MailboxId;
import dev.melme.core.id.TimeOrderedIds;
import dev.melme.core.mime.MessageIndexer;
import dev.melme.core.scan.ScanGate;
import dev.melme.core.signin.SessionDesk;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MelMeStore;
import java.util.function.Consumer;

/** What all compositions of one MelMe share. Safe for use by many threads. */
public final class MailboxWriting {

  private final MelMeStore store;
  private final StoreTime time;
  private final SessionDesk sessions;
  private final ScanGate attachments;
  private final Contents contents;
  private final WritingRules rules;
  private final Consumer<MailboxId> stored;
  private final TimeOrderedIds ids;
  private final MessageIndexer indexer = new MessageIndexer();

  /**
   * Puts together what compositions need.
   *
   * @param store where everything is kept
   * @param time the time of what is written
   * @param sessions the sessions of the mailboxes
   * @param attachments which attachments may be handed on
   * @param contents opens what is stored
   * @param rules what the host set up
   * @param stored told of each mailbox that has sent something
   */
  public MailboxWriting(
      MelMeStore store,
      StoreTime time,
      SessionDesk sessions,
      ScanGate attachments,
      Contents contents,
      WritingRules rules,
      Consumer<MailboxId> stored) {
    this.store = store;
    this.time = time;
    this.sessions = sessions;
    this.attachments = attachments;
    this.contents = contents;
    this.rules = rules;
    this.stored = stored;
    this.ids = new TimeOrderedIds(time);
  }

  MelMeStore store() {
    return store;
  }

  StoreTime time() {
    return time;
  }

  SessionDesk sessions() {
    return sessions;
  }

  ScanGate attachments() {
    return attachments;
  }

  Contents contents() {
    return contents;
  }

  WritingRules rules() {
    return rules;
  }

  Consumer<MailboxId> stored() {
    return stored;
  }

  TimeOrderedIds ids() {
    return ids;
  }

  MessageIndexer indexer() {
    return indexer;
  }

  MailboxAliases aliases(MailboxId mailboxId) {
    return MailboxAliases.of(store.aliases(), mailboxId, rules.separator());
  }
}
