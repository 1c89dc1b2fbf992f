package dev.melme.testkit;

import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AliasRepository;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.MailboxRepository;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.ScanRepository;
import dev.melme.spi.SessionRepository;
import java.time.Instant;

/** A store that does what another one does: the ground that mutants grow on. */
class ForwardingStore implements MelMeStore {

  final InMemoryStore real;
  private final MailboxRepository mailboxes;
  private final AliasRepository aliases;
  private final MessageRepository messages;
  private final EntryRepository entries;
  private final SessionRepository sessions;
  private final DeliveryLogRepository deliveryLog;

  ForwardingStore(InMemoryStore real) {
    this(real, real.mailboxes(), real.aliases(), real.messages());
  }

  ForwardingStore(
      InMemoryStore real,
      MailboxRepository mailboxes,
      AliasRepository aliases,
      MessageRepository messages) {
    this(real, mailboxes, aliases, messages, real.entries(), real.sessions(), real.deliveryLog());
  }

  private ForwardingStore(
      InMemoryStore real,
      MailboxRepository mailboxes,
      AliasRepository aliases,
      MessageRepository messages,
      EntryRepository entries,
      SessionRepository sessions,
      DeliveryLogRepository deliveryLog) {
    this.real = real;
    this.mailboxes = mailboxes;
    this.aliases = aliases;
    this.messages = messages;
    this.entries = entries;
    this.sessions = sessions;
    this.deliveryLog = deliveryLog;
  }

  static MelMeStore with(InMemoryStore real, MailboxRepository mailboxes) {
    return new ForwardingStore(real, mailboxes, real.aliases(), real.messages());
  }

  static MelMeStore with(InMemoryStore real, AliasRepository aliases) {
    return new ForwardingStore(real, real.mailboxes(), aliases, real.messages());
  }

  static MelMeStore with(InMemoryStore real, MessageRepository messages) {
    return new ForwardingStore(real, real.mailboxes(), real.aliases(), messages);
  }

  static MelMeStore with(InMemoryStore real, EntryRepository entries) {
    return new ForwardingStore(
        real,
        real.mailboxes(),
        real.aliases(),
        real.messages(),
        entries,
        real.sessions(),
        real.deliveryLog());
  }

  static MelMeStore with(InMemoryStore real, MessageRepository messages, EntryRepository entries) {
    return new ForwardingStore(
        real,
        real.mailboxes(),
        real.aliases(),
        messages,
        entries,
        real.sessions(),
        real.deliveryLog());
  }

  static MelMeStore with(InMemoryStore real, SessionRepository sessions) {
    return with(real, real.mailboxes(), sessions);
  }

  static MelMeStore with(
      InMemoryStore real, MailboxRepository mailboxes, SessionRepository sessions) {
    return new ForwardingStore(
        real,
        mailboxes,
        real.aliases(),
        real.messages(),
        real.entries(),
        sessions,
        real.deliveryLog());
  }

  static MelMeStore with(InMemoryStore real, DeliveryLogRepository deliveryLog) {
    return new ForwardingStore(
        real,
        real.mailboxes(),
        real.aliases(),
        real.messages(),
        real.entries(),
        real.sessions(),
        deliveryLog);
  }

  @Override
  public void initialise() {
    real.initialise();
  }

  @Override
  public Instant now() {
    return real.now();
  }

  @Override
  public MailboxRepository mailboxes() {
    return mailboxes;
  }

  @Override
  public AliasRepository aliases() {
    return aliases;
  }

  @Override
  public MessageRepository messages() {
    return messages;
  }

  @Override
  public EntryRepository entries() {
    return entries;
  }

  @Override
  public ScanRepository scans() {
    return real.scans();
  }

  @Override
  public OutboxRepository outbox() {
    return real.outbox();
  }

  @Override
  public DraftRepository drafts() {
    return real.drafts();
  }

  @Override
  public SessionRepository sessions() {
    return sessions;
  }

  @Override
  public DeliveryLogRepository deliveryLog() {
    return deliveryLog;
  }

  @Override
  public int prune(Instant before, int limit) {
    return real.prune(before, limit);
  }

  @Override
  public void close() {
    real.close();
  }
}
