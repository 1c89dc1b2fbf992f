package dev.melme.testkit;

import dev.melme.api.DeliveryKey;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ContentRange;
import dev.melme.spi.ThreadKey;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls every method that takes a mailbox and a message (or its key) with a message of another
 * mailbox, and compares the answer with that for a message that does not exist. The methods are
 * found by reflection, so that none that is added later can be forgotten.
 */
final class IsolationMatrix {

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
    subject.deliver(other, "before the messages of the owner");
    Owned placed = own(owner, DeliveryKey.ofEvent("of the owner, placed"));
    place(owner, placed);
    Owned pending = own(owner, DeliveryKey.ofEvent("of the owner, pending"));
    MessageId missing = Specimens.newMessageId(); // between the same messages in every list
    subject.deliver(other, "after the messages of the owner");
    for (Owned owned : List.of(placed, pending)) {
      String before = seenByItsOwner(owner, owned);
      for (SpiMethods.Bound method : methods()) {
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
    return new Owned(subject.deliver(owner, key), key);
  }

  private void place(Mailbox owner, Owned owned) {
    ThreadKey thread = SampleArguments.threadKey(owned.key());
    subject
        .messages()
        .apply(
            owner.id(),
            new CatchUpBatch(
                0,
                List.of(Specimens.place(1, owned.message())),
                Map.of(thread, Specimens.newConversationId())));
  }

  private List<SpiMethods.Bound> methods() {
    List<SpiMethods.Bound> methods = new ArrayList<>();
    for (SpiMethods.Bound bound : SpiMethods.of(subject.store())) {
      if (concerns(bound.method())) {
        methods.add(bound);
      }
    }
    return methods;
  }

  static boolean concerns(Method method) {
    Type[] types = method.getGenericParameterTypes();
    return types.length > 1
        && types[0] == MailboxId.class
        && Arrays.stream(types)
            .map(Type::getTypeName)
            .anyMatch(
                name ->
                    name.contains(MessageId.class.getName())
                        || name.contains(DeliveryKey.class.getName())
                        || name.contains(ThreadKey.class.getName())
                        || name.contains(CatchUpBatch.class.getName()));
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
    return subject.messages().find(owner.id(), owned.message())
        + text(subject.bytes(owner.id(), owned.message(), 100))
        + subject.messages().outcome(owner.id(), List.of(owned.key()))
        + subject.pending(owner)
        + subject.messages().placements(owner.id(), 0, 10)
        + subject.messages().threads(owner.id(), List.of(thread));
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
