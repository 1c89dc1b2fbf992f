package dev.melme.core.mime;

import dev.melme.api.Correspondent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The header fields by which an answer finds its recipients, read out of a message as it was
 * received: the index holds fewer people, and not all of these fields.
 *
 * @param from the From field
 * @param to the To field
 * @param cc the Cc field
 * @param replyTo where answers are wanted (RFC 5322 §3.6.2)
 * @param mailReplyTo where answers to the writer alone are wanted, a field that no RFC defines
 * @param mailFollowupTo where answers to all are wanted, a field that no RFC defines
 */
public record AnswerFields(
    List<Correspondent> from,
    List<Correspondent> to,
    List<Correspondent> cc,
    List<Correspondent> replyTo,
    List<Correspondent> mailReplyTo,
    List<Correspondent> mailFollowupTo) {

  /** Of a message that says nothing. */
  public static final AnswerFields NONE =
      new AnswerFields(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public AnswerFields {
    from = List.copyOf(from);
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    replyTo = List.copyOf(replyTo);
    mailReplyTo = List.copyOf(mailReplyTo);
    mailFollowupTo = List.copyOf(mailFollowupTo);
  }

  /**
   * Reads the header of a message.
   *
   * @param message the message as received; not closed
   * @param max the most entries of each field
   * @return what it says; nothing about the content throws
   * @throws IOException when the message cannot be read
   */
  public static AnswerFields read(InputStream message, int max) throws IOException {
    EntityHeader header = new EntityHeader();
    LineReader lines = new LineReader(message, new byte[LineReader.WINDOW]);
    BoundedBytes value = new BoundedBytes(256, HeaderReader.MAX_FIELD);
    new HeaderReader(lines, new Delimiters(0), value).readMessage(header);
    return new AnswerFields(
        people(header, Field.FROM, max),
        people(header, Field.TO, max),
        people(header, Field.CC, max),
        people(header, Field.REPLY_TO, max),
        people(header, Field.MAIL_REPLY_TO, max),
        people(header, Field.MAIL_FOLLOWUP_TO, max));
  }

  private static List<Correspondent> people(EntityHeader header, Field field, int max) {
    return AddressReader.read(header.get(field), null, max);
  }
}
