package dev.melme.core.bounce;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.api.outbound.OutboundRules.BounceSecret;
import dev.melme.api.outbound.OutboundState;
import dev.melme.api.routing.Envelope;
import dev.melme.api.workspace.Workspace;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.MailTransport;
import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A message that a team sends, and the report that comes back, through the public API alone. */
class BounceRoundTripTest {

  private final NextSystem next = new NextSystem();
  private final List<OutboundState> heard = new ArrayList<>();
  private final MelMe melme =
      MelMe.builder()
          .store(InMemoryStore.create())
          .transport(next)
          .outbound(
              OutboundRules.DEFAULT.matchingBounces(
                  BounceSecret.of("sixteen bytes, +".getBytes(US_ASCII))))
          .outboundListener(outbound -> heard.add(outbound.state()), Runnable::run)
          .build();
  private final MailboxId support =
      melme.admin().createMailbox(NewMailbox.of("support-inbox", "Acme Support")).id();
  private final Workspace workspace = melme.admin().workspace(support, "test");

  BounceRoundTripTest() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox(support));
  }

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void what_did_not_arrive_is_shown_on_what_was_sent() {
    MessageId sent = send();
    melme.dispatcher().runOnce();
    report(next.messages.get(0));

    Outbound outbound = outbound(sent);

    assertThat(next.messages.get(0).reversePath().toString())
        .matches("support\\+[a-z2-7]{42}@acme\\.example");
    assertThat(outbound.recipients().get(0).state()).isEqualTo(State.BOUNCED);
    assertThat(outbound.recipients().get(0).reply()).contains("550 5.1.1 User unknown");
    assertThat(heard).endsWith(OutboundState.SENT, OutboundState.FAILED);
  }

  @Test
  void a_report_that_comes_while_the_message_is_handed_over_is_not_lost() {
    MessageId sent = send();
    next.onSend =
        message -> {
          report(message);
          assertThat(outbound(sent).recipients().get(0).state()).isEqualTo(State.BOUNCED);
        };

    melme.dispatcher().runOnce();

    assertThat(outbound(sent).recipients().get(0).state()).isEqualTo(State.BOUNCED);
    assertThat(next.messages).hasSize(1);
  }

  @Test
  void nothing_is_sent_because_of_a_report() {
    send();
    melme.dispatcher().runOnce();
    report(next.messages.get(0));
    melme.housekeeping().runOnce();
    melme.dispatcher().runOnce();

    assertThat(next.messages).hasSize(1);
  }

  private MessageId send() {
    return workspace
        .compose()
        .to("jane@example.org")
        .subject("News")
        .text("Hello")
        .send()
        .messageId();
  }

  private Outbound outbound(MessageId id) {
    return workspace.outbound(id).orElseThrow();
  }

  /** The next system reports to the envelope sender, in the letters that its database keeps. */
  private void report(TransportMessage message) {
    String report =
        """
        From: MAILER-DAEMON@mx.example.org
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org

        Final-Recipient: rfc822; jane@example.org
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 User unknown

        --b--
        """;
    EmailAddress to = EmailAddress.parse(message.reversePath().toString().toUpperCase(Locale.ROOT));
    assertThat(
            melme
                .router()
                .deliver(
                    Envelope.from(ReversePath.NULL).to(to),
                    MessageSource.of(report.getBytes(US_ASCII)))
                .committed())
        .isTrue();
  }

  private static final class NextSystem implements MailTransport {

    final List<TransportMessage> messages = new ArrayList<>();
    Consumer<TransportMessage> onSend = message -> {};

    @Override
    public List<TransportReply> send(TransportMessage message) {
      messages.add(message);
      onSend.accept(message);
      return List.of(TransportReply.accepted("250 ok"));
    }

    @Override
    public void close() {}
  }
}
