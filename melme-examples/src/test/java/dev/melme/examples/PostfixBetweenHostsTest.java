package dev.melme.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageId;
import dev.melme.api.PageRequest;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.api.outbound.OutboundRules.BounceSecret;
import dev.melme.api.outbound.OutboundState;
import dev.melme.api.workspace.Workspace;
import dev.melme.examples.smtp.SmtpServer;
import dev.melme.examples.smtp.SmtpSettings;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.MailTransport;
import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import dev.melme.transport.SmtpTransport;
import dev.melme.transport.TlsMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Postfix between two hosts: mail goes in, the answer out, and what cannot be delivered
 * comes back as a notification that finds its message.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class PostfixBetweenHostsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  /** Hands mail to Postfix, whose port is known once the ports of both hosts are. */
  private static final class Relay implements MailTransport {

    private @Nullable SmtpTransport transport;

    void open(int port) {
      transport = SmtpTransport.to("127.0.0.1").port(port).tls(TlsMode.NEVER).build();
    }

    @Override
    public List<TransportReply> send(TransportMessage message) {
      return Objects.requireNonNull(transport, "not open yet").send(message);
    }

    @Override
    public void close() {
      if (transport != null) {
        transport.close();
      }
    }
  }

  /** A host with one mailbox that has one alias, and a port where Postfix brings its mail. */
  private static final class Host implements AutoCloseable {

    private final MelMe melme;
    private final SmtpServer server;
    private final Workspace workspace;

    Host(String slug, String alias, MelMe melme) throws Exception {
      this.melme = melme;
      melme.admin().createMailbox(NewMailbox.of(slug, "Team of " + slug));
      melme.admin().createAlias(alias, Route.toMailbox(slug));
      this.workspace =
          melme
              .admin()
              .workspace(melme.admin().mailboxes(PageRequest.first(1)).items().get(0).id(), "anna");
      this.server = new SmtpServer(SmtpSettings.onLoopback(0), melme.router());
      server.start();
    }

    List<MessageEntry> inbox() {
      return workspace.messages(PageRequest.first(50)).items();
    }

    @Override
    public void close() {
      server.close();
      melme.close();
    }
  }

  @Test
  void an_answer_goes_out_and_a_bounce_comes_back_to_its_message() throws Exception {
    Postfix.require();
    try (Relay out = new Relay();
        Host acme = new Host("acme-inbox", "support@acme.example", sending(out));
        Host customer = new Host("joe-home", "joe@customer.example", sending(out));
        Postfix postfix =
            Postfix.start(
                folder,
                Map.of(
                    "acme.example", "smtp:[127.0.0.1]:" + acme.server.port(),
                    "customer.example", "smtp:[127.0.0.1]:" + customer.server.port()))) {
      out.open(postfix.port());

      Composition question = customer.workspace.compose();
      question.to("support@acme.example").subject("My order").text("Where is it?").send();
      dispatch(customer);
      await(postfix, () -> acme.inbox().size() == 1);
      MessageEntry arrived = acme.inbox().get(0);
      MessageId answer =
          acme.workspace
              .reply(arrived.id())
              .cc("nobody@customer.example")
              .text("On its way.")
              .send()
              .messageId();
      dispatch(acme);
      await(postfix, () -> customer.inbox().size() == 1);
      await(postfix, () -> acme.inbox().size() == 2);

      assertThat(text(customer, customer.inbox().get(0).id()))
          .contains("From: Team of acme-inbox <support@acme.example>")
          .contains("On its way.");
      assertThat(customer.workspace.conversation(customer.inbox().get(0).conversationId()))
          .as("the answer is in the conversation of the question")
          .hasSize(2);
      Outbound sent = acme.workspace.outbound(answer).orElseThrow();
      assertThat(sent.state()).isEqualTo(OutboundState.PARTLY_SENT);
      assertThat(state(sent, "joe@customer.example")).isEqualTo(OutboundRecipient.State.SENT);
      assertThat(state(sent, "nobody@customer.example")).isEqualTo(OutboundRecipient.State.BOUNCED);
      assertThat(reply(sent, "nobody@customer.example")).contains("5.1.1");
      assertThat(acme.workspace.conversation(arrived.conversationId()))
          .as("question, answer and notification belong together")
          .hasSize(3);
      assertThat(customer.inbox()).as("nobody answered the notification").hasSize(1);
    }
  }

  private static MelMe sending(Relay out) {
    return MelMe.builder()
        .store(InMemoryStore.create())
        .transport(out)
        .outbound(
            OutboundRules.DEFAULT.matchingBounces(
                BounceSecret.of("a secret of the test".getBytes(UTF_8))))
        .build();
  }

  private static void dispatch(Host host) {
    while (host.melme.dispatcher().runOnce()) {
      // until nothing is due
    }
  }

  private static String text(Host host, MessageId id) throws Exception {
    try (InputStream in = host.workspace.original(id).orElseThrow().openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static OutboundRecipient.State state(Outbound sent, String address) {
    return recipient(sent, address).state();
  }

  private static String reply(Outbound sent, String address) {
    return recipient(sent, address).reply().orElse("");
  }

  private static OutboundRecipient recipient(Outbound sent, String address) {
    return sent.recipients().stream()
        .filter(each -> each.address().equals(EmailAddress.parse(address)))
        .findFirst()
        .orElseThrow();
  }

  private static void await(Postfix postfix, BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(() -> log(postfix)).isLessThan(end);
      Thread.sleep(50);
    }
  }

  private static String log(Postfix postfix) {
    try {
      return postfix.log();
    } catch (IOException e) {
      return "no log: " + e;
    }
  }
}
