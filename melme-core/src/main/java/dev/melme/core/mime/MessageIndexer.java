package dev.melme.core.mime;

import dev.melme.api.Attachment;
import dev.melme.api.Correspondent;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageIndex.Completeness;
import dev.melme.core.search.SearchAnalyzer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Derives a {@link MessageIndex} from the bytes of a message, in one pass and bounded memory
 * whatever the content is.
 *
 * <p>Content never makes it throw: beyond a limit (depth 20, 1,000 parts, field of 100 KB), or
 * where reading breaks down, the index is UNPARSED and holds what was found. Only a source stream
 * that fails throws.
 *
 * <p>What counts as an attachment: every leaf that is neither a multipart nor readable text.
 *
 * <ul>
 *   <li>Readable text is text/plain, text/html, text/enriched and text/richtext without disposition
 *       attachment; the alternatives of a multipart/alternative are one text, and text parts side
 *       by side add up. A message that is nothing but another text type is its own text.
 *   <li>A text part that has a file name and comes after other text is an attachment, as is text in
 *       a multipart/related behind its root.
 *   <li>text/calendar, vCards, CSV and other text types inside a multipart are attachments, also as
 *       an alternative.
 *   <li>Inline images, signatures, keys, the machine-readable parts of a report, and embedded
 *       messages are attachments. An embedded message is one attachment; its own parts are not
 *       listed.
 *   <li>A uuencoded file inside plain text is an attachment; its path is that of the text, a hyphen
 *       and its number in the text.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class MessageIndexer {

  private static final int MAX_SUBJECT = 998;
  private static final int MAX_AUTHORS = 50;
  private static final int MAX_RECIPIENTS = 100;

  private final ScratchPool pool = new ScratchPool();

  /** Creates an indexer; one per engine is enough. */
  public MessageIndexer() {}

  /**
   * Indexes a stream up to the end of what matters; bytes behind the last part may stay unread.
   *
   * @param content the message as received; not closed
   * @return the index
   * @throws IOException when the stream fails; nothing about the content throws
   */
  public MessageIndex index(InputStream content) throws IOException {
    Scratch scratch = pool.take();
    MessageIndex index = run(new LineReader(content, scratch.window()), scratch);
    pool.give(scratch);
    return index;
  }

  /**
   * Indexes a range of an array without copying it.
   *
   * @param content holds the message as received; not written to
   * @param offset first byte of the message
   * @param length number of bytes
   * @return the index
   */
  public MessageIndex index(byte[] content, int offset, int length) {
    Scratch scratch = pool.take();
    try {
      MessageIndex index = run(new LineReader(content, offset, length), scratch);
      pool.give(scratch);
      return index;
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  private static MessageIndex run(LineReader lines, Scratch scratch) throws IOException {
    PartWalk walk = new PartWalk(lines, scratch);
    boolean whole;
    try {
      walk.run();
      whole = !walk.limitMet();
    } catch (RuntimeException e) {
      // A gap in this code must not cost anybody a message: what was found is kept.
      whole = false;
    }
    try {
      return assemble(walk, scratch, whole ? Completeness.PARSED : Completeness.UNPARSED);
    } catch (RuntimeException e) {
      return MessageIndex.nothing();
    }
  }

  static MessageIndex assemble(PartWalk walk, Scratch scratch, Completeness completeness) {
    EntityHeader header = walk.messageHeader();
    Charset charset = walk.textCharset();
    TextAssembly text = scratch.text;
    String subject = HeaderText.display(header.get(Field.SUBJECT), charset, MAX_SUBJECT);
    List<Correspondent> from = people(header, Field.FROM, charset, MAX_AUTHORS);
    List<Correspondent> to = people(header, Field.TO, charset, MAX_RECIPIENTS);
    List<Correspondent> cc = people(header, Field.CC, charset, MAX_RECIPIENTS);
    List<Correspondent> replyTo = people(header, Field.REPLY_TO, charset, MAX_AUTHORS);
    String messageId = MessageIds.one(header.get(Field.MESSAGE_ID));
    String body = text.text();
    SearchAnalyzer analyzer = scratch.analyzer;
    analyzer.add(subject);
    addPeople(analyzer, from);
    addPeople(analyzer, to);
    addPeople(analyzer, cc);
    addPeople(analyzer, replyTo);
    for (Attachment attachment : walk.attachments()) {
      analyzer.add(attachment.name());
    }
    text.addTermsTo(analyzer);
    return new MessageIndex(
        completeness,
        subject,
        from,
        to,
        cc,
        replyTo,
        DateReader.read(header.get(Field.DATE)),
        messageId.isEmpty() ? Optional.empty() : Optional.of(messageId),
        MessageIds.all(header.get(Field.IN_REPLY_TO)),
        MessageIds.all(header.get(Field.REFERENCES)),
        body,
        text.origin(),
        text.snippet(),
        analyzer.terms(),
        walk.attachments(),
        MessageTraits.of(header, walk.messageType(), from));
  }

  private static List<Correspondent> people(
      EntityHeader header, Field field, @Nullable Charset charset, int max) {
    return AddressReader.read(header.get(field), charset, max);
  }

  private static void addPeople(SearchAnalyzer analyzer, List<Correspondent> people) {
    for (Correspondent person : people) {
      analyzer.add(person.name());
      analyzer.add(person.address());
    }
  }
}
