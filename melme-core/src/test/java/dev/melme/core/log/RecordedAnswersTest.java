package dev.melme.core.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageSource;
import dev.melme.api.PageRequest;
import dev.melme.api.Quota;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.admin.DeliveryFilter;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.DeliveryPolicy;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.ReplyMode;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.Verdict;
import dev.melme.core.RecordingStore;
import dev.melme.core.delivery.StoreAliasRouter;
import dev.melme.core.routing.RoutingRules;
import dev.melme.core.time.StoreTime;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every answer to RCPT that ends there, and every answer to DATA, leaves one record. */
class RecordedAnswersTest {

  private static final ReversePath JOE = ReversePath.parse("Joe@example.org");
  private static final String HELLO = "Message-ID: <1@example.org>\r\nSubject: Hello\r\n\r\nHi\r\n";
  private static final DeliveryLimits LIMITS =
      DeliveryLimits.DEFAULT.withMessageBytes(600_000).withRecipients(3);

  private final RecordingStore store = new RecordingStore();
  private final MelMe melme =
      MelMe.builder().store(store).limits(LIMITS).policy(new ByTag()).build();
  private final Mailbox support =
      melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support"));

  RecordedAnswersTest() {
    alias("support@acme.example", "support-inbox");
  }

  @AfterEach
  void close() {
    store.before = call -> {};
    melme.close();
  }

  /** Answers as the tag of the recipient says. */
  private static final class ByTag implements DeliveryPolicy {
    @Override
    public Answer atRecipient(RecipientRequest request, MatchedAlias match, MailboxId mailboxId) {
      return answer(match, "rcpt");
    }

    @Override
    public Answer atData(Message message, MatchedAlias match, MailboxId mailboxId) {
      return answer(match, "data");
    }

    private static Answer answer(MatchedAlias match, String when) {
      String tag = match.tag().orElse("");
      if (tag.equals("no-" + when)) {
        return Answer.REFUSE;
      }
      return tag.equals("later-" + when) ? Answer.DEFER : Answer.ACCEPT;
    }
  }

  private void alias(String address, String slug) {
    melme.admin().createAlias(address, Route.toMailbox(slug));
  }

  private List<DeliveryRecord> log() {
    return melme.admin().deliveryLog().page(DeliveryFilter.all(), PageRequest.first(100)).items();
  }

  private DeliveryRecord onlyRecord() {
    List<DeliveryRecord> log = log();
    assertThat(log).hasSize(1);
    return log.get(0);
  }

  private static RecipientRequest request(String recipient) {
    return RecipientRequest.of(EmailAddress.parse(recipient)).from(JOE);
  }

  private DeliveryReport deliver(String message, String... recipients) {
    Envelope envelope = Envelope.from(JOE).replyMode(ReplyMode.EACH);
    for (String recipient : recipients) {
      envelope = envelope.to(EmailAddress.parse(recipient));
    }
    return melme.router().deliver(envelope, MessageSource.of(message.getBytes(US_ASCII)));
  }

  private void failing(String calls, Fault fault) {
    store.before =
        call -> {
          if (call.startsWith(calls)) {
            throw new StoreException(fault, "planted", null);
          }
        };
  }

  private static void assertRecord(
      DeliveryRecord record, Reason reason, String recipient, Optional<String> alias) {
    assertThat(record.reason()).isEqualTo(reason);
    assertThat(record.recipient()).hasToString(recipient);
    assertThat(record.reversePath()).hasToString("Joe@example.org");
    assertThat(record.alias().map(AliasPattern::toString)).isEqualTo(alias);
  }

  private void routed(Reason expected, RecipientRequest request, Optional<String> alias) {
    RoutingDecision decision = melme.router().route(request);
    store.before = call -> {};

    assertThat(decision.reason()).isEqualTo(expected);
    assertRecord(onlyRecord(), expected, request.recipient().toString(), alias);
    assertThat(onlyRecord().messageId()).isEmpty();
    assertThat(onlyRecord().mailboxId())
        .isEqualTo(
            expected == Reason.MAILBOX_DELETED
                ? Optional.empty()
                : alias.map(pattern -> mailboxOf(pattern)));
  }

  private MailboxId mailboxOf(String pattern) {
    return melme.admin().alias(AliasPattern.parse(pattern)).orElseThrow().mailboxId();
  }

  @Test
  void an_unknown_alias_and_a_foreign_domain() {
    routed(Reason.UNKNOWN_ALIAS, request("Nobody@acme.example"), Optional.empty());
    assertThat(melme.router().route(request("a@elsewhere.example")).accepted()).isFalse();

    assertThat(log())
        .extracting(DeliveryRecord::reason)
        .containsExactly(Reason.FOREIGN_DOMAIN, Reason.UNKNOWN_ALIAS);
  }

