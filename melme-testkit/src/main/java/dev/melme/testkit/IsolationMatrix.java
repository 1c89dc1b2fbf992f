package dev.melme.testkit;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.outbound.DraftId;
import dev.melme.api.outbound.Outbound;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.NewSession;
import dev.melme.spi.OutgoingMessage;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import dev.melme.spi.TokenHash;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls every method that takes a mailbox and a message (or its key) with a message of another
 * mailbox, and compares the answer with that for a message that does not exist; the same for
 * sessions and their secrets, and for drafts. The methods are found by reflection, so that none
 * that is added later can be forgotten.
 */
final class IsolationMatrix {

  private static final Instant LATER = Instant.parse("2999-12-31T00:00:00Z");

  private final StoreUnderTest subject;
  private final List<String> violations = new ArrayList<>();

  IsolationMatrix(StoreUnderTest subject) {
    this.subject = subject;
  }

  /** What a stranger could do or learn; empty when mailboxes are isolated. */
  List<String> violations() {
    Mailbox owner = subject.mailbox();
    Mailbox other = subject.mailbox();
    Mailbox unknown = subject.newMailbox("never-stored");
    own(other, Specimens.newKey()); // before the messages of the owner
    Owned placed = own(owner, DeliveryKey.ofEvent("of the owner, placed"));
    place(owner, placed);
    Owned pending = own(owner, DeliveryKey.ofEvent("of the owner, pending"));
    Owned sent = sent(owner);
    MessageId missing = Specimens.newMessageId(); // between the same messages in every list
    own(other, Specimens.newKey()); // after the messages of the owner
    subject.placeAll(other);
    subject
        .entries()
        .mark(
            owner.id(),
            List.of(placed.message()),
            Marking.label(EntrySpecimens.URGENT),
            subject.store().now(),
            Optional.of("Jo"));
    catchUp(owner);
    for (Owned owned : List.of(placed, pending, sent)) {
      String before = seenByItsOwner(owner, owned);
      for (SpiMethods.Bound method : methods(IsolationMatrix::concerns)) {
        for (Mailbox stranger : List.of(other, unknown)) {
          compare(method, stranger, owned, missing);
          checkUntouched(method, owner, owned, before);
          checkNotTaken(method, stranger, owned);
        }
      }
    }
    return violations;
  }

  /** A message of the mailbox that strangers ask for. */
  private record Owned(MessageId message, DeliveryKey key) {}

  private Owned own(Mailbox owner, DeliveryKey key) {
    Delivery plain = Specimens.delivery(Specimens.target(owner, key), "under a key");
    MessageIndex found = EntrySpecimens.withTerms(SampleArguments.TERM);
    return new Owned(
        subject.stored(new Delivery(plain.reception(), found, plain.content(), plain.targets())),
        key);
  }

  /**
   * A sent copy of which one recipient waits, one failed and one was sent to, so that cancelling,
   * trying again and a bounce would each do something.
   */
  private Owned sent(Mailbox owner) {
    OutgoingMessage message =
        OutboxSpecimens.outgoing(
            owner,
            subject.store().now(),
            OutboxSpecimens.JANE,
            OutboxSpecimens.JOE,
            SampleArguments.RECIPIENT);
    MessageId id = subject.enqueue(message);
    Outbound leased = subject.outbox().lease(subject.store().now(), LATER, 1).get(0);
    subject
        .outbox()
        .settle(
            List.of(
                OutboxSpecimens.settlement(
                    leased,
                    Optional.of(LATER),
                    OutboxSpecimens.refused(OutboxSpecimens.JOE),
                    OutboxSpecimens.accepted(SampleArguments.RECIPIENT))),
            subject.store().now());
    return new Owned(id, message.key());
  }

  /** Gives positions to the changes of a mailbox; its pending message stays pending. */
  private void catchUp(Mailbox owner) {
    long last = subject.pending(owner).lastPosition();
    subject.messages().apply(owner.id(), Specimens.batch(last, List.of()));
  }

