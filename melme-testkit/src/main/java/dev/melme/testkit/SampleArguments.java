package dev.melme.testkit;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AliasStatus;
import dev.melme.api.DeliveryKey;
import dev.melme.api.DomainName;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Arguments for any method of the SPI, by the types of its parameters. */
final class SampleArguments {

  private static final AliasPattern PATTERN = AliasPattern.parse("sample@sample.example");
  private static final DomainName DOMAIN = DomainName.parse("sample.example");

  private final Mailbox mailbox;
  private final MessageId message;
  private final DeliveryKey key;

  private SampleArguments(Mailbox mailbox, MessageId message, DeliveryKey key) {
    this.mailbox = mailbox;
    this.message = message;
    this.key = key;
  }

  /** Arguments that all name one mailbox and one message. */
  static Object[] of(Method method, Mailbox mailbox, MessageId message) {
    return of(method, mailbox, message, DeliveryKey.ofEvent("sample"));
  }

  static Object[] of(Method method, Mailbox mailbox, MessageId message, DeliveryKey key) {
    SampleArguments sample = new SampleArguments(mailbox, message, key);
    return Arrays.stream(method.getGenericParameterTypes())
        .map(type -> sample.of(type, method))
        .toArray();
  }

  private Object of(Type type, Method method) {
    String name = type.getTypeName().replace("java.util.", "").replace("java.time.", "");
    return switch (name.replace("dev.melme.api.", "").replace("dev.melme.spi.", "")) {
      case "int" -> 7;
      case "long" -> 0L;
      case "Instant" -> mailbox.createdAt();
      case "Mailbox" -> mailbox;
      case "MailboxId" -> mailbox.id();
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
      case "DeliveryKey" -> key;
      case "List<DeliveryKey>" -> List.of(key);
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
