package dev.melme.benchmarks.database;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.Envelope;
import dev.melme.benchmarks.sample.MessageSize;
import dev.melme.benchmarks.sample.SampleMessage;
import dev.melme.inmemory.InMemoryStore;
import java.time.Duration;

/**
 * Lets the compiler see deliveries before a database makes them wait for its disk: at two hundred a
 * second, most of what is measured would be the compiler.
 */
final class CoreWarmUp {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(4);

  private CoreWarmUp() {}

  static void with(MessageSize size, SampleMessage message) {
    long number = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < LONG_ENOUGH.toNanos()) {
      try (MelMe melme = MelMe.builder().store(InMemoryStore.create()).build()) {
        melme.admin().createMailbox(NewMailbox.of("warm-up", "Warm-up"));
        melme.admin().createAlias("warm-up@acme.example", Route.toMailbox("warm-up"));
        for (int i = 0; i < size.batch(); i++) {
          Envelope envelope =
              Envelope.from(ReversePath.NULL).to(EmailAddress.parse("warm-up@acme.example"));
          melme.router().deliver(envelope, MessageSource.of(message.numbered(number++)));
        }
      }
    }
  }
}
