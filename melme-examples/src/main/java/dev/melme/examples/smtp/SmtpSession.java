package dev.melme.examples.smtp;

import dev.melme.api.ClientFacts;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidAddressException;
import dev.melme.api.ReversePath;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.SmtpReply;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session of SMTP (RFC 5321) with PIPELINING, SIZE, 8BITMIME, SMTPUTF8 and ENHANCEDSTATUSCODES.
 *
 * <p>Runs on one thread from the greeting to the end of the connection.
 */
final class SmtpSession implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpSession.class);

  private static final int MAX_ERRORS = 20;
  private static final int MAX_HELO = 255;
  private static final int CLOSING = 421;

  /** A message may take this many times as long as a client may be silent. */
  private static final int MESSAGE_PATIENCE = 12;

  private final SmtpConnection connection;
  private final SmtpSettings settings;
  private final AliasRouter router;
  private final SmtpListener listener;
  private final Shutdown shutdown;
  private final Clock clock;

  private final ReplyWriter replies;
  private final CommandReader commands;
  private final DataTransfer transfer;

  private @Nullable String helo;
  private boolean extended;
  private @Nullable MailTransaction transaction;
  private boolean contentRefused;
  private int errors;
  private boolean open = true;

  SmtpSession(
      SmtpConnection connection,
      SmtpSettings settings,
      AliasRouter router,
      SmtpListener listener,
      Shutdown shutdown,
      Clock clock) {
    this.connection = connection;
    this.settings = settings;
    this.router = router;
    this.listener = listener;
    this.shutdown = shutdown;
    this.clock = clock;
    this.replies = connection.replies();
    this.commands = new CommandReader(connection.input());
    this.transfer = new DataTransfer(router, listener);
  }

  @Override
  public void run() {
    try {
      // Who talks before the greeting is heard after it: here that gains a sender nothing
      replies.plain(220, settings.hostName() + " ESMTP");
      while (open) {
        connection.input().expect(settings.idleTimeout(), settings.idleTimeout(), shutdown::begun);
        handle(commands.read());
      }
    } catch (SessionEnd end) {
      LOG.debug("{}: ended with {}", connection.id(), end.lastReply().code());
      last(end.lastReply());
    } catch (IOException gone) {
      LOG.debug("{}: client is gone", connection.id());
    } finally {
      connection.hangUp();
    }
  }

  private void last(SmtpReply reply) {
    try {
      replies.reply(reply);
    } catch (IOException gone) {
      LOG.debug("{}: client is gone", connection.id());
    }
  }

  private void handle(CommandLine line) throws IOException {
    if (line.form() == CommandLine.Form.END) {
      open = false;
      return;
    }
    if (shutdown.begun()) {
      throw new SessionEnd(Replies.SHUTTING_DOWN); // RFC 5321 §3.8: the reply to any command
    }
    if (contentRefused && !acceptableAfterRefusedContent(line)) {
      LOG.debug("{}: sends a message that was refused, closed", connection.id());
      open = false;
      return;
    }
    try {
      execute(command(line));
    } catch (SmtpRefusal refusal) {
      refuse(refusal.reply());
    } catch (RuntimeException | Error fault) {
      LOG.error("{}: command failed: {}", connection.id(), Faults.describe(fault));
      replies.reply(Replies.FAULT);
    }
  }

  private SmtpCommand command(CommandLine line) throws SessionEnd, SmtpRefusal {
    switch (line.form()) {
      case LINE -> {
        SmtpCommand command = SmtpCommand.parse(line.text());
        if (command.isHttp()) {
          throw new SessionEnd(Replies.NOT_SMTP);
        }
        return command;
      }
      case TOO_LONG -> throw new SmtpRefusal(Replies.LINE_TOO_LONG);
      case NOT_UTF8 -> throw new SmtpRefusal(Replies.NOT_UTF8);
      case BARE_LINE_FEED -> {
        // RFC 5321 §2.3.8: no line end. What the client took for one line could be several here, so
        // neither this one nor what follows is carried out
        open = false;
        throw new SmtpRefusal(Replies.BARE_LINE_FEED);
      }
      case NOT_TEXT -> {
        open = false; // another protocol, such as TLS
        throw new SmtpRefusal(Replies.NOT_TEXT);
      }
      default -> throw new SessionEnd(Replies.ENDLESS_LINE);
    }
  }

  private void refuse(SmtpReply reply) throws IOException {
    errors++;
    if (errors > MAX_ERRORS) {
      throw new SessionEnd(Replies.TOO_MANY_ERRORS);
    }
    replies.reply(reply);
  }

  private void execute(SmtpCommand command) throws IOException, SmtpRefusal {
    switch (command.verb()) {
      case "EHLO" -> hello(command, true);
      case "HELO" -> hello(command, false);
      case "MAIL" -> mail(command);
      case "RCPT" -> rcpt(command);
      case "DATA" -> data(command);
      case "RSET" -> reset(command);
      case "NOOP" -> replies.reply(Replies.OK); // RFC 5321 §4.1.1.9: its argument is ignored
      case "VRFY" -> verify(command);
      case "HELP" -> replies.reply(Replies.HELP);
      case "QUIT" -> quit(command);
      case "BDAT" -> refuseContent(Replies.NOT_IMPLEMENTED);
      case "AUTH", "ETRN", "EXPN", "STARTTLS", "TURN" ->
          throw new SmtpRefusal(Replies.NOT_IMPLEMENTED);
      default -> throw new SmtpRefusal(Replies.UNKNOWN_COMMAND);
    }
  }

  private void hello(SmtpCommand command, boolean ehlo) throws IOException, SmtpRefusal {
    String name = command.argument();
    if (name.isEmpty() || name.length() > MAX_HELO || name.indexOf(' ') >= 0) {
      throw new SmtpRefusal(Replies.NAME_WANTED);
    }
    helo = name;
    extended = ehlo;
    transaction = null; // RFC 5321 §4.1.4: as if by RSET
    contentRefused = false;
    if (!ehlo) {
      replies.plain(250, settings.hostName());
      return;
    }
    replies.plain(
        250,
        settings.hostName(),
        "PIPELINING",
        "SIZE " + router.limits().messageBytes(),
        "8BITMIME",
        "SMTPUTF8",
        "ENHANCEDSTATUSCODES");
  }

  private void mail(SmtpCommand command) throws IOException, SmtpRefusal {
    String name = helo;
    if (name == null) {
      throw new SmtpRefusal(Replies.HELLO_FIRST);
    }
    if (transaction != null) {
      throw new SmtpRefusal(Replies.MAIL_GIVEN); // RFC 5321 §4.1.4
    }
    PathArgument argument =
        PathArgument.parse("FROM", command.argument(), Replies.BAD_MAIL, Replies.BAD_SENDER);
    if (!extended && !argument.parameters().isEmpty()) {
      throw new SmtpRefusal(Replies.UNKNOWN_PARAMETER); // RFC 5321 §4.1.1.1: HELO has no extensions
    }
    MailParameters parameters = MailParameters.parse(argument.parameters());
    ReversePath sender = sender(argument.path());
    if (!parameters.smtpUtf8() && !sender.address().map(EmailAddress::isAscii).orElse(true)) {
      replies.reply(Replies.SENDER_NEEDS_SMTPUTF8);
      return;
    }
    if (parameters.declaredBytes() > router.limits().messageBytes()) {
      replies.reply(Reason.TOO_BIG.reply()); // RFC 1870 §6.1
      return;
    }
    transaction =
        new MailTransaction(
            sender,
            parameters,
            ClientFacts.of(connection.client(), name, protocol(parameters.smtpUtf8())));
    replies.reply(Replies.SENDER_OK);
  }

  private static ReversePath sender(String path) throws SmtpRefusal {
    try {
      return path.isEmpty() ? ReversePath.NULL : ReversePath.of(EmailAddress.parse(path));
    } catch (InvalidAddressException notAnAddress) {
      throw new SmtpRefusal(Replies.BAD_SENDER);
    }
  }

  /** The "with" word of RFC 5321 §4.4 and RFC 6531 §3.7.3. */
  private String protocol(boolean smtpUtf8) {
    return smtpUtf8 ? "UTF8SMTP" : extended ? "ESMTP" : "SMTP";
  }

  private void rcpt(SmtpCommand command) throws IOException, SmtpRefusal {
    MailTransaction current = transaction;
    if (current == null) {
      // No error that counts: a client that pipelines hears of a refused MAIL after a hundred RCPTs
      replies.reply(Replies.MAIL_FIRST);
      return;
    }
    PathArgument argument =
        PathArgument.parse("TO", command.argument(), Replies.BAD_RCPT, Replies.BAD_RECIPIENT);
    if (!argument.parameters().isEmpty()) {
      throw new SmtpRefusal(Replies.UNKNOWN_PARAMETER);
    }
    RecipientRequest request = current.request(recipient(argument.path()));
    RoutingDecision decision = router.route(request);
    current.add(decision);
    tell(request, decision);
    answer(decision.reply());
  }

  private EmailAddress recipient(String path) throws SmtpRefusal {
    // RFC 5321 §4.1.1.3: <postmaster> without a domain is that of this host
    String address = path.equalsIgnoreCase("postmaster") ? path + "@" + settings.hostName() : path;
    return EmailAddress.tryParse(address).orElseThrow(() -> new SmtpRefusal(Replies.BAD_RECIPIENT));
  }

  private void tell(RecipientRequest request, RoutingDecision decision) {
    try {
      listener.routed(connection.id(), request, decision);
    } catch (RuntimeException fault) {
      LOG.warn("{}: listener failed: {}", connection.id(), Faults.describe(fault));
    }
  }

  private void data(SmtpCommand command) throws IOException {
    MailTransaction current = transaction;
    transaction = null; // RFC 5321 §4.1.1.4: whatever the answer, a transaction ends with DATA
    if (!command.argument().isEmpty()) {
      refuseContent(Replies.NO_ARGUMENT_WANTED);
    } else if (current == null) {
      refuseContent(Replies.MAIL_FIRST);
    } else if (!current.recipientGiven()) {
      refuseContent(Replies.RCPT_FIRST);
    } else if (!current.recipientAccepted()) {
      refuseContent(Replies.NO_VALID_RECIPIENTS); // RFC 5321 §3.3
    } else {
      take(current);
    }
  }

  private void take(MailTransaction current) throws IOException {
    // before 354: whatever fails here, no message follows
    Envelope envelope = current.envelope(traceField(current));
    replies.plain(354, "End data with <CR><LF>.<CR><LF>");
    replies.flush();
    connection
        .input()
        .expect(
            settings.idleTimeout(),
            settings.idleTimeout().multipliedBy(MESSAGE_PATIENCE),
            shutdown::graceOver);
    answer(
        transfer
            .transfer(connection.input(), envelope, connection.id())
            .map(DeliveryReport::smtpReply)
            .orElse(Replies.FAULT));
    replies.flush();
  }

  /** Gives an answer of the router, of which 421 ends the session (RFC 5321 §3.8). */
  private void answer(SmtpReply reply) throws IOException {
    if (reply.code() == CLOSING) {
      throw new SessionEnd(reply);
    }
    replies.reply(reply);
  }

  private String traceField(MailTransaction current) {
    return ReceivedField.of(
        current.client().heloName().orElse(""),
        connection.client(),
        settings.hostName(),
        current.client().protocol().orElse("SMTP"),
        connection.id(),
        clock.instant());
  }

  /**
   * Refuses a command that a message follows.
   *
   * <p>RFC 5321 §3.3: "message data MUST NOT be sent unless a 354 reply is received", and RFC 2920
   * §3.1 makes DATA the last command of a group. A client that has sent more already does not look
   * at replies, and its next lines are those of a message; run as commands, they would let whoever
   * wrote the message send mail of his own. So it gets this one reply and is cut off. What comes
   * later is looked at by {@link #acceptableAfterRefusedContent}.
   */
  private void refuseContent(SmtpReply reply) throws IOException {
    boolean contentFollows = connection.input().moreArrived();
    refuse(reply);
    contentRefused = true;
    if (contentFollows) {
      LOG.debug("{}: sends a message without waiting for 354, closed", connection.id());
      open = false;
    }
  }

  /**
   * Tells whether a line may be a command, after a message was refused before it was sent.
   *
   * <p>A client that heard the refusal gives the transaction up: by RSET, EHLO, HELO or QUIT ("the
   * client SMTP can just issue RSET", RFC 2920 §3.1). All else, MAIL and RCPT too, is the message
   * of a client that did not listen, and is answered by closing, since every reply would be one too
   * many.
   */
  private static boolean acceptableAfterRefusedContent(CommandLine line) {
    if (line.form() != CommandLine.Form.LINE) {
      return false;
    }
    SmtpCommand command = SmtpCommand.parse(line.text());
    return switch (command.verb()) {
      case "RSET", "NOOP", "QUIT" -> command.argument().isEmpty();
      case "EHLO", "HELO" -> true;
      default -> false;
    };
  }

  private void reset(SmtpCommand command) throws IOException, SmtpRefusal {
    command.requireNoArgument();
    transaction = null;
    contentRefused = false;
    replies.reply(Replies.OK);
  }

  private void verify(SmtpCommand command) throws IOException, SmtpRefusal {
    if (command.argument().isEmpty()) {
      throw new SmtpRefusal(Replies.ARGUMENT_WANTED);
    }
    replies.reply(Replies.NOT_VERIFIED);
  }

  private void quit(SmtpCommand command) throws IOException, SmtpRefusal {
    command.requireNoArgument();
    replies.reply(Replies.BYE);
    open = false;
  }
}