  @Test
  void a_disabled_alias() {
    melme.admin().disableAlias(AliasPattern.parse("support@acme.example"));

    routed(
        Reason.ALIAS_DISABLED,
        request("Support+x@acme.example"),
        Optional.of("support@acme.example"));
  }

  @Test
  void a_paused_alias() {
    AliasPattern pattern = AliasPattern.parse("support@acme.example");
    melme.admin().changeAlias(pattern, Alias.WhenUnavailable.DEFER);
    melme.admin().disableAlias(pattern);

    routed(
        Reason.ALIAS_PAUSED, request("support@acme.example"), Optional.of("support@acme.example"));
  }

  @Test
  void an_inactive_mailbox() {
    melme.admin().deactivateMailbox(support.id());

    routed(
        Reason.MAILBOX_INACTIVE,
        request("support@acme.example"),
        Optional.of("support@acme.example"));
  }

  @Test
  void a_paused_mailbox() {
    melme
        .admin()
        .changeAlias(AliasPattern.parse("support@acme.example"), Alias.WhenUnavailable.DEFER);
    melme.admin().deactivateMailbox(support.id());

    routed(
        Reason.MAILBOX_PAUSED,
        request("support@acme.example"),
        Optional.of("support@acme.example"));
  }

  @Test
  void a_deleted_mailbox_is_not_named() {
    melme.admin().deleteMailbox(support.id());

    routed(
        Reason.MAILBOX_DELETED,
        request("support@acme.example"),
        Optional.of("support@acme.example"));
  }

  @Test
  void what_is_too_much_at_rcpt() {
    melme.admin().updateMailbox(support.withQuota(Optional.of(Quota.ofBytes(10))));

    routed(
        Reason.OVER_QUOTA,
        request("support@acme.example").declaredBytes(11),
        Optional.of("support@acme.example"));
    assertThat(onlyRecord().sizeBytes()).contains(11L);
    melme.router().route(request("support@acme.example").declaredBytes(600_001));
    melme.router().route(request("support@acme.example").acceptedBefore(3));
    melme.router().route(request("gr\u00fc\u00dfe@acme.example").withoutSmtpUtf8());

    assertThat(log())
        .extracting(DeliveryRecord::reason)
        .containsExactly(
            Reason.NEEDS_SMTPUTF8, Reason.TOO_MANY_RECIPIENTS, Reason.TOO_BIG, Reason.OVER_QUOTA);
  }

  @Test
  void a_store_that_is_away_or_full_at_rcpt() {
    failing("aliases", Fault.UNAVAILABLE);
    routed(Reason.STORE_UNAVAILABLE, request("support@acme.example"), Optional.empty());
    failing("aliases", Fault.FULL);
    melme.router().route(request("support@acme.example"));
    store.before = call -> {};

    assertThat(log().get(0).reason()).isEqualTo(Reason.STORE_FULL);
  }

  @Test
  void a_policy_at_rcpt() {
    routed(
        Reason.POLICY_REFUSED,
        request("support+no-rcpt@acme.example"),
        Optional.of("support@acme.example"));
    melme.router().route(request("support+later-rcpt@acme.example"));

    assertThat(log().get(0).reason()).isEqualTo(Reason.POLICY_DEFERRED);
  }

  @Test
  void an_accepted_recipient_leaves_its_record_at_data_only() {
    RoutingDecision decision = melme.router().route(request("support@acme.example"));
    assertThat(log()).isEmpty();

    DeliveryReport report =
        melme
            .router()
            .deliver(Envelope.from(JOE).to(decision), MessageSource.of(HELLO.getBytes(US_ASCII)));

    Verdict.Stored stored = (Verdict.Stored) report.verdicts().get(0);
    DeliveryRecord record = onlyRecord();
    assertRecord(
        record, Reason.STORED, "support@acme.example", Optional.of("support@acme.example"));
    assertThat(record.mailboxId()).contains(support.id());
    assertThat(record.messageId()).contains(stored.messageId());
    assertThat(record.sizeBytes()).contains((long) HELLO.length());
  }

  @Test
  void one_record_per_recipient_of_a_message() {
    DeliveryReport report =
        deliver(HELLO, "support@acme.example", "nobody@acme.example", "support+x@acme.example");

    assertThat(log())
        .extracting(DeliveryRecord::reason)
        .containsExactly(Reason.STORED, Reason.UNKNOWN_ALIAS, Reason.STORED);
    assertThat(report.verdicts()).hasSize(3);
  }

  @Test
  void every_recipient_is_recorded_with_the_answer_that_all_share() {
    RoutingDecision first = melme.router().route(request("support+no-data@acme.example"));
    RoutingDecision second = melme.router().route(request("support@acme.example"));

    melme
        .router()
        .deliver(
            Envelope.from(JOE).to(first).to(second), MessageSource.of(HELLO.getBytes(US_ASCII)));

    assertThat(log())
        .extracting(DeliveryRecord::reason)
        .containsExactly(Reason.POLICY_REFUSED, Reason.POLICY_REFUSED);
  }

