package dev.melme.benchmarks.database;

import dev.melme.benchmarks.sample.MessageSize;
import dev.melme.benchmarks.sample.SampleMessage;
import java.util.Optional;
import java.util.function.Supplier;

/** Mail comes in. */
final class DeliverContests {

  private DeliverContests() {}

  /** Messages without anything in common, against an INSERT each. */
  static Contest toMailboxes(Ground ground, MessageSize size, int mailboxes, int threads) {
    return againstInserts(ground, size, mailboxes, threads, () -> SampleMessage.unrelated(size));
  }

  /** Messages of one conversation in one mailbox, against an INSERT each. */
  static Contest toOneConversation(Ground ground, MessageSize size, int threads) {
    return againstInserts(ground, size, 1, threads, () -> SampleMessage.of(size));
  }

  private static Contest againstInserts(
      Ground ground,
      MessageSize size,
      int mailboxes,
      int threads,
      Supplier<SampleMessage> messages) {
    CoreWarmUp.with(size, messages.get());
    MelMeOnJdbc melme = MelMeOnJdbc.open(ground.address(), threads);
    Deliveries ours = new Deliveries(melme, 0, mailboxes, threads, messages);
    ours.deliver(messages.get());
    ReferenceMessages table = ReferenceMessages.create(ground.kind(), melme.pool(), size.bytes());
    Inserts reference = new Inserts(table, ours.mailboxes(), threads, messages);
    return new Contest(ours, Optional.of(reference), ours::lag, melme);
  }

  /** One mailbox against many, both ours. */
  static Contest oneMailboxToMany(Ground ground, MessageSize size, int many, int threads) {
    Supplier<SampleMessage> messages = () -> SampleMessage.unrelated(size);
    CoreWarmUp.with(size, messages.get());
    MelMeOnJdbc melme = MelMeOnJdbc.open(ground.address(), threads);
    Deliveries one = new Deliveries(melme, 0, 1, threads, messages);
    Deliveries spread = new Deliveries(melme, 1, many, threads, messages);
    return new Contest(one, Optional.of(spread), one::lag, melme);
  }
}
