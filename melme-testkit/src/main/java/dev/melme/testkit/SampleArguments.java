package dev.melme.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AliasStatus;
import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.DomainName;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.outbound.DraftId;
import dev.melme.api.outbound.OutboundState;
import dev.melme.spi.Attempts;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.MessageScan;
import dev.melme.spi.NewSession;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Arguments for any method of the SPI, by the types of its parameters. */
final class SampleArguments {

  /** A limit, a length, and the number of a file. */
  static final int NUMBER = 7;

  /** What a search looks for, so that a message that has it is found. */
  static final String TERM = "sample";

  /** Who gets what is sent, so that what is noted about a recipient has an effect. */
  static final String RECIPIENT = "recipient@sample.example";

  private static final String DAY = "2026-03-01";
  private static final AliasPattern PATTERN = AliasPattern.parse("sample@sample.example");
  private static final DomainName DOMAIN = DomainName.parse("sample.example");
  private static final Attempts.Backoff BACKOFF =
      new Attempts.Backoff(
          5, Duration.ofSeconds(1), Duration.ofMinutes(1), 20, Duration.ofHours(1));

  private final Mailbox mailbox;
  private final MessageId message;
  private final DeliveryKey key;

  private final long lastPosition;
  private final NewSession session;
  private final DraftId draft;

  private SampleArguments(
      Mailbox mailbox,
      MessageId message,
      DeliveryKey key,
      long lastPosition,
      NewSession session,
      DraftId draft) {
    this.mailbox = mailbox;
    this.message = message;
    this.key = key;
    this.lastPosition = lastPosition;
    this.session = session;
    this.draft = draft;
  }

  /** Arguments that all name one mailbox and one message. */
  static Object[] of(Method method, Mailbox mailbox, MessageId message) {
    return of(method, mailbox, message, DeliveryKey.ofEvent("sample"), 0);
  }

  /** Arguments for a mailbox whose last position is known, so that a batch is applied. */
  static Object[] of(
      Method method, Mailbox mailbox, MessageId message, DeliveryKey key, long lastPosition) {
    DraftId draft = new DraftId(Ids.next());
    return of(
        method, new SampleArguments(mailbox, message, key, lastPosition, unopened(mailbox), draft));
  }

  private static NewSession unopened(Mailbox mailbox) {
    return SessionSpecimens.newSession(
        SessionSpecimens.session(mailbox.id(), mailbox.createdAt()), 0);
  }

  /** Arguments that all name one mailbox and one draft. */
  static Object[] of(Method method, Mailbox mailbox, DraftId draft) {
    return of(
        method,
        new SampleArguments(
            mailbox,
            Specimens.newMessageId(),
            DeliveryKey.ofEvent("sample"),
            0,
            unopened(mailbox),
            draft));
  }

  /** Arguments that all name one mailbox and one session, its id, its secret or its device. */
  static Object[] of(Method method, Mailbox mailbox, NewSession session) {
    return of(
        method,
        new SampleArguments(
            mailbox,
            Specimens.newMessageId(),
            DeliveryKey.ofEvent("sample"),
            0,
            session,
            new DraftId(Ids.next())));
  }

  private static Object[] of(Method method, SampleArguments sample) {
    return Arrays.stream(method.getGenericParameterTypes())
        .map(type -> sample.of(type, method))
        .toArray();
  }

