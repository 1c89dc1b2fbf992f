package dev.melme.examples.smtp;

import dev.melme.api.routing.SmtpReply;
import java.io.IOException;

/** Ends a session with one last reply. Thrown out of reads, also out of those of the router. */
final class SessionEnd extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient SmtpReply lastReply;

  SessionEnd(SmtpReply lastReply) {
    super(lastReply.toString());
    this.lastReply = lastReply;
  }

  SmtpReply lastReply() {
    return lastReply;
  }
}
