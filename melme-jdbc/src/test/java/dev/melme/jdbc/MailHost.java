package dev.melme.jdbc;

import dev.melme.MelMe;
import dev.melme.api.AlreadyExistsException;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.Slug;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.SmtpReply;
import java.util.Optional;
import javax.sql.DataSource;

/** What a host does with MelMe: takes numbered messages for a few mailboxes. */
final class MailHost implements AutoCloseable {

  private final MelMe melme;
  private final JdbcStore store;

  private MailHost(MelMe melme, JdbcStore store) {
    this.melme = melme;
    this.store = store;
  }

  /** A host with its mailboxes, on a store that is set up as it comes. */
  static MailHost on(DataSource dataSource) {
    return start(JdbcStore.create(dataSource)).setUp();
  }

  /** Makes the store ready. */
  static MailHost start(JdbcStore store) {
    return new MailHost(MelMe.builder().store(store).build(), store);
  }

  /** Creates the mailboxes and aliases that are not there yet. */
  MailHost setUp() {
    for (int box = 0; box < NumberedMessage.MAILBOXES; box++) {
      setUp(slug(box));
    }
    return this;
  }

  /** Creates a mailbox and its alias, as far as a crash has left them out. */
  void setUp(String slug) {
    try {
      melme.admin().createMailbox(NewMailbox.of(slug, "A mailbox"));
    } catch (AlreadyExistsException e) {
      // made before a crash
    }
    try {
      melme.admin().createAlias(address(slug).toString(), Route.toMailbox(slug));
    } catch (AlreadyExistsException e) {
      // made before a crash
    }
  }

  static String slug(int box) {
    return "box-" + box;
  }

  static EmailAddress address(String slug) {
    return EmailAddress.parse(slug + "@acme.example");
  }

  MailboxId mailbox(int box) {
    return mailbox(slug(box));
  }

  MailboxId mailbox(String slug) {
    return melme.admin().mailbox(Slug.of(slug)).orElseThrow().id();
  }

  MelMe melme() {
    return melme;
  }

  JdbcStore store() {
    return store;
  }

  /** Delivers to all mailboxes of the message at once. */
  SmtpReply deliver(NumberedMessage message) {
    Envelope envelope = envelope();
    for (int box = 0; box < NumberedMessage.MAILBOXES; box++) {
      if (message.goesTo(box)) {
        envelope = envelope.to(address(slug(box)));
      }
    }
    return deliver(envelope, message.bytes());
  }

  /** Delivers to one mailbox. */
  SmtpReply deliver(NumberedMessage message, String slug) {
    return deliver(envelope().to(address(slug)), message.bytes());
  }

  /** Answers RCPT TO. */
  RoutingDecision route(int box) {
    return melme.router().route(address(slug(box)));
  }

  /** Answers DATA for recipients that were routed before. */
  SmtpReply deliver(NumberedMessage message, RoutingDecision decision) {
    return deliver(envelope().to(decision), message.bytes());
  }

  SmtpReply deliver(Envelope envelope, byte[] bytes) {
    return melme.router().deliver(envelope, MessageSource.of(bytes)).smtpReply();
  }

  static Envelope envelope() {
    return Envelope.from(ReversePath.parse("sender@sender.example"));
  }

  /** How many messages a mailbox has, read by themselves and not from a counter. */
  int count(int box) {
    return store.messages().list(mailbox(box), Optional.empty(), 1000).size();
  }

  /** Catches up until nothing is left. */
  void catchUp() {
    while (melme.housekeeping().runOnce()) {
      // each run is a bounded piece
    }
  }

  @Override
  public void close() {
    melme.close();
  }
}
