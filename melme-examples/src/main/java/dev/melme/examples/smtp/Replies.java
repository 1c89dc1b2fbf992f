package dev.melme.examples.smtp;

import dev.melme.api.routing.Reason;
import dev.melme.api.routing.SmtpReply;

/**
 * The replies of the protocol itself. Those about recipients and messages are the router's, of
 * {@link Reason}. Texts are fixed: nothing that a client sent ever comes back to it.
 */
final class Replies {

  static final SmtpReply OK = new SmtpReply(250, "2.0.0", "Ok");
  static final SmtpReply SENDER_OK = new SmtpReply(250, "2.1.0", "Sender ok");
  static final SmtpReply BYE = new SmtpReply(221, "2.0.0", "Bye");
  static final SmtpReply HELP =
      new SmtpReply(214, "2.0.0", "EHLO HELO MAIL RCPT DATA RSET NOOP VRFY HELP QUIT");

  /** RFC 5321 §3.5.3: who is here is told to nobody; RCPT answers. */
  static final SmtpReply NOT_VERIFIED =
      new SmtpReply(252, "2.0.0", "Not verified here, try RCPT TO");

  static final SmtpReply UNKNOWN_COMMAND = new SmtpReply(500, "5.5.2", "Command not recognised");
  static final SmtpReply LINE_TOO_LONG = new SmtpReply(500, "5.5.2", "Line too long");
  static final SmtpReply BARE_LINE_FEED = new SmtpReply(500, "5.5.2", "Lines end with CR LF");
  static final SmtpReply NOT_TEXT =
      new SmtpReply(500, "5.5.2", "Control characters are not allowed");
  static final SmtpReply NOT_UTF8 = new SmtpReply(501, "5.5.2", "Not valid UTF-8");
  static final SmtpReply NO_ARGUMENT_WANTED =
      new SmtpReply(501, "5.5.4", "This command takes no argument");
  static final SmtpReply NAME_WANTED = new SmtpReply(501, "5.5.4", "Say who you are: EHLO name");
  static final SmtpReply ARGUMENT_WANTED =
      new SmtpReply(501, "5.5.4", "This command needs an argument");
  static final SmtpReply BAD_MAIL = new SmtpReply(501, "5.5.4", "Syntax: MAIL FROM:<address>");
  static final SmtpReply BAD_RCPT = new SmtpReply(501, "5.5.4", "Syntax: RCPT TO:<address>");
  static final SmtpReply BAD_PARAMETER = new SmtpReply(501, "5.5.4", "Parameter not understood");
  static final SmtpReply BAD_SENDER = new SmtpReply(501, "5.1.7", "Not a sender address");
  static final SmtpReply BAD_RECIPIENT = new SmtpReply(501, "5.1.3", "Not a recipient address");
  static final SmtpReply NOT_IMPLEMENTED = new SmtpReply(502, "5.5.1", "Command not implemented");
  static final SmtpReply HELLO_FIRST = new SmtpReply(503, "5.5.1", "Send EHLO first");
  static final SmtpReply MAIL_FIRST = new SmtpReply(503, "5.5.1", "Send MAIL first");
  static final SmtpReply RCPT_FIRST = new SmtpReply(503, "5.5.1", "Send RCPT first");
  static final SmtpReply MAIL_GIVEN = new SmtpReply(503, "5.5.1", "Sender was given already");
  static final SmtpReply NO_VALID_RECIPIENTS = new SmtpReply(554, "5.5.1", "No valid recipients");
  static final SmtpReply UNKNOWN_PARAMETER = new SmtpReply(555, "5.5.4", "Parameter not supported");

  /** RFC 6531 §3.5, for MAIL; the router says it for RCPT. */
  static final SmtpReply SENDER_NEEDS_SMTPUTF8 =
      new SmtpReply(553, "5.6.7", "Sender needs SMTPUTF8");

  static final SmtpReply FAULT = Reason.STORE_UNAVAILABLE.reply();
  static final SmtpReply SHUTTING_DOWN = Reason.SHUTTING_DOWN.reply();
  static final SmtpReply TOO_MANY_CONNECTIONS =
      new SmtpReply(421, "4.3.2", "Too many connections, try again later");
  static final SmtpReply TOO_MANY_OF_CLIENT =
      new SmtpReply(421, "4.7.0", "Too many connections from your address, try again later");
  static final SmtpReply TOO_MANY_ERRORS = new SmtpReply(421, "4.7.0", "Too many errors");
  static final SmtpReply TOO_MUCH_DATA = new SmtpReply(421, "4.7.0", "Far beyond the size limit");
  static final SmtpReply ENDLESS_LINE = new SmtpReply(421, "4.7.0", "Line without end");
  static final SmtpReply NOT_SMTP = new SmtpReply(421, "4.7.0", "This is a mail server");
  static final SmtpReply IDLE = new SmtpReply(421, "4.4.2", "Waited too long for you");

  private Replies() {}
}
