package dev.melme.testkit;

import dev.melme.api.AliasPattern;
import dev.melme.api.DeliveryRecordId;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.ReversePath;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.api.routing.Reason;
import dev.melme.spi.LogRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records of the delivery log as the contract hands them to a store. */
final class LogSpecimens {

  /** The whole log. */
  static final LogRange ALL =
      new LogRange(DeliveryRecordId.bound(Instant.MIN), DeliveryRecordId.bound(Instant.MAX));

  private static final long TIME = 0xFFFF_FFFF_FFFF_0000L;

  private LogSpecimens() {}

  /** One of the ways to list. */
  @FunctionalInterface
  interface Listing {
    List<DeliveryRecord> of(LogRange range, int limit);
  }

  /** An id of now, greater than those before. */
  static DeliveryRecordId id() {
    return new DeliveryRecordId(Ids.next());
  }

  /** An id that tells a time. */
  static DeliveryRecordId idAt(Instant time) {
    UUID some = Ids.next();
    return new DeliveryRecordId(
        new UUID(
            (time.toEpochMilli() << 16) | (some.getMostSignificantBits() & ~TIME),
            some.getLeastSignificantBits()));
  }

  /** A message that a mailbox took. */
  static DeliveryRecord stored(Mailbox mailbox) {
    return stored(mailbox, id());
  }

  static DeliveryRecord stored(Mailbox mailbox, DeliveryRecordId id) {
    return new DeliveryRecord(
        id,
        ReversePath.parse("joe@sender.example"),
        EmailAddress.parse("team@acme.example"),
        Optional.of(AliasPattern.parse("team@acme.example")),
        Optional.of(mailbox.id()),
        Reason.STORED,
        Optional.of(Specimens.newMessageId()),
        Optional.of(1234L));
  }

  /** As many messages that a mailbox took. */
  static List<DeliveryRecord> stored(Mailbox mailbox, int count) {
    List<DeliveryRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(stored(mailbox));
    }
    return records;
  }

  /** A recipient that nobody knows, of a message from somebody. */
  static DeliveryRecord refused(ReversePath sender, EmailAddress recipient) {
    return refused(id(), sender, recipient);
  }

  static DeliveryRecord refused(DeliveryRecordId id) {
    return refused(id, ReversePath.NULL, EmailAddress.parse("nobody@acme.example"));
  }

  private static DeliveryRecord refused(
      DeliveryRecordId id, ReversePath sender, EmailAddress recipient) {
    return new DeliveryRecord(
        id,
        sender,
        recipient,
        Optional.empty(),
        Optional.empty(),
        Reason.UNKNOWN_ALIAS,
        Optional.empty(),
        Optional.empty());
  }

  /** The same record without its mailbox, and thus without the message. */
  static DeliveryRecord withoutMailbox(DeliveryRecord record) {
    return new DeliveryRecord(
        record.id(),
        record.reversePath(),
        record.recipient(),
        record.alias(),
        Optional.empty(),
        record.reason(),
        Optional.empty(),
        record.sizeBytes());
  }

  static boolean of(MailboxId mailboxId, DeliveryRecord record) {
    return record.mailboxId().equals(Optional.of(mailboxId));
  }

  static List<DeliveryRecordId> ids(List<DeliveryRecord> records) {
    return records.stream().map(DeliveryRecord::id).toList();
  }

  /** Addresses that lesser comparisons take for one another; no two are the same. */
  static List<EmailAddress> lookAlikes() {
    return List.of(
            "uber@acme.example",
            "\u00fcber@acme.example",
            "\"uber \"@acme.example",
            "uber+x@acme.example",
            "ube_@acme.example",
            "u%@acme.example",
            "uber@acme.example.org",
            "uber@mail.acme.example",
            "u@acme.example",
            "\u4e2d\u6587@acme.example",
            "x".repeat(63) + "@acme.example",
            "x".repeat(64) + "@acme.example")
        .stream()
        .map(EmailAddress::parse)
        .toList();
  }

  /** Addresses at the bounds of their grammar. */
  static List<EmailAddress> longAndStrange() {
    String label = "a".repeat(59) + ".";
    return List.of(
            "Team.SUPPORT@acme.example",
            "\"two words; '--' \\\\ \\\" % _\"@acme.example",
            "\"\"@acme.example",
            "Gr\u00fc\u00dfe.\u05e9\u05dc\u05d5\u05dd.\u4e2d\u6587@xn--bcher-kva.example",
            "root@[192.0.2.1]",
            "root@[IPv6:2001:db8::1]",
            "NULL@null.example",
            "x".repeat(64) + "@" + label.repeat(3) + "example")
        .stream()
        .map(EmailAddress::parse)
        .toList();
  }
}
