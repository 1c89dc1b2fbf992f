package dev.melme.benchmarks.database;

import dev.melme.api.AliasPattern;
import dev.melme.api.ClientFacts;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.RecipientField;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageContent;
import dev.melme.spi.OutgoingMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Messages that a team sent: each the same bytes, to one recipient. */
final class FilledOutbox {

  private static final EmailAddress SENDER = EmailAddress.parse("support@acme.example");
  private static final EmailAddress RECIPIENT = EmailAddress.parse("joe@sender.example");
  private static final int THREADS = 8;
  private static final long VERSION_7 = 0x7000;

  private final MelMeStore store;
  private final MailboxId mailboxId;
  private final byte[] bytes;
  private final AtomicLong count = new AtomicLong();

  FilledOutbox(MelMeStore store, MailboxId mailboxId, byte[] bytes) {
    this.store = store;
    this.mailboxId = mailboxId;
    this.bytes = bytes;
  }

  /** Adds so many messages, all due. */
  void add(int messages) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Boolean>> parts = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int share = messages / THREADS + (thread < messages % THREADS ? 1 : 0);
        Callable<Boolean> part = () -> enqueue(share);
        parts.add(threads.submit(part));
      }
      for (Future<Boolean> part : parts) {
        part.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private boolean enqueue(int messages) {
    for (int i = 0; i < messages; i++) {
      EnqueueOutcome outcome =
          store.outbox().enqueue(message(count.incrementAndGet()), Optional.empty());
      if (outcome != EnqueueOutcome.ENQUEUED) {
        throw new IllegalStateException("A message was not enqueued: " + outcome);
      }
    }
    return true;
  }

  private OutgoingMessage message(long number) {
    Instant now = store.now();
    MessageId id =
        new MessageId(
            new UUID(now.toEpochMilli() << Short.SIZE | VERSION_7, Long.MIN_VALUE | number));
    return new OutgoingMessage(
        new Outbound(
            mailboxId,
            id,
            SENDER,
            ReversePath.of(SENDER),
            id + "@acme.example",
            now,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            0,
            Optional.of(now),
            false,
            List.of(OutboundRecipient.waiting(RECIPIENT, RecipientField.TO))),
        new Reception(
            now, ReversePath.of(SENDER), ClientFacts.none(), Optional.empty(), Optional.empty()),
        MessageIndex.nothing(),
        new Content(bytes),
        new MatchedAlias(SENDER, AliasPattern.of(SENDER), Optional.empty()),
        Optional.empty());
  }

  private static final class Content implements MessageContent {

    private final byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long sizeBytes() {
      return bytes.length;
    }

    @Override
    public InputStream openStream() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public Optional<byte[]> inMemory() {
      return Optional.of(bytes);
    }
  }
}
