package dev.melme.core.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.MelMeBuilder;
import dev.melme.api.AliasPattern;
import dev.melme.api.Cursor;
import dev.melme.api.DomainName;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.admin.DeliveryFilter;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.ReplyMode;
import dev.melme.api.routing.Verdict;
import dev.melme.core.RecordingStore;
import dev.melme.core.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an administrator sees, and what becomes of records on the way. */
class DeliveryLogTest {

  private static final ReversePath JOE = ReversePath.parse("joe@example.org");

  private final TestClock clock = new TestClock();
  private final RecordingStore store = new RecordingStore();
  private MelMe melme = MelMe.builder().store(store).clock(clock).build();
  private final Mailbox support = mailbox("support-inbox", "support@acme.example");
  private final Mailbox billing = mailbox("billing-inbox", "billing@brand-b.example");

  private Mailbox mailbox(String slug, String alias) {
    Mailbox mailbox = melme.admin().createMailbox(NewMailbox.of(slug, slug));
    melme.admin().createAlias(alias, Route.toMailbox(slug));
    return mailbox;
  }

  private void restart(MelMeBuilder builder) {
    melme = builder.store(store).clock(clock).build();
  }

  private DeliveryReport deliver(ReversePath sender, String subject, String... recipients) {
    Envelope envelope = Envelope.from(sender).replyMode(ReplyMode.EACH);
    for (String recipient : recipients) {
      envelope = envelope.to(EmailAddress.parse(recipient));
    }
    clock.advance(Duration.ofMillis(1));
    byte[] bytes = ("Message-ID: <" + subject + "@x>\r\n\r\n").getBytes(US_ASCII);
    return melme.router().deliver(envelope, MessageSource.of(bytes));
  }

  private void refuse(String recipient) {
    clock.advance(Duration.ofMillis(1));
    melme.router().route(RecipientRequest.of(EmailAddress.parse(recipient)).from(JOE));
  }

  private Page<DeliveryRecord> page(DeliveryFilter filter, PageRequest request) {
    return melme.admin().deliveryLog().page(filter, request);
  }

  private List<String> recipients(DeliveryFilter filter) {
    return page(filter, PageRequest.first(100)).items().stream()
        .map(record -> record.recipient().toString())
        .toList();
  }

  private void away(String calls, Fault fault) {
    store.before =
        call -> {
          if (call.startsWith(calls)) {
            throw new StoreException(fault, "planted", null);
          }
        };
  }

  private long written() {
    return store.calls.stream().filter("deliveryLog.record"::equals).count();
  }

  @Test
  void each_part_of_a_filter_narrows_the_page() {
    DeliveryReport report = deliver(JOE, "one", "support@acme.example", "Billing@brand-b.example");
    Instant between = clock.instant().plusMillis(1);
    clock.advance(Duration.ofSeconds(1));
    deliver(ReversePath.NULL, "two", "support+x@acme.example");
    refuse("nobody@brand-b.example");
    MessageId first = ((Verdict.Stored) report.verdicts().get(0)).messageId();
    DeliveryFilter all = DeliveryFilter.all();

    assertThat(recipients(all))
        .containsExactly(
            "nobody@brand-b.example",
            "support+x@acme.example",
            "Billing@brand-b.example",
            "support@acme.example");
    assertThat(recipients(all.to(EmailAddress.parse("billing@BRAND-b.example"))))
        .containsExactly("Billing@brand-b.example");
    assertThat(recipients(all.from(ReversePath.parse("JOE@example.org")))).hasSize(3);
    assertThat(recipients(all.from(ReversePath.NULL))).containsExactly("support+x@acme.example");
    assertThat(recipients(all.in(support.id())))
        .containsExactly("support+x@acme.example", "support@acme.example");
    assertThat(recipients(all.through(AliasPattern.parse("support@acme.example")))).hasSize(2);
    assertThat(recipients(all.at(DomainName.parse("brand-b.example"))))
        .containsExactly("nobody@brand-b.example", "Billing@brand-b.example");
    assertThat(recipients(all.that(Reason.Outcome.REFUSED)))
        .containsExactly("nobody@brand-b.example");
    assertThat(recipients(all.because(Reason.STORED))).hasSize(3);
    assertThat(recipients(all.storedAs(first))).containsExactly("support@acme.example");
    assertThat(recipients(all.since(between))).hasSize(2);
    assertThat(recipients(all.between(Instant.EPOCH, between))).hasSize(2);
    assertThat(recipients(all.in(billing.id()).from(JOE).that(Reason.Outcome.TAKEN)))
        .containsExactly("Billing@brand-b.example");
    assertThat(recipients(all.in(billing.id()).from(ReversePath.NULL))).isEmpty();
  }