  private Object of(Type type, Method method) {
    String name = type.getTypeName().replace("java.util.", "").replace("java.time.", "");
    return switch (name.replace("dev.melme.api.", "").replace("dev.melme.spi.", "")) {
      case "int" -> NUMBER;
      case "long" -> 0L;
      case "Instant" -> mailbox.createdAt();
      case "Mailbox" -> mailbox;
      case "MailboxId" -> mailbox.id();
      case "Optional<MailboxId>" -> Optional.of(mailbox.id());
      case "Slug" -> mailbox.slug();
      case "Optional<Slug>" -> Optional.of(mailbox.slug());
      case "Alias" -> alias();
      case "AliasPattern" -> PATTERN;
      case "Optional<AliasPattern>" -> Optional.of(PATTERN);
      case "List<AliasPattern>" -> List.of(PATTERN);
      case "DomainName" -> DOMAIN;
      case "Optional<DomainName>" -> Optional.of(DOMAIN);
      case "MessageId" -> message;
      case "Optional<MessageId>" -> Optional.of(message);
      case "List<MessageId>" -> List.of(message);
      case "Collection<MessageId>" -> List.of(message);
      case "ConversationId" -> conversationId(key);
      case "Collection<ConversationId>" -> List.of(conversationId(key));
      case "mailbox.EntryFilter" -> EntryFilter.everything();
      case "mailbox.Folder" -> Folder.INBOX;
      case "mailbox.Marking" -> Marking.flag();
      case "OptionalLong" -> OptionalLong.of(1L << 60);
      case "Optional<java.lang.String>" -> Optional.empty();
      case "List<java.lang.String>" -> List.of(TERM);
      case "MessageScan" -> new MessageScan(mailbox.id(), message, 1, Optional.empty(), Set.of());
      case "Set<java.lang.String>" -> Set.of("1.2");
      case "DeliveryKey" -> key;
      case "List<DeliveryKey>" -> List.of(key);
      case "Collection<ThreadKey>" -> List.of(threadKey(key));
      case "CatchUpBatch" -> batch();
      case "java.lang.String" -> "sample";
      case "Optional<java.lang.Long>" -> Optional.of(0L);
      case "SessionId" -> session.session().id();
      case "TokenHash" -> session.token();
      case "NewSession" -> session;
      case "SessionAge" -> SessionSpecimens.ANY_AGE;
      case "Attempts$Backoff" -> BACKOFF;
      case "List<admin.DeliveryRecord>" -> List.of(LogSpecimens.stored(mailbox));
      case "LogRange" -> LogSpecimens.ALL;
      case "EmailAddress" -> EmailAddress.parse("sample@sample.example");
      case "ReversePath" -> ReversePath.NULL;
      case "OutgoingMessage" -> OutboxSpecimens.outgoing(mailbox, mailbox.createdAt(), RECIPIENT);
      case "Optional<DraftVersion>" -> Optional.of(new DraftVersion(draft, 1));
      case "outbound.OutboundState" -> OutboundState.QUEUED;
      case "List<OutboxSettlement>" -> List.of(settlement());
      case "List<OutboxResult>" -> List.of(OutboxSpecimens.refused(RECIPIENT));
      case "NoticeKey" -> OutboxSpecimens.notice(RECIPIENT, "sample@sample.example", DAY);
      case "LocalDate" -> LocalDate.parse(DAY);
      case "outbound.Draft" -> DraftDesk.blank(mailbox.id(), mailbox.createdAt());
      case "outbound.DraftId" -> draft;
      case "Optional<outbound.DraftId>" -> Optional.of(draft);
      case "outbound.DraftAttachment" -> DraftDesk.file("sample.pdf", 1);
      case "MessageContent" -> Specimens.content(new byte[1]);
      case "Delivery" -> Specimens.delivery(Specimens.target(mailbox, key), "sample");
      default ->
          throw new AssertionError(
              "The contract does not know what to pass as "
                  + name
                  + " to "
                  + method
                  + ". Teach SampleArguments this type");
    };
  }

  /** The thread key that goes with a delivery key: whoever knows the one knows the other. */
  static ThreadKey threadKey(DeliveryKey key) {
    return ThreadKey.ofMessageId(key + "@sample.example");
  }

  /** The conversation that goes with a delivery key. */
  static ConversationId conversationId(DeliveryKey key) {
    return new ConversationId(UUID.nameUUIDFromBytes(key.value().getBytes(UTF_8)));
  }

  private CatchUpBatch batch() {
    ConversationId conversation = Specimens.newConversationId();
    return new CatchUpBatch(
        lastPosition,
        List.of(new Placement(lastPosition + 1, message, conversation)),
        Map.of(),
        Map.of(),
        Map.of(conversationId(key), conversation),
        Map.of());
  }

  private OutboxSettlement settlement() {
    return new OutboxSettlement(
        mailbox.id(), message, 1, List.of(OutboxSpecimens.accepted(RECIPIENT)), Optional.empty());
  }

  private Alias alias() {
    return new Alias(
        PATTERN,
        mailbox.id(),
        AliasStatus.ENABLED,
        Alias.WhenUnavailable.REFUSE,
        mailbox.createdAt(),
        1);
  }
}