  private void place(Mailbox owner, Owned owned) {
    ThreadKey thread = SampleArguments.threadKey(owned.key());
    ConversationId conversation = SampleArguments.conversationId(owned.key());
    subject
        .messages()
        .apply(
            owner.id(),
            new CatchUpBatch(
                0,
                List.of(new Placement(1, owned.message(), conversation)),
                Map.of(thread, conversation)));
  }

  /** The same for sessions: what a stranger could do to those of another mailbox. */
  List<String> sessionViolations() {
    Mailbox owner = subject.mailbox();
    Mailbox other = subject.mailbox();
    Mailbox unknown = subject.newMailbox("never-stored");
    subject.openSession(other);
    NewSession owned = subject.open(foreseen(owner));
    String before = seenByItsOwner(owner, owned);
    for (SpiMethods.Bound method : methods(IsolationMatrix::concernsSessions)) {
      for (Mailbox stranger : List.of(other, unknown)) {
        String foreign = answer(method, stranger, owned);
        String nothing = answer(method, stranger, foreseen(owner));
        if (!foreign.equals(nothing)) {
          violations.add(
              method
                  + " answers "
                  + foreign
                  + " for a foreign session, and "
                  + nothing
                  + " for one that does not exist");
        }
        if (!seenByItsOwner(owner, owned).equals(before)) {
          violations.add(method + " changed a session of another mailbox");
        }
        if (subject.listed(stranger).stream()
                .map(Session::id)
                .anyMatch(owned.session().id()::equals)
            || subject.sessions().knowsDevice(stranger.id(), owned.device())) {
          violations.add(method + " gave a session or a device of another mailbox away");
        }
      }
    }
    return violations;
  }

  /** The same for drafts and their files. */
  List<String> draftViolations() {
    DraftDesk owner = new DraftDesk(subject);
    DraftDesk other = new DraftDesk(subject);
    other.created(); // before the draft of the owner
    owner.created();
    DraftId missing = new DraftId(Ids.next()); // between the same drafts in every list
    for (int number = 1; number <= SampleArguments.NUMBER; number++) {
      owner.attached(number + ".pdf", new byte[] {(byte) number});
    }
    other.created(); // after the draft of the owner
    String before = seenByItsOwner(owner);
    for (SpiMethods.Bound method : methods(IsolationMatrix::concernsDrafts)) {
      for (Mailbox stranger : List.of(other.mailbox(), subject.newMailbox("never-stored"))) {
        String foreign = answer(method, stranger, owner.draft().id());
        String nothing = answer(method, stranger, missing);
        if (!foreign.equals(nothing)) {
          violations.add(
              method
                  + " answers "
                  + foreign
                  + " for a foreign draft, and "
                  + nothing
                  + " for one that does not exist");
        }
        if (!seenByItsOwner(owner).equals(before)) {
          violations.add(method + " changed a draft of another mailbox");
        }
      }
    }
    return violations;
  }

  private static String answer(SpiMethods.Bound method, Mailbox stranger, DraftId draft) {
    try {
      return text(method.call(SampleArguments.of(method.method(), stranger, draft)));
    } catch (Throwable e) {
      return e.getClass().getSimpleName();
    }
  }

  private static String seenByItsOwner(DraftDesk owner) {
    return owner.found() + text(owner.bytes(SampleArguments.NUMBER, 100));
  }

  /** One hash as secret and as device, last used long enough ago for a further use to be noted. */
  private NewSession foreseen(Mailbox owner) {
    NewSession session =
        SessionSpecimens.newSession(
            SessionSpecimens.session(owner.id(), owner.createdAt().minus(Duration.ofHours(1))),
            subject.credential(owner).epoch());
    return new NewSession(session.session(), session.token(), session.token(), session.epoch());
  }

  private static String answer(SpiMethods.Bound method, Mailbox stranger, NewSession session) {
    try {
      return text(method.call(SampleArguments.of(method.method(), stranger, session)));
    } catch (Throwable e) {
      return e.getClass().getSimpleName();
    }
  }

  private String seenByItsOwner(Mailbox owner, NewSession owned) {
    return subject.listed(owner)
        + text(subject.resume(owner.id(), owned.token()))
        + subject.sessions().knowsDevice(owner.id(), owned.device())
        + subject.credential(owner);
  }

