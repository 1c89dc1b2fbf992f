package dev.melme.core.mime;

import dev.melme.api.Attachment;
import dev.melme.api.Attachment.Placement;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the part tree of one message in one pass, without recursion (RFC 2046 §5.1).
 *
 * <pre>
 * header --multipart--&gt; push boundary, skip preamble ---\
 *    ^   \--leaf------&gt; LeafBody: count, keep text ------+--&gt; delimiter: open  --&gt; next header
 *    |                                                   |               close --&gt; pop, skip epilogue
 *    \---------------------------------------------------/    end of content   --&gt; done
 * </pre>
 *
 * <p>An embedded message is a leaf: it is not opened beyond its Subject.
 */
final class PartWalk {

  /** Deepest multipart that is opened. */
  static final int MAX_DEPTH = 20;

  /** Most parts that are read, multiparts included. */
  static final int MAX_PARTS = 1_000;

  private static final int EMBEDDED_HEADER_BYTES = 16 * 1024;
  private static final int MAX_GUESSED_BOUNDARY = 200;

  private final LineReader lines;
  private final Delimiters delimiters = new Delimiters(MAX_DEPTH);
  private final List<Container> open = new ArrayList<>(4);
  private final HeaderReader headers;
  private final LeafBody body;
  private final TextAssembly text;
  private final List<Attachment> attachments = new ArrayList<>(0);
  private final EntityHeader messageHeader;
  private final EntityHeader partHeader = new EntityHeader();
  private @Nullable Charset textCharset;
  private ContentType messageType = ContentType.of("", false);
  private boolean bodySeen;
  private boolean limitMet;
  private int parts;
  private @Nullable LeafVisitor visitor;
  private boolean stopped;
  private HeaderReader.End state = HeaderReader.End.CONTENT;

  PartWalk(LineReader lines, Scratch scratch) {
    this.lines = lines;
    this.body = scratch.body;
    this.text = scratch.text;
    this.messageHeader = scratch.header;
    this.headers = new HeaderReader(lines, delimiters, scratch.field);
    text.clear();
    messageHeader.clear();
  }

  /** Hands the leaves to somebody instead of indexing them. */
  void visit(LeafVisitor newVisitor) {
    visitor = newVisitor;
  }

  /** What the reader stands at when a visitor has stopped the walk. */
  HeaderReader.End state() {
    return state;
  }

  Delimiters delimiters() {
    return delimiters;
  }

  EntityHeader messageHeader() {
    return messageHeader;
  }

