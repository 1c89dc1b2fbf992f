package dev.melme.examples.smtp;

import dev.melme.api.routing.SmtpReply;

/** A command that breaks the protocol, and how it is answered. The session goes on. */
final class SmtpRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient SmtpReply reply;

  SmtpRefusal(SmtpReply reply) {
    super(reply.toString(), null, false, false);
    this.reply = reply;
  }

  SmtpReply reply() {
    return reply;
  }
}
