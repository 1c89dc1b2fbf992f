package dev.melme.benchmarks;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageSource;
import dev.melme.api.PageRequest;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.Verdict;
import dev.melme.inmemory.InMemoryStore;

/** Ours: MelMe on the in-memory store. */
final class MelMeHost implements MailHost {

  private final int recipients;
  private final InMemoryStore store = InMemoryStore.create();
  private final MelMe melme = MelMe.builder().store(store).build();
  private final AliasRouter router = melme.router();

  MelMeHost(int recipients) {
    this.recipients = recipients;
    setUp();
  }

  private void setUp() {
    for (int i = 0; i < recipients; i++) {
      Mailbox mailbox = melme.admin().createMailbox(NewMailbox.of("inbox-" + i, "Inbox " + i));
      melme.admin().createAlias(MailHost.recipient(i), Route.toMailbox(mailbox.id()));
    }
  }

  @Override
  public void deliver(String sender, String recipient, byte[] message) {
    RoutingDecision decision = router.route(EmailAddress.parse(recipient));
    Envelope envelope = Envelope.from(ReversePath.parse(sender)).to(decision);
    DeliveryReport report = router.deliver(envelope, MessageSource.of(message));
    if (!(report.verdicts().get(0) instanceof Verdict.Stored)) {
      throw new IllegalStateException("A message was answered " + report.smtpReply());
    }
  }

  @Override
  public long stored() {
    return melme.admin().mailboxes(PageRequest.first(recipients)).items().stream()
        .mapToLong(mailbox -> melme.admin().usage(mailbox.id()).messages())
        .sum();
  }

  @Override
  public void empty() {
    store.clear();
    setUp();
  }
}