  ContentType messageType() {
    return messageType;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  /** Charset of the first text part, for undeclared 8-bit text in header fields; null for none. */
  @Nullable Charset textCharset() {
    return textCharset;
  }

  /** Whether a limit ended or narrowed the walk. */
  boolean limitMet() {
    return limitMet || headers.limitMet();
  }

  void run() throws IOException {
    state = headers.readMessage(messageHeader);
    messageType = ContentType.of(messageHeader.get(Field.CONTENT_TYPE), false);
    part(messageHeader, messageType);
    while (!stopped && toNextPart()) {
      if (++parts > MAX_PARTS) {
        limitMet = true;
        return;
      }
      state = headers.readPart(partHeader);
      boolean inDigest = open.get(open.size() - 1).subtype.equals("digest");
      part(partHeader, ContentType.of(partHeader.get(Field.CONTENT_TYPE), inDigest));
    }
  }

  /** Reads one entity up to the delimiter that ends it, or up to its first delimiter. */
  private void part(EntityHeader header, ContentType type) throws IOException {
    if (type.type().equals("multipart")) {
      multipart(header, type);
    } else {
      leaf(header, type);
    }
  }

  private void multipart(EntityHeader header, ContentType type) throws IOException {
    String boundary = type.boundary();
    if (boundary.isEmpty()) {
      boundary = guessedBoundary();
    }
    if (boundary.isEmpty()) {
      leaf(header, ContentType.of("", false));
      return;
    }
    if (delimiters.depth() == MAX_DEPTH) {
      limitMet = true;
      skipLines();
      return;
    }
    String path = open.isEmpty() ? "" : open.get(open.size() - 1).childPath() + ".";
    open.add(new Container(type.subtype(), path, text.length(), text.origin()));
    delimiters.push(boundary);
    if (state == HeaderReader.End.BODY_LINE) {
      // The line that ended the header may be the first delimiter.
      boolean found = delimiters.find(lines.buffer, lines.start, lines.end) >= 0;
      state = found ? HeaderReader.End.DELIMITER : HeaderReader.End.BODY;
    }
    preamble();
  }

  /** Skips to the first delimiter; text that is followed by none at all is the message's text. */
  private void preamble() throws IOException {
    if (state == HeaderReader.End.DELIMITER || state == HeaderReader.End.CONTENT) {
      return;
    }
    int wanted = text.length() == 0 ? text.bytesWanted(open, false) : 0;
    body.begin(LeafBody.Encoding.IDENTITY, wanted, false);
    readBody();
    if (state == HeaderReader.End.CONTENT && wanted > 0) {
      body.end(false);
      limitMet = true;
      text.add(open, body.kept, ContentType.of("", false));
    }
  }

  /** A multipart that names no boundary: its first line tells when it looks like a delimiter. */
  private String guessedBoundary() throws IOException {
    while (state == HeaderReader.End.BODY && lines.advance()) {
      byte[] b = lines.buffer;
      if (delimiters.find(b, lines.start, lines.end) >= 0) {
        state = HeaderReader.End.DELIMITER;
      } else if (!FieldLine.isBlank(b, lines.start, lines.end)) {
        state = HeaderReader.End.BODY_LINE;
      }
    }
    if (state == HeaderReader.End.BODY) {
      state = HeaderReader.End.CONTENT;
    }
    int length = lines.end - lines.start;
    if (state != HeaderReader.End.BODY_LINE
        || length < 3
        || length > MAX_GUESSED_BOUNDARY
        || !FieldLine.startsWith(lines.buffer, lines.start, lines.end, "--")) {
      return "";
    }
    String line = new String(lines.buffer, lines.start, length, StandardCharsets.ISO_8859_1);
    String boundary = line.substring(2).strip();
    return boundary.indexOf(' ') >= 0 ? "" : boundary;
  }

  private void leaf(EntityHeader header, ContentType type) throws IOException {
    Parameters disposition = Parameters.of(header.get(Field.CONTENT_DISPOSITION));
    LeafBody.Encoding encoding = LeafBody.Encoding.of(header.get(Field.CONTENT_TRANSFER_ENCODING));
    Container parent = open.isEmpty() ? null : open.get(open.size() - 1);
    boolean isText = PartRole.isReadable(type, disposition, parent, bodySeen);
    if (visitor != null) {
      visit(visitor, new Leaf(path(), type, encoding, isText, List.copyOf(open)));
      return;
    }
    if (isText) {
      readText(type, encoding);
      return;
    }
    boolean embedded = PartRole.isEmbeddedMessage(type);
    body.begin(encoding, embedded ? EMBEDDED_HEADER_BYTES : 0, false);
    readBody();
    long size = body.end(state == HeaderReader.End.DELIMITER);
    String name = PartRole.fileName(type, disposition);
    if (name.isEmpty() && embedded) {
      name = PartRole.embeddedName(body.kept);
    }
    String contentId = CleanText.token(MessageIds.one(header.get(Field.CONTENT_ID)), 255);
    Placement placement = PartRole.placement(type, disposition, parent, contentId);
    attach(path(), name, type.name(), size, contentId, placement);
  }

  private void visit(LeafVisitor leafVisitor, Leaf leaf) throws IOException {
    bodySeen |= leaf.readable();
    switch (leafVisitor.next(leaf)) {
      case STOP -> stopped = true;
      case SKIP -> skipLines();
      case READ -> {
        body.begin(leaf.encoding(), leafVisitor.bytesWanted(), !leaf.isHtml());
        readBody();
        body.end(state == HeaderReader.End.DELIMITER);
        leafVisitor.read(leaf, body.kept);
      }
    }
  }

  private void readText(ContentType type, LeafBody.Encoding encoding) throws IOException {
    boolean html = type.is("text", "html");
    bodySeen = true;
    int wanted = text.bytesWanted(open, html);
    if (html && wanted == 0) {
      body.ignore();
    } else {
      body.begin(encoding, wanted, !html);
    }
    readBody();
    body.end(state == HeaderReader.End.DELIMITER);
    rememberCharset(type.charset());
    if (body.kept.length > 0) {
      text.add(open, body.kept, type);
    }
    int number = 0;
    for (UuBlocks.Block block : body.blocks.found()) {
      String path = path() + UuBlocks.PATH_MARK + ++number;
      String name = FileNames.clean(HeaderText.unicode(block.rawName(), textCharset));
      attach(path, name, "application/octet-stream", block.sizeBytes(), "", Placement.ATTACHED);
    }
  }

  private void rememberCharset(String label) {
    if (textCharset == null && !label.isEmpty()) {
      Charset named = Charsets.named(label);
      boolean tells =
          named != null
              && !named.equals(StandardCharsets.US_ASCII)
              && !named.equals(StandardCharsets.UTF_8);
      textCharset = tells ? named : null;
    }
  }

  private String path() {
    return open.isEmpty() ? "1" : open.get(open.size() - 1).childPath();
  }

  private void attach(
      String path, String name, String type, long size, String contentId, Placement placement) {
    if (attachments.size() >= MAX_PARTS) {
      limitMet = true;
      return;
    }
    Optional<String> id = contentId.isEmpty() ? Optional.empty() : Optional.of(contentId);
    attachments.add(new Attachment(path, name, type.toLowerCase(Locale.ROOT), size, id, placement));
  }

  /** Feeds the body up to the next delimiter or the end of the content. */
  private void readBody() throws IOException {
    if (state == HeaderReader.End.BODY_LINE) {
      body.line(lines);
    } else if (state != HeaderReader.End.BODY) {
      return;
    }
    while (lines.advance()) {
      if (lines.fresh && delimiters.find(lines.buffer, lines.start, lines.end) >= 0) {
        state = HeaderReader.End.DELIMITER;
        return;
      }
      body.line(lines);
    }
    state = HeaderReader.End.CONTENT;
  }

  private void skipLines() throws IOException {
    body.ignore();
    readBody();
  }

  /**
   * Goes on from the current delimiter to the one that begins a part.
   *
   * @return false when the content or the outermost multipart is over
   */
  private boolean toNextPart() throws IOException {
    while (state == HeaderReader.End.DELIMITER && delimiters.depth() > 0) {
      int level = delimiters.find(lines.buffer, lines.start, lines.end);
      boolean closing = delimiters.closing();
      int depth = closing ? level : level + 1;
      delimiters.popTo(depth);
      open.subList(depth, open.size()).clear();
      if (!closing) {
        open.get(level).child++;
        return true;
      }
      if (depth == 0) {
        return false;
      }
      state = HeaderReader.End.BODY;
      skipLines();
    }
    return false;
  }
}
