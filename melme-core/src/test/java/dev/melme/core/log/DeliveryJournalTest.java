package dev.melme.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.core.TestClock;
import dev.melme.core.routing.Ruling;
import dev.melme.core.time.StoreTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the journal does about a store that does not do as it should. */
class DeliveryJournalTest {

  private final PickyLog log = new PickyLog();
  private final DeliveryJournal journal =
      new DeliveryJournal(log, StoreTime.of(new TestClock()), Duration.ofDays(1));

  private void add(String local, int count) {
    EmailAddress recipient = EmailAddress.parse(local + "@acme.example");
    for (int i = 0; i < count; i++) {
      journal.atRecipient(
          RecipientRequest.of(recipient),
          Ruling.declined(RoutingDecision.decline(recipient, Reason.UNKNOWN_ALIAS)));
    }
  }

  /** Empties the log, and tells how much there was. */
  private int kept() {
    return log.prune(Instant.MAX, 20_000);
  }

  @Test
  void a_batch_that_was_committed_unheard_is_there_once() {
    add("a", 700);
    log.unheard = 1;

    boolean first = journal.flush();
    boolean second = journal.flush();

    assertThat(first).isFalse();
    assertThat(second).isTrue();
    assertThat(log.batches).isEqualTo(3);
    assertThat(kept()).isEqualTo(700);
  }

  @Test
  void a_record_that_the_store_never_takes_does_not_keep_others_back() {
    add("a", 300);
    add("poison", 1);
    add("a", 500);
    log.refused = record -> record.recipient().localPart().equals("poison");

    assertThat(journal.flush()).isTrue();

    assertThat(kept()).isEqualTo(800);
    assertThat(journal.dropped()).isEqualTo(1);
    assertThat(log.batches).isLessThan(25);
  }

  @Test
  void a_store_that_takes_nothing_loses_nothing() {
    add("a", 5);
    log.refused = record -> true;
    assertThat(journal.flush()).isFalse();
    add("a", 700);
    assertThat(journal.flush()).isFalse();
    log.refused = record -> false;

    assertThat(journal.flush()).isTrue();

    assertThat(kept()).isEqualTo(705);
    assertThat(journal.dropped()).isZero();
  }

  @Test
  void closing_writes_what_waits_and_ends_the_recording() {
    add("a", 3);

    journal.close();
    add("late", 1);

    assertThat(journal.waiting()).isEmpty();
    assertThat(kept()).isEqualTo(3);
  }
}
