package dev.melme.testkit;

import dev.melme.api.DeliveryKey;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoredMessage;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    DeliveryKey key = DeliveryKey.ofEvent("of the owner");
    subject.deliver(other, "before the message of the owner");
    MessageId message = subject.deliver(owner, key);
    MessageId missing = Specimens.newMessageId(); // between the same messages in every list
    subject.deliver(other, "after the message of the owner");
    StoredMessage before = subject.messages().find(owner.id(), message).orElseThrow();
    for (SpiMethods.Bound method : methods()) {
      for (Mailbox stranger : List.of(other, unknown)) {
        compare(method, stranger, message, missing, key);
        checkUntouched(method, owner, before, key);
      }
    }
    return violations;
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
                        || name.contains(DeliveryKey.class.getName()));
  }

  private void compare(
      SpiMethods.Bound method,
      Mailbox stranger,
      MessageId message,
      MessageId missing,
      DeliveryKey key) {
    String foreign = answer(method, stranger, message, key);
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
      return text(method.call(SampleArguments.of(method.method(), stranger, message, key)));
    } catch (Throwable e) {
      return e.getClass().getSimpleName();
    }
  }

  private void checkUntouched(
      SpiMethods.Bound method, Mailbox owner, StoredMessage before, DeliveryKey key) {
    boolean same =
        subject.messages().find(owner.id(), before.id()).equals(Optional.of(before))
            && subject.bytes(owner.id(), before.id(), 100).isPresent()
            && subject.messages().outcome(owner.id(), List.of(key)).containsKey(key);
    if (!same) {
      violations.add(method + " changed a message of another mailbox");
    }
  }

  private static String text(@Nullable Object answer) {
    if (answer instanceof Optional<?> optional) {
      return optional.map(value -> "Optional[" + text(value) + "]").orElse("Optional.empty");
    }
    return answer instanceof byte[] bytes ? Arrays.toString(bytes) : Objects.toString(answer);
  }
}