  @Test
  void a_record_tells_when_it_was_made() {
    refuse("nobody@acme.example");

    assertThat(page(DeliveryFilter.all(), PageRequest.first(1)).items().get(0).at())
        .isEqualTo(clock.instant());
  }

  @Test
  void pages_follow_one_another_and_miss_nothing() {
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      refuse("nobody" + i + "@acme.example");
      newestFirst.add(0, "nobody" + i + "@acme.example");
    }

    List<String> seen = new ArrayList<>();
    PageRequest request = PageRequest.first(10);
    Optional<Cursor> next;
    do {
      Page<DeliveryRecord> page = page(DeliveryFilter.all(), request);
      page.items().forEach(record -> seen.add(record.recipient().toString()));
      refuse("later@acme.example");
      assertThat(page.complete()).isTrue();
      next = page.next();
      request = request.after(next.orElse(new Cursor("unused")));
    } while (next.isPresent());

    assertThat(seen).isEqualTo(newestFirst);
  }

  @Test
  void a_page_looks_at_5000_records_and_says_when_more_follow() {
    deliver(JOE, "wanted", "support@acme.example");
    for (int i = 0; i < 5_200; i++) {
      refuse("nobody@acme.example");
    }
    DeliveryFilter taken = DeliveryFilter.all().that(Reason.Outcome.TAKEN);

    Page<DeliveryRecord> first = page(taken, PageRequest.first(10));
    Page<DeliveryRecord> second =
        page(taken, PageRequest.first(10).after(first.next().orElseThrow()));

    assertThat(first.items()).isEmpty();
    assertThat(first.complete()).isFalse();
    assertThat(second.items()).extracting(DeliveryRecord::reason).containsExactly(Reason.STORED);
    assertThat(second.complete()).isTrue();
    assertThat(second.next()).isEmpty();
  }

  @Test
  void a_cursor_of_another_list_is_refused() {
    assertThatThrownBy(
            () ->
                page(DeliveryFilter.all(), PageRequest.first(1).after(new Cursor("support-inbox"))))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void no_sender_waits_for_the_log() {
    store.calls.clear();

    deliver(JOE, "one", "support@acme.example");
    for (int i = 0; i < 3_000; i++) {
      refuse("nobody@acme.example");
    }

    assertThat(store.calls).filteredOn(call -> call.startsWith("deliveryLog")).isEmpty();
    melme.housekeeping().runOnce();
    assertThat(written()).isEqualTo(7); // 3,001 records, 500 at a time
  }

  @Test
  void what_a_store_does_not_take_waits_and_is_written_later() {
    for (Fault fault : List.of(Fault.UNAVAILABLE, Fault.FULL, Fault.COMMIT_UNKNOWN, Fault.BROKEN)) {
      away("deliveryLog.record", fault);
      refuse("nobody@acme.example");
      melme.housekeeping().runOnce();
      assertThat(deliver(JOE, fault.name(), "support@acme.example").committed()).isTrue();
      store.before = call -> {};
    }

    assertThat(recipients(DeliveryFilter.all())).hasSize(8);
    assertThat(melme.admin().deliveryLog().dropped()).isZero();
  }

  @Test
  void the_log_holds_10000_records_in_memory_and_counts_what_it_drops() {
    away("deliveryLog", Fault.UNAVAILABLE);

    for (int i = 0; i < DeliveryJournal.CAPACITY + 50; i++) {
      refuse("nobody" + i + "@acme.example");
    }
    assertThat(deliver(JOE, "still", "support@acme.example").committed()).isTrue();
    store.before = call -> {};
    assertThat(melme.admin().deliveryLog().dropped()).isEqualTo(51);
    melme.housekeeping().runOnce();

    assertThat(store.real.deliveryLog().prune(clock.instant().plusSeconds(9), 20_000))
        .isEqualTo(DeliveryJournal.CAPACITY);
  }

  @Test
  void closing_writes_what_waits() {
    refuse("nobody@acme.example");

    melme.close();

    assertThat(written()).isEqualTo(1);
  }

  @Test
  void closing_ends_also_when_the_store_is_away() {
    refuse("nobody@acme.example");
    away("deliveryLog", Fault.UNAVAILABLE);

    melme.close();
    melme.close();

    assertThatThrownBy(store::now).isInstanceOf(StoreException.class);
  }

  @Test
  void records_are_kept_as_long_as_the_host_says() {
    restart(MelMe.builder().deliveryLog(Duration.ofDays(2)));
    refuse("old@acme.example");
    clock.advance(Duration.ofDays(1));
    refuse("new@acme.example");
    melme.housekeeping().runOnce();
    assertThat(recipients(DeliveryFilter.all())).hasSize(2);

    clock.advance(Duration.ofDays(1).plusSeconds(1));
    melme.housekeeping().runOnce();

    assertThat(recipients(DeliveryFilter.all())).containsExactly("new@acme.example");
  }

  @Test
  void many_old_records_go_a_thousand_a_run() {
    for (int i = 0; i < 1_500; i++) {
      refuse("nobody@acme.example");
    }
    melme.housekeeping().runOnce();
    clock.advance(Duration.ofDays(31));

    List<Boolean> more = List.of(melme.housekeeping().runOnce(), melme.housekeeping().runOnce());

    assertThat(more).containsExactly(true, false);
    assertThat(recipients(DeliveryFilter.all())).isEmpty();
  }

  @Test
  void a_retention_of_zero_records_nothing_and_removes_what_is_there() {
    refuse("before@acme.example");
    melme.housekeeping().runOnce();
    restart(MelMe.builder().deliveryLog(Duration.ZERO));
    refuse("nobody@acme.example");
    deliver(JOE, "one", "support@acme.example");
    assertThat(recipients(DeliveryFilter.all())).containsExactly("before@acme.example");

    melme.housekeeping().runOnce();

    assertThat(recipients(DeliveryFilter.all())).isEmpty();
  }

  @Test
  void a_negative_retention_is_refused() {
    assertThatThrownBy(() -> MelMe.builder().deliveryLog(Duration.ofDays(-1)))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_mailbox_takes_its_records_with_it_also_those_that_wait() {
    deliver(JOE, "one", "support@acme.example", "nobody@acme.example");
    melme.housekeeping().runOnce();
    deliver(JOE, "two", "support@acme.example", "billing@brand-b.example");

    melme.admin().deleteMailbox(support.id());

    assertThat(recipients(DeliveryFilter.all()))
        .containsExactly("billing@brand-b.example", "nobody@acme.example");
    assertThat(recipients(DeliveryFilter.all().in(support.id()))).isEmpty();
  }

  @Test
  void one_filter_reads_one_index() {
    refuse("nobody@acme.example");
    store.calls.clear();

    recipients(DeliveryFilter.all().to(EmailAddress.parse("a@acme.example")).from(JOE));
    recipients(DeliveryFilter.all().from(JOE).in(support.id()));
    recipients(DeliveryFilter.all().in(support.id()).because(Reason.STORED));
    recipients(DeliveryFilter.all().because(Reason.STORED));

    assertThat(store.calls)
        .filteredOn(call -> call.startsWith("deliveryLog.list"))
        .containsExactly(
            "deliveryLog.listByRecipient",
            "deliveryLog.listBySender",
            "deliveryLog.listByMailbox",
            "deliveryLog.list");
  }
}
