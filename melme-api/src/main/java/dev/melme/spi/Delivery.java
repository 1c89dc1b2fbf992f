package dev.melme.spi;

import dev.melme.api.DeliveryKey;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.Reception;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A message to be stored, and where.
 *
 * @param reception how it came in
 * @param index what was derived from its bytes
 * @param content its bytes
 * @param targets the mailboxes, each once; at least one
 */
public record Delivery(
    Reception reception, MessageIndex index, MessageContent content, List<Target> targets) {

  /** A message that has this many aliases takes no further ones from redeliveries. */
  public static final int MAX_ALIASES = 100;

  /**
   * Copies the targets.
   *
   * @throws InvalidValueException when there is no target or a mailbox comes twice
   */
  public Delivery {
    Objects.requireNonNull(reception, "reception");
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(content, "content");
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new InvalidValueException("A delivery has at least one target");
    }
    if (targets.size() > 1) {
      Set<MailboxId> seen = new HashSet<>();
      for (Target target : targets) {
        if (!seen.add(target.mailboxId())) {
          throw new InvalidValueException(
              "Mailbox " + target.mailboxId() + " comes twice. Put all aliases into one target");
        }
      }
    }
  }

  /**
   * The aliases of a message after a delivery: those it has, then those that are new, each once per
   * pattern and recipient. What a redelivery adds is bounded by {@link #MAX_ALIASES}.
   *
   * @param present the aliases that the message has; none when it is stored now
   * @param more the aliases of the target
   * @return all of them
   */
  public static List<MatchedAlias> mergedAliases(
      List<MatchedAlias> present, List<MatchedAlias> more) {
    if (present.isEmpty() && more.size() == 1) {
      return more;
    }
    List<MatchedAlias> all = new ArrayList<>(present);
    for (MatchedAlias candidate : more) {
      if (!present.isEmpty() && all.size() >= MAX_ALIASES) {
        break;
      }
      if (all.stream().noneMatch(known -> sameWay(known, candidate))) {
        all.add(candidate);
      }
    }
    return all;
  }

  private static boolean sameWay(MatchedAlias left, MatchedAlias right) {
    return left.alias().equals(right.alias()) && left.recipient().equals(right.recipient());
  }

  /**
   * One mailbox that gets the message.
   *
   * @param mailboxId the mailbox
   * @param messageId the id that the message gets there, if it is stored now
   * @param key by which a redelivery is recognised
   * @param aliases through which aliases it came, at least one
   */
  public record Target(
      MailboxId mailboxId, MessageId messageId, DeliveryKey key, List<MatchedAlias> aliases) {

    /**
     * Copies the aliases.
     *
     * @throws InvalidValueException when there is no alias
     */
    public Target {
      Objects.requireNonNull(mailboxId, "mailboxId");
      Objects.requireNonNull(messageId, "messageId");
      Objects.requireNonNull(key, "key");
      aliases = List.copyOf(aliases);
      if (aliases.isEmpty()) {
        throw new InvalidValueException("A target has at least one alias");
      }
    }
  }
}
