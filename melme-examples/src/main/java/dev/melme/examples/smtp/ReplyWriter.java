package dev.melme.examples.smtp;

import dev.melme.api.routing.SmtpReply;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Writes replies, gathered until somebody flushes: replies to pipelined commands travel together
 * (RFC 2920 §3.2). Used by one thread, but for {@link #stuckFor}.
 */
final class ReplyWriter implements Flushable {

  private static final long NOT_WRITING = 0;

  private final OutputStream out;
  private final byte[] buffer = new byte[4096];
  private int count;

  /** A nano time while a write is under way; the watch over clients that do not read reads it. */
  private volatile long writingSince = NOT_WRITING;

  ReplyWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes a reply with its enhanced status code (RFC 2034). */
  void reply(SmtpReply reply) throws IOException {
    line(reply.toString());
  }

  /** Writes a reply without one: greetings and 354 have none (RFC 2034 §4); a line each. */
  void plain(int code, String... lines) throws IOException {
    for (int i = 0; i < lines.length; i++) {
      line(code + (i < lines.length - 1 ? "-" : " ") + lines[i]);
    }
  }

  private void line(String text) throws IOException {
    byte[] line = (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    if (line.length > buffer.length - count) {
      flush();
    }
    System.arraycopy(line, 0, buffer, count, line.length);
    count += line.length;
  }

  @Override
  public void flush() throws IOException {
    if (count == 0) {
      return;
    }
    int length = count;
    count = 0;
    writingSince = System.nanoTime() | 1; // never NOT_WRITING
    try {
      out.write(buffer, 0, length);
    } finally {
      writingSince = NOT_WRITING;
    }
  }

  /** Tells whether one write has taken longer than this: the client does not read its replies. */
  boolean stuckFor(Duration patience) {
    long since = writingSince;
    return since != NOT_WRITING && System.nanoTime() - since > patience.toNanos();
  }
}
