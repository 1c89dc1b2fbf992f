package dev.melme.transport;

import dev.melme.api.EmailAddress;
import dev.melme.api.StoredContent;
import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One message over one connection (RFC 5321 §3.3). Used by one thread, once.
 *
 * <p>Up to the final dot nothing is taken over, so whatever breaks defers those who were not
 * answered yet. From the dot on only an answer tells.
 */
final class SmtpTransaction {

  private static final String NO_SMTPUTF8 =
      "553 5.6.7 The mail server does not take addresses or header fields beyond ASCII (SMTPUTF8)";
  private static final String NO_8BITMIME =
      "554 5.6.3 The mail server does not take 8-bit content (8BITMIME)";
  private static final String BROKEN = "The connection to the mail server broke: ";
  private static final int BUFFER_BYTES = 8 * 1024;
  private static final int MOST_AHEAD = 20;

  private final SmtpConnection connection;
  private final TransportMessage message;

  /** Null where nothing was answered yet. */
  private final @Nullable TransportReply[] replies;

  private boolean heard;
  private boolean spent;

  SmtpTransaction(SmtpConnection connection, TransportMessage message) {
    this.connection = connection;
    this.message = message;
    this.replies = new TransportReply[message.recipients().size()];
  }

  /** Whether the server answered at all: on a kept connection it may have gone before. */
  boolean heard() {
    return heard;
  }

  /** Whether the connection is of no further use. */
  boolean spent() {
    return spent;
  }

  List<TransportReply> run() {
    try {
      transfer();
    } catch (MessagingException | IOException e) {
      answerOthers(TransportReply.deferred(BROKEN + reason(e)));
      cut();
    }
    return Stream.of(replies).map(Objects::requireNonNull).toList();
  }

  /** Answers all that have no answer. */
  private void answerOthers(TransportReply reply) {
    for (int i = 0; i < replies.length; i++) {
      if (replies[i] == null) {
        replies[i] = reply;
      }
    }
  }

  private boolean allAnswered() {
    return Arrays.stream(replies).noneMatch(Objects::isNull);
  }

  private void transfer() throws MessagingException, IOException {
    StoredContent content = message.content();
    @Nullable String parameters = parameters(content);
    if (parameters == null || allAnswered()) {
      heard = true; // the connection is as good as before
      return;
    }
    if (!addressed("MAIL FROM:<" + message.reversePath() + ">" + parameters)) {
      return;
    }
    SmtpAnswer refused = connection.refusedData(out -> write(content, out));
    if (refused != null) {
      answerOthers(refused.positive() ? TransportReply.deferred(refused.line()) : refused.reply());
      endWithout(refused);
      return;
    }
    end();
  }

  /**
   * What MAIL FROM says beside the sender; only what the message needs. Null when the server cannot
   * take it.
   */
  private @Nullable String parameters(StoredContent content) throws IOException {
    StringBuilder parameters = new StringBuilder();
    if (connection.supportsExtension("SIZE")) {
      if (isTooBig(content.sizeBytes())) {
        answerOthers(
            TransportReply.refused("552 5.3.4 The mail server takes no messages of this size"));
        return null;
      }
      parameters.append(" SIZE=").append(content.sizeBytes());
    }
    boolean eightBit = message.internationalised() || EightBit.isIn(content);
    if (eightBit) {
      if (!connection.supportsExtension("8BITMIME")) {
        // RFC 6152 §3: neither sent all the same nor, as nothing is changed here, converted
        answerOthers(
            TransportReply.refused(message.internationalised() ? NO_SMTPUTF8 : NO_8BITMIME));
        return null;
      }
      parameters.append(" BODY=8BITMIME");
    }
    if (connection.supportsExtension("SMTPUTF8")) {
      return parameters.append(needsUtf8() ? " SMTPUTF8" : "").toString();
    }
    if (message.internationalised() || !isAsciiPath()) {
      answerOthers(TransportReply.refused(NO_SMTPUTF8));
      return null;
    }
    refuseBeyondAscii();
    return parameters.toString();
  }

