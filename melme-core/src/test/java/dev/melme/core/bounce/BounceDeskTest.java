package dev.melme.core.bounce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.ConversationId;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.StoreException;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.Change;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.api.outbound.OutboundRules.BounceSecret;
import dev.melme.api.outbound.OutboundState;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.core.RecordingStore;
import dev.melme.core.SentMail;
import dev.melme.core.catchup.CatchUp;
import dev.melme.core.reading.ChunkedContent;
import dev.melme.core.time.StoreTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BounceDeskTest {

  private static final Optional<ConversationId> NONE = Optional.empty();
  private static final BounceSecret SECRET = BounceSecret.of("sixteen bytes, +".getBytes(US_ASCII));
  private static final String JANE = "jane@example.org";
  private static final String JOE = "joe@example.org";

  private final RecordingStore store = new RecordingStore();
  private final MelMe melme =
      MelMe.builder().store(store).outbound(OutboundRules.DEFAULT.matchingBounces(SECRET)).build();
  private final BounceAddress addresses = new BounceAddress(Optional.of(SECRET), '+');
  private final StoreTime time = StoreTime.of(store::now);
  private final List<Outbound> heard = new ArrayList<>();
  private final CatchUp catchUp =
      new CatchUp(
          store,
          time,
          false,
          new BounceDesk(
              store,
              addresses,
              time,
              (mailbox, message) -> ChunkedContent.open(store.messages(), mailbox, message),
              heard::add));
  private final MailboxId support = mailbox("support");
  private final SentMail team =
      new SentMail(store.real, support)
          .from(id -> addresses.sender(EmailAddress.parse("support@acme.example"), support, id));

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void a_report_to_the_signed_address_is_shown_on_the_message_it_is_about() {
    MessageId sent = team.send("a@acme", "", NONE, JANE, JOE);
    team.handOver();

    MessageId report = bounce(signed(sent), failed(JANE, "550 5.1.1 User unknown"), "");
    catchUp.run(support);

    Outbound outbound = team.find(sent);
    assertThat(outbound.state()).isEqualTo(OutboundState.PARTLY_SENT);
    assertThat(states(outbound)).containsExactly(State.BOUNCED, State.SENT);
    assertThat(outbound.recipients().get(0).reply()).contains("550 5.1.1 User unknown");
    assertThat(conversation(report)).isEqualTo(conversation(sent));
    assertThat(heard).containsExactly(outbound);
  }

  @Test
  void a_report_to_the_alias_is_matched_by_the_returned_message() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.handOver();

    MessageId report =
        bounce("support@acme.example", failed(JANE, "550 no"), "Message-ID: <a@acme>\r\n");
    catchUp.run(support);

    assertThat(states(team.find(sent))).containsExactly(State.BOUNCED);
    assertThat(conversation(report)).isEqualTo(conversation(sent));
  }

  @Test
  void the_signed_address_counts_before_the_returned_message() {
    MessageId named = team.send("a@acme", "", NONE, JANE);
    MessageId returned = team.send("b@acme", "", NONE, JANE);
    team.handOver();

    bounce(signed(named), failed(JANE, "550 no"), "Message-ID: <b@acme>\r\n");
    catchUp.run(support);

    assertThat(states(team.find(named))).containsExactly(State.BOUNCED);
    assertThat(states(team.find(returned))).containsExactly(State.SENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"delayed", "delivered", "relayed", "expanded", "whatever"})
  void other_actions_change_nothing_and_still_join(String action) {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.handOver();

    MessageId report =
        bounce(signed(sent), "Final-Recipient: rfc822; " + JANE + "\r\nAction: " + action, "");
    catchUp.run(support);

    assertThat(states(team.find(sent))).containsExactly(State.SENT);
    assertThat(conversation(report)).isEqualTo(conversation(sent));
    assertThat(store.calls).doesNotContain("outbox.bounced");
  }

  @Test
  void a_report_of_another_mailbox_does_nothing() {
    MailboxId billing = mailbox("billing");
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.handOver();
    String tag = signed(sent).substring("support".length());

    bounce("billing" + tag, failed(JANE, "550 no"), "Message-ID: <a@acme>\r\n");
    catchUp.run(billing);
    catchUp.run(support);

    assertThat(states(team.find(sent))).containsExactly(State.SENT);
  }

  @Test
  void a_forged_address_and_an_unknown_id_do_nothing() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.handOver();
    String forged = signed(sent).replaceFirst("\\+.", "+a").replaceFirst("\\+..", "+bb");

    bounce(forged, failed(JANE, "550 no"), "Message-ID: <guessed@acme>\r\n");
    catchUp.run(support);

    assertThat(states(team.find(sent))).containsExactly(State.SENT);
  }

  @Test
  void the_one_recipient_is_meant_whatever_the_report_calls_it() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.handOver();

    bounce(signed(sent), failed("jane.doe@elsewhere.example", "550 no"), "");
    catchUp.run(support);

    assertThat(states(team.find(sent))).containsExactly(State.BOUNCED);
  }

  @Test
  void of_several_recipients_the_one_we_wrote_to_is_meant() {
    MessageId sent = team.send("a@acme", "", NONE, JANE, JOE);
    team.handOver();

    String forwarded = "Original-Recipient: rfc822;" + JANE + "\r\n" + failed(JOE, "550 no");
    bounce(signed(sent), forwarded, "");
    bounce(signed(sent), failed("nobody@elsewhere.example", "550 no"), "");
    catchUp.run(support);

    assertThat(states(team.find(sent))).containsExactly(State.BOUNCED, State.SENT);
  }

  @Test
  void a_report_that_is_faster_than_the_note_that_it_was_taken_over_counts() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.lease();

    bounce(signed(sent), failed(JANE, "550 no"), "");
    catchUp.run(support);
    boolean again =
        store.real.outbox().lease(store.now().plusSeconds(600), store.now(), 10).isEmpty();

    assertThat(states(team.find(sent))).containsExactly(State.BOUNCED);
    assertThat(team.find(sent).inHand()).isFalse();
    assertThat(again).isTrue();
  }

  @Test
  void other_recipients_are_still_tried_when_a_report_was_faster() {
    MessageId sent = team.send("a@acme", "", NONE, JANE, JOE);
    Outbound leased = team.lease().get(0);

    bounce(signed(sent), failed(JANE, "550 no"), "");
    catchUp.run(support);
    List<Outbound> meanwhile = team.lease();
    team.settle(leased, JANE, JOE);

    assertThat(meanwhile).isEmpty();
    assertThat(states(team.find(sent))).containsExactly(State.BOUNCED, State.SENT);
  }

  @Test
  void a_report_about_a_message_that_is_taken_in_hand_anew_counts() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.lease();
    List<String> once = new ArrayList<>();
    store.before =
        call -> {
          if (call.equals("outbox.settle") && once.isEmpty()) {
            once.add(call);
            store
                .real
                .outbox()
                .lease(store.now().plusSeconds(600), store.now().plusSeconds(900), 1);
          }
        };

    bounce(signed(sent), failed(JANE, "550 no"), "");
    catchUp.run(support);

    assertThat(team.find(sent).attempts()).isEqualTo(2);
    assertThat(states(team.find(sent))).containsExactly(State.BOUNCED);
  }

  @Test
  void what_was_not_tried_yet_cannot_have_bounced() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);

    bounce(signed(sent), failed(JANE, "550 no"), "");
    catchUp.run(support);

    assertThat(states(team.find(sent))).containsExactly(State.WAITING);
  }

  @Test
  void a_report_that_is_read_again_changes_nothing() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.handOver();
    bounce(signed(sent), failed(JANE, "550 no"), "");
    CatchUp other = new CatchUp(store.real, StoreTime.of(store::now));
    List<String> once = new ArrayList<>();
    store.before =
        call -> {
          if (call.equals("messages.apply") && once.isEmpty()) {
            once.add(call);
            other.run(support);
            deliver("support@acme.example", "Subject: one more\r\n\r\n");
          }
        };

    catchUp.run(support);
    bounce(signed(sent), failed(JANE, "551 no again"), "");
    catchUp.run(support);

    assertThat(team.find(sent).recipients().get(0).reply()).contains("550 no");
    assertThat(heard).hasSize(1);
    assertThat(store.calls.stream().filter("outbox.bounced"::equals)).hasSize(1);
  }

  @Test
  void whoever_follows_the_mailbox_hears_of_it_with_the_report() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    catchUp.run(support);
    team.handOver();
    catchUp.run(support);
    long before = lastChange();

    MessageId report = bounce(signed(sent), failed(JANE, "550 no"), "");
    catchUp.run(support);

    assertThat(store.real.entries().changes(support, before, 10).changes())
        .extracting(change -> change.kind() + " " + change.messageIds())
        .containsExactly(
            Change.Kind.ADDED + " " + List.of(report), Change.Kind.CHANGED + " " + List.of(sent));
  }

  @Test
  void mail_to_a_signed_address_that_is_no_report_joins_and_changes_nothing() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.handOver();

    MessageId away =
        deliver(signed(sent), "Subject: Out of office\r\n\r\nI failed to be there\r\n");
    catchUp.run(support);

    assertThat(conversation(away)).isEqualTo(conversation(sent));
    assertThat(states(team.find(sent))).containsExactly(State.SENT);
  }

  @Test
  void a_delivery_status_in_another_multipart_counts_at_a_signed_address_only() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    MessageId other = team.send("b@acme", "", NONE, JANE);
    team.handOver();

    deliver(
        signed(sent),
        report(failed(JANE, "550 no"), "").replace("multipart/report", "multipart/mixed"));
    deliver(
        "support@acme.example",
        report(failed(JANE, "550 no"), "Message-ID: <b@acme>\r\n")
            .replace("multipart/report", "multipart/mixed"));
    catchUp.run(support);

    assertThat(states(team.find(sent))).containsExactly(State.BOUNCED);
    assertThat(states(team.find(other))).containsExactly(State.SENT);
  }

  @Test
  void ordinary_mail_costs_no_further_call() {
    deliver("support@acme.example", "Subject: hello\r\n\r\n");
    deliver("support+orders@acme.example", "Subject: hello\r\n\r\n");
    store.calls.clear();

    catchUp.run(support);

    assertThat(store.calls).noneMatch(call -> call.startsWith("outbox."));
    assertThat(store.calls).doesNotContain("messages.content", "messages.find");
  }

  @Test
  void a_report_that_can_never_be_read_gets_its_place_all_the_same() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.handOver();
    MessageId report = bounce(signed(sent), failed(JANE, "550 no"), "");
    store.before =
        call -> {
          if (call.equals("messages.content")) {
            throw new StoreException(StoreException.Fault.BROKEN, "planted", null);
          }
        };

    catchUp.run(support);

    assertThat(store.real.messages().placements(support, 0, 10))
        .anyMatch(place -> place.messageId().equals(report));
    assertThat(states(team.find(sent))).containsExactly(State.SENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages.content", "outbox.find", "outbox.bounced"})
  void a_store_that_is_away_for_a_moment_costs_no_bounce(String where) {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.handOver();
    bounce(signed(sent), failed(JANE, "550 no"), "");
    store.before =
        call -> {
          if (call.equals(where)) {
            throw new StoreException(StoreException.Fault.UNAVAILABLE, "planted", null);
          }
        };

    assertThatThrownBy(() -> catchUp.run(support)).isInstanceOf(StoreException.class);
    store.before = call -> {};
    catchUp.run(support);

    assertThat(states(team.find(sent))).containsExactly(State.BOUNCED);
  }

  @Test
  void a_message_that_was_erased_is_about_nothing() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.handOver();
    catchUp.run(support);
    String address = signed(sent);
    store.real.messages().erase(support, List.of(sent));

    bounce(address, failed(JANE, "550 no"), "Message-ID: <a@acme>\r\n");

    assertThat(catchUp.run(support)).isFalse();
    assertThat(heard).isEmpty();
  }

  @Test
  void the_builder_makes_catch_up_match_bounces() {
    MessageId sent = team.send("a@acme", "", NONE, JANE);
    team.handOver();
    bounce(signed(sent), failed(JANE, "550 no"), "");

    melme.housekeeping().runOnce();

    assertThat(states(team.find(sent))).containsExactly(State.BOUNCED);
  }

  private static List<State> states(Outbound outbound) {
    return outbound.recipients().stream().map(OutboundRecipient::state).toList();
  }

  private static String failed(String recipient, String said) {
    return "Final-Recipient: rfc822; "
        + recipient
        + "\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; "
        + said;
  }

  private String signed(MessageId sent) {
    return team.find(sent).envelopeSender().toString();
  }

  private long lastChange() {
    return store.real.entries().changes(support, 0, 100).changes().stream()
        .mapToLong(Change::position)
        .max()
        .orElse(0);
  }

  private ConversationId conversation(MessageId id) {
    return store.real.messages().placements(support, 0, 100).stream()
        .filter(place -> place.messageId().equals(id))
        .findFirst()
        .orElseThrow()
        .conversationId();
  }

  private static String report(String recipient, String returned) {
    return "From: MAILER-DAEMON@mx.example.org\r\n"
        + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        + "--b\r\n\r\nIt did not arrive.\r\n"
        + "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        + "Reporting-MTA: dns; mx.example.org\r\n\r\n"
        + recipient
        + "\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        + returned
        + "\r\n--b--\r\n";
  }

  private MessageId bounce(String to, String recipient, String returned) {
    return deliver(to, report(recipient, returned));
  }

  private MessageId deliver(String to, String message) {
    Verdict verdict =
        melme
            .router()
            .deliver(
                Envelope.from(ReversePath.NULL).to(EmailAddress.parse(to)),
                MessageSource.of(message.getBytes(ISO_8859_1)))
            .verdicts()
            .get(0);
    return ((Verdict.Stored) verdict).messageId();
  }

  private MailboxId mailbox(String name) {
    MailboxId id = melme.admin().createMailbox(NewMailbox.of(name, name)).id();
    melme.admin().createAlias(name + "@acme.example", Route.toMailbox(id));
    return id;
  }
}
