package dev.melme.benchmarks;

import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AliasRepository;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.MailboxRepository;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.ScanRepository;
import dev.melme.spi.SessionRepository;
import java.time.Instant;

/** Mailboxes and aliases in memory, messages read and let go: what is left is what core needs. */
final class ReadingStore implements MelMeStore {

  private final InMemoryStore directory = InMemoryStore.create();
  private final MessageRepository messages = new ReadingMessages();

  @Override
  public void initialise() {
    directory.initialise();
  }

  @Override
  public Instant now() {
    return directory.now();
  }

  @Override
  public MailboxRepository mailboxes() {
    return directory.mailboxes();
  }

  @Override
  public AliasRepository aliases() {
    return directory.aliases();
  }

  @Override
  public EntryRepository entries() {
    return directory.entries();
  }

  @Override
  public ScanRepository scans() {
    return directory.scans();
  }

  @Override
  public dev.melme.spi.OutboxRepository outbox() {
    return directory.outbox();
  }

  @Override
  public dev.melme.spi.DraftRepository drafts() {
    return directory.drafts();
  }

  @Override
  public SessionRepository sessions() {
    return directory.sessions();
  }

  @Override
  public MessageRepository messages() {
    return messages;
  }

  @Override
  public DeliveryLogRepository deliveryLog() {
    return directory.deliveryLog();
  }

  @Override
  public int prune(Instant before, int limit) {
    return 0;
  }

  @Override
  public void close() {
    directory.close();
  }
}