  /** RFC 1870 §3 and §4: zero, or no number, is no limit. */
  private boolean isTooBig(long bytes) {
    String limit = connection.getExtensionParameter("SIZE");
    if (limit == null || !limit.matches("[0-9]{1,18}")) {
      return false;
    }
    long most = Long.parseLong(limit);
    return most > 0 && bytes > most;
  }

  private boolean isAsciiPath() {
    return message.reversePath().address().map(EmailAddress::isAscii).orElse(true);
  }

  private boolean needsUtf8() {
    return message.internationalised()
        || !isAsciiPath()
        || !message.recipients().stream().allMatch(EmailAddress::isAscii);
  }

  private void refuseBeyondAscii() {
    for (int i = 0; i < replies.length; i++) {
      if (!message.recipients().get(i).isAscii()) {
        replies[i] = TransportReply.refused(NO_SMTPUTF8);
      }
    }
  }

  /** Names sender and recipients; false when the message goes to none of them. */
  private boolean addressed(String mailFrom) throws MessagingException {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < replies.length; i++) {
      if (replies[i] == null) {
        open.add(i);
      }
    }
    boolean ahead = connection.pipelines() && isAsciiPath() && areAscii(open);
    int said = ahead ? sayAhead(mailFrom, open) : 0;
    SmtpAnswer mail = ahead ? connection.hear() : connection.say(mailFrom);
    heard = mail.code() >= 100;
    if (!mail.positive()) {
      answerOthers(mail.reply());
      for (int i = 0; i < said && !mail.ends(); i++) {
        connection.hear(); // what was said ahead is answered all the same
      }
      endWithout(mail);
      return false;
    }
    for (int i = 0; i < open.size(); i++) {
      SmtpAnswer rcpt = i < said ? connection.hear() : connection.say(rcptTo(open.get(i)));
      if (rcpt.ends()) {
        answerOthers(rcpt.reply());
        spent = true;
        return false;
      }
      if (!rcpt.positive()) {
        replies[open.get(i)] = rcpt.reply();
      }
    }
    if (allAnswered()) {
      reset();
      return false;
    }
    return true;
  }

  private boolean areAscii(List<Integer> open) {
    return open.stream().allMatch(i -> message.recipients().get(i).isAscii());
  }

  /** The sender, and as many recipients as surely fit into anybody's buffers; tells how many. */
  private int sayAhead(String mailFrom, List<Integer> open) throws MessagingException {
    int said = Math.min(open.size(), MOST_AHEAD);
    connection.sayAhead(mailFrom);
    for (int i = 0; i < said; i++) {
      connection.sayAhead(rcptTo(open.get(i)));
    }
    return said;
  }

  private String rcptTo(int recipient) {
    return "RCPT TO:<" + message.recipients().get(recipient) + ">";
  }

  private void endWithout(SmtpAnswer answer) throws MessagingException {
    if (answer.ends()) {
      spent = true;
    } else {
      reset();
    }
  }

  private void reset() throws MessagingException {
    spent |= !connection.say("RSET").positive();
  }

  private String reason(Exception e) {
    return connection.wasCut() ? "it took too long" : Reasons.of(e);
  }

  /** Without a goodbye, which could become a part of the message. */
  private void cut() {
    spent = true;
    connection.cut();
  }

  private static void write(StoredContent content, OutputStream out) throws IOException {
    long written = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = content.openStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        written += count;
      }
    }
    if (written != content.sizeBytes()) {
      throw new IOException("The content ended early"); // its dot must not be sent
    }
  }

  private void end() {
    SmtpAnswer end;
    try {
      end = connection.say(".");
    } catch (MessagingException e) {
      answerOthers(TransportReply.unknown(BROKEN + reason(e)));
      cut();
      return;
    }
    spent = end.ends() || !end.decides();
    answerOthers(
        end.decides()
            ? end.reply()
            : TransportReply.unknown(BROKEN + "no answer to the end of the message"));
  }
}
