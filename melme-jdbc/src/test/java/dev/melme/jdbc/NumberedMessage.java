package dev.melme.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * A message that is made from its number alone, so that whoever knows the number can tell whether a
 * byte is wrong.
 *
 * @param number 0 or more
 */
record NumberedMessage(int number) {

  /** Mailboxes that the messages go to. */
  static final int MAILBOXES = 4;

  private static final String SUBJECT = "Message ";
  private static final int THREAD = 10;
  private static final int CHUNK = 256 * 1024;

  /** The message of a subject. */
  static NumberedMessage ofSubject(String subject) {
    return new NumberedMessage(Integer.parseInt(subject.substring(SUBJECT.length())));
  }

  /** The first of its mailboxes, from 0. */
  int mailbox() {
    return number % MAILBOXES;
  }

  /** Whether it goes to the mailbox; every fifth message goes to the next one as well. */
  boolean goesTo(int box) {
    return box == mailbox() || (number % 5 == 0 && box == (mailbox() + 1) % MAILBOXES);
  }

  /** Whether it has several chunks. */
  boolean large() {
    return number % 23 == 7;
  }

  /** The whole message: header fields and random bytes. */
  byte[] bytes() {
    SplittableRandom random = new SplittableRandom(number);
    byte[] header = header().getBytes(StandardCharsets.US_ASCII);
    byte[] body = new byte[bodySize(random)];
    random.nextBytes(body);
    byte[] bytes = new byte[header.length + body.length];
    System.arraycopy(header, 0, bytes, 0, header.length);
    System.arraycopy(body, 0, bytes, header.length, body.length);
    return bytes;
  }

  private int bodySize(SplittableRandom random) {
    if (large()) {
      return CHUNK + random.nextInt(2 * CHUNK);
    }
    return number % 9 == 4 ? random.nextInt(CHUNK / 4) : random.nextInt(4096);
  }

  private String header() {
    int first = number - number % THREAD;
    return "From: sender@sender.example\r\n"
        + "Date: Thu, 1 Jan 2026 00:00:00 +0000\r\n"
        + ("Message-ID: <" + number + "@crash.example>\r\n")
        + (number == first ? "" : "In-Reply-To: <" + first + "@crash.example>\r\n")
        + ("Subject: " + SUBJECT + number + "\r\n")
        + "Content-Type: application/octet-stream\r\n\r\n";
  }
}