  @Test
  void each_answer_to_data() {
    Set<Reason> seen = EnumSet.noneOf(Reason.class);

    seen.add(atData(HELLO, "support@acme.example"));
    seen.add(atData(HELLO, "support@acme.example"));
    seen.add(atData("no header\r\n", "support@acme.example"));
    seen.add(atData("A: " + "x".repeat(270_000) + "\r\n\r\n", "support@acme.example"));
    seen.add(atData("Subject: x\r\n\r\n" + "x".repeat(600_000), "support@acme.example"));
    seen.add(
        atData(
            melme.router().traceField(EmailAddress.parse("support@acme.example")) + "\r\n\r\n",
            "support@acme.example"));
    seen.add(atData(HELLO, "support+no-data@acme.example"));
    seen.add(atData(HELLO, "support+later-data@acme.example"));
    for (Fault fault : List.of(Fault.UNAVAILABLE, Fault.FULL, Fault.UNSTORABLE)) {
      failing("messages.append", fault);
      seen.add(atData("Subject: " + fault + "\r\n\r\n", "support@acme.example"));
    }
    melme.admin().updateMailbox(support.withQuota(Optional.of(Quota.ofBytes(1000))));
    seen.add(atData("Subject: much\r\n\r\n" + "x".repeat(1000), "support@acme.example"));

    assertThat(seen)
        .containsExactlyInAnyOrder(
            Reason.STORED,
            Reason.ALREADY_STORED,
            Reason.NO_HEADER,
            Reason.HEADER_TOO_BIG,
            Reason.TOO_BIG,
            Reason.LOOP,
            Reason.POLICY_REFUSED,
            Reason.POLICY_DEFERRED,
            Reason.STORE_UNAVAILABLE,
            Reason.STORE_FULL,
            Reason.UNSTORABLE,
            Reason.OVER_QUOTA);
  }

  /** Delivers, and tells the reason of the one record that was added. */
  private Reason atData(String message, String recipient) {
    int before = log().size();
    Verdict verdict = deliver(message, recipient).verdicts().get(0);
    store.before = call -> {};
    List<DeliveryRecord> log = log();
    assertThat(log).hasSize(before + 1);
    DeliveryRecord record = log.get(0);
    assertRecord(record, verdict.reason(), recipient, Optional.of("support@acme.example"));
    assertThat(record.mailboxId()).contains(support.id());
    assertThat(record.messageId().isPresent()).isEqualTo(verdict.committed());
    assertThat(record.sizeBytes())
        .isEqualTo(
            verdict.reason() == Reason.TOO_BIG
                ? Optional.empty()
                : Optional.of((long) message.length()));
    return record.reason();
  }

  @Test
  void a_mailbox_that_was_erased_between_rcpt_and_data_is_not_named() {
    RoutingDecision decision = melme.router().route(request("support@acme.example"));
    melme.admin().deleteMailbox(support.id());

    melme
        .router()
        .deliver(Envelope.from(JOE).to(decision), MessageSource.of(HELLO.getBytes(US_ASCII)));

    assertRecord(
        onlyRecord(),
        Reason.MAILBOX_DELETED,
        "support@acme.example",
        Optional.of("support@acme.example"));
    assertThat(onlyRecord().mailboxId()).isEmpty();
  }

  @Test
  void too_many_recipients_of_a_message() {
    String[] four = {
      "support+1@acme.example",
      "support+2@acme.example",
      "support+3@acme.example",
      "support+4@acme.example"
    };

    deliver(HELLO, four);

    assertThat(log()).hasSize(4);
    assertThat(log().get(0).reason()).isEqualTo(Reason.TOO_MANY_RECIPIENTS);
  }

  @Test
  void shutting_down() {
    StoreTime time = StoreTime.of(store::now);
    DeliveryJournal journal = new DeliveryJournal(store.deliveryLog(), time, Duration.ofDays(30));
    RoutingRules rules = new RoutingRules(LIMITS, new ByTag(), Quota.UNLIMITED, '+');
    StoreAliasRouter router =
        new StoreAliasRouter(store, rules, time, journal, null, mailbox -> {});
    router.close(Duration.ZERO);

    router.route(request("support@acme.example"));
    router.deliver(
        Envelope.from(JOE).to(EmailAddress.parse("support@acme.example")),
        MessageSource.of(HELLO.getBytes(US_ASCII)));

    assertThat(journal.waiting())
        .extracting(DeliveryRecord::reason)
        .containsExactly(Reason.SHUTTING_DOWN, Reason.SHUTTING_DOWN);
  }
}
