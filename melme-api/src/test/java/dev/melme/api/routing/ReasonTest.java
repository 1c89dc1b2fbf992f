package dev.melme.api.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

  private static final EmailAddress A = EmailAddress.parse("a@acme.example");
  private static final Verdict STORED =
      new Verdict.Stored(
          A,
          MailboxId.parse("0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11"),
          MessageId.parse("0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a12"));

  @ParameterizedTest
  @CsvSource({
    "ACCEPTED,            250 2.1.5, 200, 0",
    "STORED,              250 2.0.0, 200, 0",
    "ALREADY_STORED,      250 2.0.0, 200, 0",
    "UNKNOWN_ALIAS,       550 5.1.1, 404, 67",
    "FOREIGN_DOMAIN,      550 5.7.1, 403, 68",
    "ALIAS_DISABLED,      550 5.2.1, 403, 69",
    "MAILBOX_INACTIVE,    550 5.2.1, 403, 69",
    "ALIAS_PAUSED,        450 4.2.1, 503, 75",
    "MAILBOX_PAUSED,      450 4.2.1, 503, 75",
    "MAILBOX_DELETED,     550 5.1.6, 410, 67",
    "OVER_QUOTA,          452 4.2.2, 507, 75",
    "TOO_BIG,             552 5.3.4, 413, 65",
    "NO_HEADER,           554 5.6.0, 422, 65",
    "HEADER_TOO_BIG,      554 5.6.0, 422, 65",
    "NEEDS_SMTPUTF8,      553 5.6.7, 422, 65",
    "LOOP,                554 5.4.6, 422, 69",
    "STORE_UNAVAILABLE,   451 4.3.0, 503, 75",
    "STORE_FULL,          452 4.3.1, 507, 75",
    "UNSTORABLE,          554 5.3.0, 422, 65",
    "POLICY_REFUSED,      550 5.7.1, 403, 77",
    "POLICY_DEFERRED,     451 4.7.1, 503, 75",
    "TOO_MANY_RECIPIENTS, 452 4.5.3, 503, 75",
    "SHUTTING_DOWN,       421 4.3.2, 503, 75"
  })
  void each_reason_reads_as_the_reply_table_says(
      Reason reason, String reply, int httpStatus, int sysexit) {
    assertThat(reason.reply().code() + " " + reason.reply().status()).isEqualTo(reply);
    assertThat(reason.httpStatus()).isEqualTo(httpStatus);
    assertThat(reason.sysexit()).isEqualTo(sysexit);
  }

  @ParameterizedTest
  @EnumSource
  void all_renderings_of_a_reason_agree_on_its_outcome(Reason reason) {
    boolean taken = reason.outcome() == Reason.Outcome.TAKEN;
    boolean deferred = reason.outcome() == Reason.Outcome.DEFERRED;

    assertThat(reason.reply().positive()).isEqualTo(taken);
    assertThat(reason.httpStatus() < 300).isEqualTo(taken);
    assertThat(reason.httpStatus() >= 500).isEqualTo(deferred);
    assertThat(reason.sysexit() == 0).isEqualTo(taken);
    assertThat(reason.sysexit() == 75).isEqualTo(deferred);
  }

  @Test
  void one_answer_for_all_is_the_worst_and_a_webhook_is_told_to_try_again() {
    DeliveryReport report =
        new DeliveryReport(
            List.of(
                STORED,
                Verdict.decline(A, Reason.STORE_UNAVAILABLE),
                Verdict.decline(A, Reason.UNKNOWN_ALIAS)));

    assertThat(report.smtpReply()).hasToString("550 5.1.1 No such recipient here");
    assertThat(report.lmtpReplies()).extracting(SmtpReply::code).containsExactly(250, 451, 550);
    assertThat(report.httpStatus()).isEqualTo(503);
    assertThat(report.sysexit()).isEqualTo(75);
    assertThat(report.committed()).isFalse();
    assertThat(new DeliveryReport(List.of(STORED)).committed()).isTrue();
  }

  @Test
  void declining_is_refusing_or_deferring_by_the_reason() {
    assertThat(Verdict.decline(A, Reason.LOOP)).isInstanceOf(Verdict.Refused.class);
    assertThat(Verdict.decline(A, Reason.OVER_QUOTA)).isInstanceOf(Verdict.Deferred.class);
    assertThat(RoutingDecision.decline(A, Reason.UNKNOWN_ALIAS))
        .isInstanceOf(RoutingDecision.Refused.class);
    assertThat(RoutingDecision.decline(A, Reason.SHUTTING_DOWN))
        .isInstanceOf(RoutingDecision.Deferred.class);
  }

  @ParameterizedTest
  @CsvSource({
    "199, 2.0.0, x",
    "600, 5.0.0, x",
    "550, 4.1.1, x",
    "550, 5.1, x",
    "550, 5.1.1.1, x",
    "550, 5.1111.1, x",
    "550, 5..1, x",
    "550, 5.1.1, ''",
    "550, 5.1.1, 'a\r\nb'",
    "550, 5.1.1, ü"
  })
  void a_reply_that_breaks_the_grammar_cannot_be_made(int code, String status, String text) {
    assertThatThrownBy(() -> new SmtpReply(code, status, text))
        .isInstanceOf(InvalidValueException.class);
  }
}
