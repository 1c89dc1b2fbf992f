package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.spi.ContentRange;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a store holds with the numbered messages that were acknowledged.
 *
 * @param lost acknowledged messages that a mailbox of theirs does not have
 * @param duplicates messages that a mailbox has more than once, or that it should not have
 * @param differing messages with a wrong byte
 * @param others whatever else is wrong: places, counts, rows
 */
record MailAudit(int lost, int duplicates, int differing, List<String> others) {

  private static final int PAGE = 500;

  boolean clean() {
    return lost == 0 && duplicates == 0 && differing == 0 && others.isEmpty();
  }

  /** Looks at a store at rest that should hold the messages from 0 up to a number. */
  static MailAudit of(MailHost host, TestDatabase database, int messages) {
    return of(host, database, IntStream.range(0, messages).mapToObj(NumberedMessage::new).toList());
  }

  /** Looks at a store at rest that should hold these messages. */
  static MailAudit of(MailHost host, TestDatabase database, List<NumberedMessage> messages) {
    Tally tally = new Tally(host.store().messages());
    for (int box = 0; box < NumberedMessage.MAILBOXES; box++) {
      tally.mailbox(box, host.mailbox(box), messages);
      tally.usage(box, host.store().mailboxes().usage(host.mailbox(box)));
    }
    tally.others.addAll(RowAudit.of(database));
    return new MailAudit(tally.lost, tally.duplicates, tally.differing, tally.others);
  }

  private static final class Tally {

    private final MessageRepository repository;
    private int lost;
    private int duplicates;
    private int differing;
    private long count;
    private long bytes;
    private final List<String> others = new ArrayList<>();

    Tally(MessageRepository repository) {
      this.repository = repository;
    }

    void mailbox(int box, MailboxId mailboxId, List<NumberedMessage> messages) {
      Map<NumberedMessage, MessageId> found = found(box, mailboxId);
      count = 0;
      bytes = 0;
      for (NumberedMessage message : messages) {
        if (message.goesTo(box)) {
          compare(mailboxId, message, found.get(message));
        }
      }
      places(box, mailboxId, new HashSet<>(found.values()));
    }

    private Map<NumberedMessage, MessageId> found(int box, MailboxId mailboxId) {
      Map<NumberedMessage, MessageId> found = new HashMap<>();
      Optional<MessageId> before = Optional.empty();
      List<MessageSummary> page;
      do {
        page = repository.list(mailboxId, before, PAGE);
        for (MessageSummary line : page) {
          NumberedMessage message = NumberedMessage.ofSubject(line.subject());
          if (found.put(message, line.id()) != null || !message.goesTo(box)) {
            duplicates++;
          }
          before = Optional.of(line.id());
        }
      } while (!page.isEmpty());
      return found;
    }

    private void compare(MailboxId mailboxId, NumberedMessage message, @Nullable MessageId id) {
      byte[] expected = message.bytes();
      count++;
      bytes += expected.length;
      if (id == null) {
        lost++;
      } else if (!Arrays.equals(read(mailboxId, id, expected.length), expected)) {
        differing++;
      }
    }

    private byte[] read(MailboxId mailboxId, MessageId id, int size) {
      byte[] all = new byte[size];
      int position = 0;
      while (true) {
        Optional<ContentRange> range = repository.content(mailboxId, id, position, PAGE * 1024);
        byte[] some = range.map(ContentRange::bytes).orElse(new byte[0]);
        if (some.length == 0 || position + some.length > size) {
          return position == size && some.length == 0 ? all : new byte[0];
        }
        System.arraycopy(some, 0, all, position, some.length);
        position += some.length;
      }
    }

    private void places(int box, MailboxId mailboxId, Set<MessageId> expected) {
      List<Placement> places = repository.placements(mailboxId, 0, Integer.MAX_VALUE);
      Set<MessageId> placed = new HashSet<>();
      places.forEach(place -> placed.add(place.messageId()));
      if (places.size() != placed.size() || !placed.equals(expected)) {
        others.add(
            MailHost.slug(box)
                + (": " + expected.size() + " messages, " + places.size() + " places for ")
                + (placed.size() + " messages"));
      }
    }

    void usage(int box, MailboxUsage usage) {
      if (usage.messages() != count || usage.bytes() != bytes) {
        others.add(MailHost.slug(box) + ": usage " + usage + ", not " + count + " and " + bytes);
      }
    }
  }
}