  private List<SpiMethods.Bound> methods(Predicate<Method> concerned) {
    List<SpiMethods.Bound> methods = new ArrayList<>();
    for (SpiMethods.Bound bound : SpiMethods.of(subject.store())) {
      if (concerned.test(bound.method())) {
        methods.add(bound);
      }
    }
    return methods;
  }

  static boolean concerns(Method method) {
    return takesMailboxAnd(
        method,
        MessageId.class,
        ConversationId.class,
        DeliveryKey.class,
        ThreadKey.class,
        CatchUpBatch.class);
  }

  static boolean concernsSessions(Method method) {
    return takesMailboxAnd(method, SessionId.class, TokenHash.class, NewSession.class);
  }

  static boolean concernsDrafts(Method method) {
    return takesMailboxAnd(method, DraftId.class);
  }

  private static boolean takesMailboxAnd(Method method, Class<?>... any) {
    Type[] types = method.getGenericParameterTypes();
    return types.length > 1
        && types[0] == MailboxId.class
        && Arrays.stream(types)
            .map(Type::getTypeName)
            .anyMatch(name -> Arrays.stream(any).map(Class::getName).anyMatch(name::contains));
  }

  private void compare(SpiMethods.Bound method, Mailbox stranger, Owned owned, MessageId missing) {
    String foreign = answer(method, stranger, owned.message(), owned.key());
    String nothing = answer(method, stranger, missing, Specimens.newKey());
    if (!foreign.equals(nothing)) {
      violations.add(
          method
              + " answers "
              + foreign
              + " for a foreign message, and "
              + nothing
              + " for one that does not exist");
    }
  }

  private String answer(
      SpiMethods.Bound method, Mailbox stranger, MessageId message, DeliveryKey key) {
    try {
      long last = subject.pending(stranger).lastPosition();
      return text(method.call(SampleArguments.of(method.method(), stranger, message, key, last)));
    } catch (Throwable e) {
      return e.getClass().getSimpleName();
    }
  }

  private void checkUntouched(SpiMethods.Bound method, Mailbox owner, Owned owned, String before) {
    if (!seenByItsOwner(owner, owned).equals(before)) {
      violations.add(method + " changed a message of another mailbox");
    }
  }

  /** All that the owner can learn about a message. */
  private String seenByItsOwner(Mailbox owner, Owned owned) {
    ThreadKey thread = SampleArguments.threadKey(owned.key());
    ConversationId conversation = SampleArguments.conversationId(owned.key());
    return subject.messages().find(owner.id(), owned.message())
        + text(subject.bytes(owner.id(), owned.message(), 100))
        + subject.messages().outcome(owner.id(), List.of(owned.key()))
        + subject.outbox().find(owner.id(), List.of(owned.message()))
        + subject.pending(owner)
        + subject.messages().placements(owner.id(), 0, 10)
        + subject.messages().threads(owner.id(), List.of(thread))
        + subject.entries().find(owner.id(), List.of(owned.message()))
        + subject.entries().conversation(owner.id(), conversation)
        + subject.entries().facts(owner.id(), List.of(conversation))
        + subject.entries().conversations(owner.id(), Folder.INBOX, OptionalLong.empty(), 10)
        + subject.entries().labels(owner.id(), 10)
        + subject.entries().changes(owner.id(), 0, 10);
  }

  private void checkNotTaken(SpiMethods.Bound method, Mailbox stranger, Owned owned) {
    boolean taken =
        subject.messages().placements(stranger.id(), 0, 100).stream()
            .anyMatch(place -> place.messageId().equals(owned.message()));
    if (taken) {
      violations.add(method + " gave a message of another mailbox a place");
    }
  }

  private static String text(@Nullable Object answer) {
    if (answer instanceof Optional<?> optional) {
      return optional.map(value -> "Optional[" + text(value) + "]").orElse("Optional.empty");
    }
    if (answer instanceof ContentRange range) {
      return "ContentRange[" + range.totalBytes() + " bytes, " + text(range.bytes()) + "]";
    }
    return answer instanceof byte[] bytes ? Arrays.toString(bytes) : Objects.toString(answer);
  }
}
