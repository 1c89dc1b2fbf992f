package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.benchmarks.sample.SampleMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Ours: messages are delivered to some mailboxes in turn while catch-up runs beside it. */
final class Deliveries implements Side {

  private final MelMeOnJdbc melme;
  private final LiveCatchUp catchUp;
  private final List<RoutingDecision> decisions = new ArrayList<>();
  private final List<MailboxId> mailboxes = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private final AtomicLong delivered = new AtomicLong();

  /**
   * Makes the mailboxes.
   *
   * @param melme where to
   * @param from the number of the first mailbox
   * @param count how many there are
   * @param threads how many deliver
   * @param messages a message for each thread
   */
  Deliveries(
      MelMeOnJdbc melme, int from, int count, int threads, Supplier<SampleMessage> messages) {
    this.melme = melme;
    this.catchUp = new LiveCatchUp(melme);
    for (int number = from; number < from + count; number++) {
      decisions.add(melme.decision(number));
      mailboxes.add(melme.mailbox(number));
    }
    for (int thread = 0; thread < threads; thread++) {
      SampleMessage message = messages.get();
      tasks.add(() -> deliver(message));
    }
  }

  /** Delivers one message more; its number is in its bytes. */
  void deliver(SampleMessage message) {
    long number = delivered.getAndIncrement();
    RoutingDecision decision = decisions.get((int) (number % decisions.size()));
    melme.deliver(decision, message.numbered(number));
  }

  List<MailboxId> mailboxes() {
    return mailboxes;
  }

  @Override
  public List<Task> tasks() {
    return tasks;
  }

  @Override
  public void begin() {
    catchUp.start();
  }

  @Override
  public void end() {
    catchUp.finish();
    long stored =
        mailboxes.stream().mapToLong(id -> melme.melme().admin().usage(id).messages()).sum();
    if (stored != delivered.get()) {
      throw new IllegalStateException("Stored " + stored + " messages of " + delivered.get());
    }
  }

  String lag() {
    return catchUp.lag();
  }
}
