package dev.melme.core.delivery;

import dev.melme.api.DeliveryKey;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageSource;
import dev.melme.api.Reception;
import dev.melme.api.StoreException;
import dev.melme.api.routing.DeliveryPolicy;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.Verdict;
import dev.melme.core.id.TimeOrderedIds;
import dev.melme.core.log.DeliveryJournal;
import dev.melme.core.mime.HeaderScan;
import dev.melme.core.mime.MessageIndexer;
import dev.melme.core.routing.QuotaGate;
import dev.melme.core.routing.RecipientRouting;
import dev.melme.core.routing.RoutingRules;
import dev.melme.core.routing.Ruling;
import dev.melme.core.routing.TraceToken;
import dev.melme.core.spool.SpoolException;
import dev.melme.core.spool.SpooledMessage;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.Delivery;
import dev.melme.spi.MelMeStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers messages: routes, spools, indexes, appends, reports. Safe for use by many threads; no
 * delivery waits for another.
 */
public final class MessageDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(MessageDelivery.class);

  /** Decisions made at RCPT are honoured for this long. */
  private static final long DECISION_MILLIS = 3_600_000;

  /** The header block, an mbox line and blank lines before it, and the line after it. */
  private static final int HEAD_BYTES = 2 * HeaderScan.MAX_HEADER_BYTES;

  private final MelMeStore store;
  private final RoutingRules rules;
  private final RecipientRouting routing;
  private final QuotaGate quotas;
  private final StoreTime time;
  private final TimeOrderedIds ids;
  private final MessageIndexer indexer = new MessageIndexer();
  private final Appender appender;
  private final DeliveryJournal journal;
  private final @Nullable Path spoolDirectory;

  /**
   * Creates the delivery into a store.
   *
   * @param store where messages go
   * @param rules what the host set up
   * @param routing decides about recipients that were not routed yet
   * @param quotas says whether a mailbox has room
   * @param time the time of reception
   * @param journal notes the verdicts
   * @param spoolDirectory where large messages are spooled, or null for the system's folder
   */
  public MessageDelivery(
      MelMeStore store,
      RoutingRules rules,
      RecipientRouting routing,
      QuotaGate quotas,
      StoreTime time,
      DeliveryJournal journal,
      @Nullable Path spoolDirectory) {
    this.store = store;
    this.rules = rules;
    this.routing = routing;
    this.quotas = quotas;
    this.time = time;
    this.ids = new TimeOrderedIds(time);
    this.appender = new Appender(store.messages());
    this.journal = journal;
    this.spoolDirectory = spoolDirectory;
  }

  /**
   * Delivers a message to all recipients of its envelope.
   *
   * @param envelope what the transport said
   * @param source the bytes; closed when this returns or throws
   * @param shuttingDown true to take nothing any more
   * @return one verdict per recipient
   */
  public DeliveryReport deliver(Envelope envelope, MessageSource source, boolean shuttingDown) {
    try {
      if (envelope.recipients().isEmpty()) {
        throw new InvalidValueException(
            "An envelope needs a recipient. Add those that route() accepted");
      }
      Plan plan = shuttingDown ? refusal(envelope) : plan(envelope);
      DeliveryReport report = plan.over() ? plan.report() : spoolAndStore(envelope, source, plan);
      record(envelope, plan, report);
      return report;
    } finally {
      close(source);
    }
  }

  private static Plan refusal(Envelope envelope) {
    return Plan.of(envelope, recipient -> declined(recipient, Reason.SHUTTING_DOWN));
  }

  private static Ruling declined(Envelope.Recipient recipient, Reason reason) {
    return Ruling.declined(RoutingDecision.decline(recipient.address(), reason));
  }

  private void record(Envelope envelope, Plan plan, DeliveryReport report) {
    List<Verdict> verdicts = report.verdicts();
    for (int i = 0; i < verdicts.size(); i++) {
      journal.atData(envelope.reversePath(), plan.ruling(i), verdicts.get(i), plan.sizeBytes());
    }
  }

  /** A store that does not answer is asked for one recipient, not for a hundred in turn. */
  private Plan plan(Envelope envelope) {
    int[] before = {0};
    boolean[] away = {false};
    return Plan.of(
        envelope,
        recipient ->
            decide(
                envelope,
                recipient,
                before[0]++,
                away[0],
                outage -> away[0] |= unavailable(outage)));
  }

  private static boolean unavailable(StoreException e) {
    return e.fault() == StoreException.Fault.UNAVAILABLE;
  }

  private Ruling decide(
      Envelope envelope,
      Envelope.Recipient recipient,
      int before,
      boolean away,
      Consumer<StoreException> outage) {
    if (before >= rules.limits().recipients()) {
      return declined(recipient, Reason.TOO_MANY_RECIPIENTS);
    }
    Optional<RoutingDecision.Accepted> decision = recipient.decision();
    if (decision.isPresent()
        && time.carriedMillis() - decision.get().decidedAtMillis() <= DECISION_MILLIS) {
      return Ruling.of(decision.get());
    }
    if (away) {
      return declined(recipient, Reason.STORE_UNAVAILABLE);
    }
    List<Ruling> declined = new ArrayList<>(1);
    RoutingDecision routed =
        routing.decide(
            RecipientRequest.of(recipient.address())
                .from(envelope.reversePath())
                .client(envelope.client())
                .acceptedBefore(before),
            outage,
            (same, ruling) -> declined.add(ruling));
    return routed instanceof RoutingDecision.Accepted accepted
        ? Ruling.of(accepted)
        : declined.get(0);
  }

  private DeliveryReport spoolAndStore(Envelope envelope, MessageSource source, Plan plan) {
    try {
      Optional<SpooledMessage> spooled =
          SpooledMessage.read(source, rules.limits().messageBytes(), spoolDirectory);
      if (spooled.isEmpty()) {
        return plan.declineAll(Reason.TOO_BIG).report();
      }
      try (SpooledMessage message = spooled.get()) {
        plan.sized(message.sizeBytes());
        return examineAndStore(envelope, message, plan);
      }
    } catch (IOException e) {
      LOG.error("Delivery deferred: the spool failed. Is there room in its folder?", e);
      boolean full = e instanceof SpoolException failure && failure.full();
      return plan.declineAll(full ? Reason.STORE_FULL : Reason.STORE_UNAVAILABLE).report();
    }
  }

  private DeliveryReport examineAndStore(Envelope envelope, SpooledMessage message, Plan plan)
      throws IOException {
    HeaderScan header = scan(message);
    Reason form = formOf(header);
    if (form != Reason.ACCEPTED) {
      return plan.declineAll(form).report();
    }
    plan.decline(
        recipient ->
            TraceToken.marks(recipient.recipient(), header.tokens())
                ? Reason.LOOP
                : Reason.ACCEPTED);
    if (plan.over()) {
      return plan.report();
    }
    MessageIndex index = index(message);
    Optional<DeliveryKey> key = keyOf(envelope, message, header);
    boolean[] away = {false};
    plan.decline(
        recipient ->
            away[0]
                ? Reason.STORE_UNAVAILABLE
                : objection(
                    envelope,
                    index,
                    message.sizeBytes(),
                    key,
                    recipient,
                    outage -> away[0] |= unavailable(outage)));
    return plan.over() ? plan.report() : store(envelope, message, key, index, plan);
  }

  private HeaderScan scan(SpooledMessage message) throws IOException {
    HeaderScan scan = HeaderScan.of(message.head(), message.headLength(), TraceToken.FIELD);
    boolean sawHeaderEnd =
        scan.bodyStart() < message.headLength() || message.headLength() == message.sizeBytes();
    if (sawHeaderEnd) {
      return scan;
    }
    byte[] head = message.first(HEAD_BYTES);
    return HeaderScan.of(head, head.length, TraceToken.FIELD);
  }

  private Reason formOf(HeaderScan header) {
    return switch (header.outcome()) {
      case NO_HEADER -> Reason.NO_HEADER;
      case HEADER_TOO_LARGE -> Reason.HEADER_TOO_BIG;
      // RFC 5321 §6.3: counting Received fields finds loops that leave no other trace
      case OK ->
          header.receivedCount() > rules.limits().receivedFields() ? Reason.LOOP : Reason.ACCEPTED;
    };
  }

  private MessageIndex index(SpooledMessage message) throws IOException {
    if (message.headLength() == message.sizeBytes()) {
      return indexer.index(message.head(), 0, message.headLength());
    }
    try (InputStream in = message.openStream()) {
      return indexer.index(in);
    }
  }

  private Reason objection(
      Envelope envelope,
      MessageIndex index,
      long size,
      Optional<DeliveryKey> key,
      RoutingDecision.Accepted recipient,
      Consumer<StoreException> outage) {
    try {
      if (recipient.quota().isPresent()
          && !quotas.admits(recipient.mailboxId(), recipient.quota().get(), size)
          && !known(recipient.mailboxId(), key)) {
        return Reason.OVER_QUOTA;
      }
      DeliveryPolicy policy = rules.policy();
      return policy == DeliveryPolicy.ACCEPT_ALL
          ? Reason.ACCEPTED
          : RecipientRouting.reasonOf(
              policy.atData(
                  new DeliveryPolicy.Message(envelope, index, size),
                  recipient.match(),
                  recipient.mailboxId()));
    } catch (StoreException e) {
      LOG.warn("Delivery deferred: the store does not answer ({})", e.getMessage());
      outage.accept(e);
      return RecipientRouting.reasonOf(e);
    } catch (RuntimeException e) {
      LOG.error("Delivery deferred: the policy failed", e);
      return Reason.STORE_UNAVAILABLE;
    }
  }

  /** What is there already needs no room: its redelivery must not bounce off the quota. */
  private boolean known(MailboxId mailboxId, Optional<DeliveryKey> key) {
    return key.isPresent() && !store.messages().outcome(mailboxId, List.of(key.get())).isEmpty();
  }

  private DeliveryReport store(
      Envelope envelope,
      SpooledMessage message,
      Optional<DeliveryKey> key,
      MessageIndex index,
      Plan plan) {
    Reception reception =
        new Reception(
            Instant.ofEpochMilli(time.carriedMillis()),
            envelope.reversePath(),
            envelope.client(),
            envelope.traceField(),
            envelope.authenticationResults());
    Map<MailboxId, MessageId> messageIds = new HashMap<>();
    try {
      while (!plan.over()) {
        Delivery delivery = new Delivery(reception, index, message, targets(plan, key, messageIds));
        AppendOutcome outcome = appender.append(delivery);
        if (outcome instanceof AppendOutcome.Appended appended) {
          return plan.report(resultsByMailbox(delivery, appended));
        }
        declineGone(plan, delivery, (AppendOutcome.MailboxesGone) outcome);
      }
      return plan.report();
    } catch (StoreException e) {
      return plan.declineAll(reasonOf(e)).report();
    } catch (RuntimeException e) {
      LOG.error("Delivery deferred: the store failed", e);
      return plan.declineAll(Reason.STORE_UNAVAILABLE).report();
    }
  }

  /**
   * Only an append can find that a message is unstorable: whatever is tried, the sender would hear
   * of a delay for days and of a failure then. Everything else may be mended, and mail must not
   * bounce meanwhile.
   */
  private static Reason reasonOf(StoreException e) {
    if (e.fault() == StoreException.Fault.UNSTORABLE) {
      LOG.error("Delivery refused: the store can never take the message ({})", e.getMessage());
      return Reason.UNSTORABLE;
    }
    LOG.warn("Delivery deferred: the store did not take the message ({})", e.getMessage());
    return RecipientRouting.reasonOf(e);
  }

  /** The host's key, else reverse path and bytes; none for what cannot be told from a repeat. */
  private static Optional<DeliveryKey> keyOf(
      Envelope envelope, SpooledMessage message, HeaderScan header) {
    if (envelope.deliveryKey().isPresent()) {
      return envelope.deliveryKey();
    }
    return header.hasMessageId() || header.hasDate() || header.hasReceived()
        ? Optional.of(DeliveryKey.ofContent(envelope.reversePath(), message.takeSha256()))
        : Optional.empty();
  }

  /** Ids are given once: a target that is tried again is the same target. */
  private List<Delivery.Target> targets(
      Plan plan, Optional<DeliveryKey> key, Map<MailboxId, MessageId> messageIds) {
    Map<MailboxId, List<MatchedAlias>> aliases = plan.targets();
    List<Delivery.Target> targets = new ArrayList<>(aliases.size());
    aliases.forEach(
        (mailboxId, matched) -> {
          MessageId messageId =
              messageIds.computeIfAbsent(mailboxId, id -> new MessageId(ids.next()));
          targets.add(
              new Delivery.Target(
                  mailboxId,
                  messageId,
                  key.orElseGet(() -> DeliveryKey.unique(messageId)),
                  matched));
        });
    return targets;
  }

  private static Map<MailboxId, AppendOutcome.Result> resultsByMailbox(
      Delivery delivery, AppendOutcome.Appended appended) {
    Map<MailboxId, AppendOutcome.Result> results = new HashMap<>();
    for (int i = 0; i < delivery.targets().size(); i++) {
      results.put(delivery.targets().get(i).mailboxId(), appended.results().get(i));
    }
    return results;
  }

  /** A mailbox that was erased since RCPT: the one promise of RCPT that cannot be kept. */
  private static void declineGone(Plan plan, Delivery delivery, AppendOutcome.MailboxesGone gone) {
    boolean asked =
        delivery.targets().stream().anyMatch(to -> gone.mailboxIds().contains(to.mailboxId()));
    if (!asked) {
      throw new StoreException(
          StoreException.Fault.BROKEN, "The store misses mailboxes that nobody named", null);
    }
    plan.decline(
        recipient ->
            gone.mailboxIds().contains(recipient.mailboxId())
                ? Reason.MAILBOX_DELETED
                : Reason.ACCEPTED);
  }

  private static void close(MessageSource source) {
    try {
      source.close();
    } catch (IOException | RuntimeException e) {
      // whatever it is, it must not hide the verdicts: the message may be committed
      LOG.warn("Closing a message source failed; its bytes were read", e);
    }
  }
}
