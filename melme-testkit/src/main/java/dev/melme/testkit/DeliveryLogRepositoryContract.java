package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.AliasPattern;
import dev.melme.api.DeliveryRecordId;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.ReversePath;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.api.routing.Reason;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.LogRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * The rules of the delivery log, LOG-01 to LOG-14; see {@link StoreRule}. Here are those of reading
 * and of recording twice.
 */
public interface DeliveryLogRepositoryContract extends DeliveryLogUpkeepContract {

  /**
   * {@link StoreRule#LOG_01}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_01)
  default void log01_a_record_is_read_back_as_it_was_recorded(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<DeliveryRecord> recorded = new ArrayList<>();
    for (EmailAddress address : LogSpecimens.longAndStrange()) {
      recorded.add(LogSpecimens.refused(ReversePath.of(address), address));
    }
    recorded.add(LogSpecimens.refused(LogSpecimens.id())); // from the null reverse path
    for (Reason reason : Reason.values()) {
      recorded.add(
          new DeliveryRecord(
              LogSpecimens.id(),
              ReversePath.parse("Joe@sender.example"),
              EmailAddress.parse("Anyone@acme.example"),
              Optional.of(AliasPattern.parse("*@acme.example")),
              Optional.of(mailbox.id()),
              reason,
              Optional.empty(),
              Optional.of(Long.MAX_VALUE - recorded.size())));
    }
    recorded.add(LogSpecimens.stored(mailbox));

    subject.deliveryLog().record(recorded);

    Collections.reverse(recorded);
    assertThat(subject.deliveryLog().list(LogSpecimens.ALL, 100))
        .as("records as they were recorded, with addresses as they were written")
        .extracting(DeliveryRecord::toString)
        .containsExactlyElementsOf(recorded.stream().map(DeliveryRecord::toString).toList());
  }

  /**
   * {@link StoreRule#LOG_02}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_02)
  default void log02_records_are_listed_by_id_the_newest_first(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<DeliveryRecord> records = LogSpecimens.stored(mailbox, 9);
    List<DeliveryRecordId> newestFirst = new ArrayList<>(LogSpecimens.ids(records));
    Collections.reverse(newestFirst);
    Collections.shuffle(records, new Random(7));
    subject.deliveryLog().record(records.subList(0, 4));
    subject.deliveryLog().record(records.subList(4, 9));

    for (LogSpecimens.Listing list : lists(subject, records.get(0))) {
      assertThat(LogSpecimens.ids(list.of(LogSpecimens.ALL, 100)))
          .as("all records by id, descending")
          .isEqualTo(newestFirst);
      assertThat(LogSpecimens.ids(list.of(LogSpecimens.ALL, 4)))
          .as("at most 4 records, the newest")
          .isEqualTo(newestFirst.subList(0, 4));
    }
  }

  /**
   * {@link StoreRule#LOG_03}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_03)
  default void log03_a_range_has_its_first_id_and_not_its_last(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<DeliveryRecord> records = LogSpecimens.stored(mailbox, 6);
    List<DeliveryRecordId> ids = LogSpecimens.ids(records);
    subject.deliveryLog().record(records);

    for (LogSpecimens.Listing list : lists(subject, records.get(0))) {
      assertThat(LogSpecimens.ids(list.of(new LogRange(ids.get(1), ids.get(4)), 100)))
          .as("records from the second, inclusive, to the fifth, exclusive")
          .containsExactlyInAnyOrder(ids.get(1), ids.get(2), ids.get(3));
      assertThat(LogSpecimens.ids(list.of(new LogRange(ids.get(2), ids.get(2)), 100)))
          .as("records of a range that ends where it begins")
          .isEmpty();
      assertThat(LogSpecimens.ids(list.of(new LogRange(ids.get(4), ids.get(1)), 100)))
          .as("records of a range that ends before it begins")
          .isEmpty();
    }
  }

  /**
   * {@link StoreRule#LOG_04}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_04)
  default void log04_records_are_found_by_their_recipient(StoreUnderTest subject) {
    List<EmailAddress> addresses = LogSpecimens.lookAlikes();
    List<DeliveryRecord> records = new ArrayList<>();
    for (EmailAddress address : addresses) {
      records.add(LogSpecimens.refused(ReversePath.parse("uber@acme.example"), address));
    }
    subject.deliveryLog().record(records);

    for (int i = 0; i < addresses.size(); i++) {
      for (EmailAddress spelling : spellings(addresses.get(i))) {
        assertThat(
                LogSpecimens.ids(
                    subject.deliveryLog().listByRecipient(spelling, LogSpecimens.ALL, 100)))
            .as("records of a recipient in capitals and in small letters, and of no look-alike")
            .containsExactly(records.get(i).id());
      }
    }
  }

  /**
   * {@link StoreRule#LOG_05}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_05)
  default void log05_records_are_found_by_their_sender(StoreUnderTest subject) {
    List<EmailAddress> addresses = LogSpecimens.lookAlikes();
    List<DeliveryRecord> records = new ArrayList<>();
    for (EmailAddress address : addresses) {
      records.add(
          LogSpecimens.refused(ReversePath.of(address), EmailAddress.parse("uber@acme.example")));
    }
    DeliveryRecord fromNobody = LogSpecimens.refused(LogSpecimens.id());
    records.add(fromNobody);
    subject.deliveryLog().record(records);

    for (int i = 0; i < addresses.size(); i++) {
      for (EmailAddress spelling : spellings(addresses.get(i))) {
        assertThat(bySender(subject, ReversePath.of(spelling)))
            .as("records of a sender in capitals and in small letters, and of no look-alike")
            .containsExactly(records.get(i).id());
      }
    }
    assertThat(bySender(subject, ReversePath.NULL))
        .as("records of the null reverse path")
        .containsExactly(fromNobody.id());
  }

  private static List<DeliveryRecordId> bySender(StoreUnderTest subject, ReversePath sender) {
    return LogSpecimens.ids(subject.deliveryLog().listBySender(sender, LogSpecimens.ALL, 100));
  }

  /**
   * {@link StoreRule#LOG_06}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_06)
  default void log06_records_are_found_by_their_mailbox(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    List<DeliveryRecord> own = LogSpecimens.stored(mailbox, 3);
    List<DeliveryRecord> batch = new ArrayList<>(own);
    batch.addAll(LogSpecimens.stored(other, 2));
    batch.add(LogSpecimens.withoutMailbox(LogSpecimens.stored(mailbox)));
    subject.deliveryLog().record(batch);

    assertThat(
            LogSpecimens.ids(
                subject.deliveryLog().listByMailbox(mailbox.id(), LogSpecimens.ALL, 100)))
        .as("records of one mailbox, not of another and not of none")
        .containsExactlyInAnyOrderElementsOf(LogSpecimens.ids(own));
    assertThat(
            subject
                .deliveryLog()
                .listByMailbox(subject.newMailbox("never-stored").id(), LogSpecimens.ALL, 100))
        .as("records of a mailbox that does not exist")
        .isEmpty();
  }

  /**
   * {@link StoreRule#LOG_07}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_07)
  default void log07_a_record_that_is_there_changes_nothing(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<DeliveryRecord> records = LogSpecimens.stored(mailbox, 5);
    subject.deliveryLog().record(records.subList(1, 3));

    subject.deliveryLog().record(records);
    subject.deliveryLog().record(records);

    assertThat(LogSpecimens.ids(subject.deliveryLog().list(LogSpecimens.ALL, 100)))
        .as("records when two of five, and then all of them, are recorded again")
        .containsExactlyInAnyOrderElementsOf(LogSpecimens.ids(records));
  }

  /**
   * {@link StoreRule#LOG_08}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_08)
  default void log08_a_batch_may_be_as_large_as_that(StoreUnderTest subject) {
    List<DeliveryRecord> records = new ArrayList<>();
    for (Mailbox mailbox : subject.mailboxes(10)) {
      records.addAll(LogSpecimens.stored(mailbox, DeliveryLogRepository.MAX_BATCH / 10));
    }

    subject.deliveryLog().record(records);

    assertThat(subject.deliveryLog().list(LogSpecimens.ALL, 1000).size())
        .as("records of a batch of 500 of ten mailboxes")
        .isEqualTo(DeliveryLogRepository.MAX_BATCH);
  }

  /** All lists that a record is in. */
  private static List<LogSpecimens.Listing> lists(StoreUnderTest subject, DeliveryRecord record) {
    DeliveryLogRepository log = subject.deliveryLog();
    return List.of(
        log::list,
        (range, limit) -> log.listByRecipient(record.recipient(), range, limit),
        (range, limit) -> log.listBySender(record.reversePath(), range, limit),
        (range, limit) -> log.listByMailbox(record.mailboxId().orElseThrow(), range, limit));
  }

  private static List<EmailAddress> spellings(EmailAddress address) {
    String text = address.toString();
    return List.of(
        EmailAddress.parse(text.toUpperCase(Locale.ROOT)),
        EmailAddress.parse(text.toLowerCase(Locale.ROOT)));
  }
}
