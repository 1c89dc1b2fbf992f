package dev.melme.examples;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.MessageSourceException;
import dev.melme.api.ReversePath;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Routes and delivers one message after the other, as an SMTP session would. Not thread-safe. */
final class MessageImporter {

  private final AliasRouter router;
  private final MelMeAdmin admin;
  private final EmailAddress to;
  private final ReversePath from;
  private final Optional<MessageExport> export;
  private final ImportTally tally;
  private final PrintStream err;
  private final LongSupplier nanoTime;

  private final Map<MailboxId, Workspace> workspaces = new HashMap<>();
  private final Set<Reason> declinedRecipient = EnumSet.noneOf(Reason.class);

  MessageImporter(
      AliasRouter router,
      MelMeAdmin admin,
      EmailAddress to,
      ReversePath from,
      Optional<MessageExport> export,
      ImportTally tally,
      PrintStream err,
      LongSupplier nanoTime) {
    this.router = router;
    this.admin = admin;
    this.to = to;
    this.from = from;
    this.export = export;
    this.tally = tally;
    this.err = err;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes one message and counts what became of it.
   *
   * @throws IOException when the message cannot be read
   * @throws CommandException when the export cannot be written
   */
  void take(MailPiece piece) throws IOException {
    try {
      RoutingDecision decision = router.route(RecipientRequest.of(to).from(from));
      if (decision.accepted()) {
        deliver(piece, decision);
      } else {
        tally.addDeclined(decision.reason(), piece);
        explainRecipient(decision);
      }
    } catch (MessageSourceException unreadable) {
      throw unreadable.getCause() instanceof IOException cause
          ? cause
          : new IOException(unreadable);
    } catch (CommandException stop) {
      throw stop;
    } catch (RuntimeException failed) {
      // A defect that one message brings to light must not keep the others out.
      tally.addFailed();
      say(piece, "failed, please report it: " + failed);
    }
  }

  private void deliver(MailPiece piece, RoutingDecision decision) throws IOException {
    MessageDigest digest = Digests.sha256();
    Verdict verdict;
    long nanos;
    try (InputStream in = piece.open()) {
      MessageSource source =
          MessageSource.of(export.isPresent() ? new DigestInputStream(in, digest) : in);
      Envelope envelope = Envelope.from(from).to(decision);
      long start = nanoTime.getAsLong();
      verdict = router.deliver(envelope, source).verdicts().get(0);
      nanos = nanoTime.getAsLong() - start;
    }
    if (verdict instanceof Verdict.Stored stored) {
      tally.addCommitted(verdict.reason(), slug(stored.mailboxId()), piece, nanos);
      afterStored(piece, stored, digest);
    } else if (verdict instanceof Verdict.AlreadyStored stored) {
      tally.addCommitted(verdict.reason(), slug(stored.mailboxId()), piece, nanos);
    } else {
      tally.addDeclined(verdict.reason(), piece, nanos);
      say(piece, explain(verdict.reason()));
    }
  }

  private void afterStored(MailPiece piece, Verdict.Stored stored, MessageDigest digest) {
    Workspace workspace = workspace(stored.mailboxId());
    MessageId id = stored.messageId();
    if (workspace.message(id).filter(message -> message.index().unparsed()).isPresent()) {
      tally.addUnparsed();
      say(
          piece,
          "stored whole as "
              + id
              + ", but marked unparsed: a limit or a broken structure ended its index");
    }
    if (export.isPresent() && !export(export.get(), piece, stored, digest)) {
      tally.addFailed();
      say(piece, "message " + id + " came out of the store with other bytes than went in");
    }
  }

  private boolean export(
      MessageExport target, MailPiece piece, Verdict.Stored stored, MessageDigest digest) {
    try {
      return target.add(
          workspace(stored.mailboxId()), stored.messageId(), piece.source(), digest.digest());
    } catch (IOException failed) {
      throw MessageExport.stopped(failed);
    }
  }

  private String slug(MailboxId mailboxId) {
    return workspace(mailboxId).mailbox().slug().value();
  }

  private Workspace workspace(MailboxId mailboxId) {
    return workspaces.computeIfAbsent(mailboxId, id -> admin.workspace(id, "import"));
  }

  /** Once for each reason: it is the same for every message. */
  private void explainRecipient(RoutingDecision decision) {
    if (declinedRecipient.add(decision.reason())) {
      err.println(
          to
              + ": "
              + decision.reply()
              + ". Nothing is stored for this recipient; give --to another address");
    }
  }

  private static String explain(Reason reason) {
    return switch (reason) {
      case NO_HEADER ->
          "no message, left out: there is no header before the first empty line ("
              + reason.reply()
              + ")";
      default ->
          (reason.outcome() == Reason.Outcome.DEFERRED ? "deferred: " : "refused: ")
              + reason.reply();
    };
  }

  private void say(MailPiece piece, String what) {
    err.println(OneLine.of(piece.source() + ": " + what));
  }
}
