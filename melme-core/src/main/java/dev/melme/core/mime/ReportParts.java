package dev.melme.core.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a report that programs read (RFC 6522 §3): the fields of a delivery status (RFC
 * 3464, RFC 6533) and the Message-ID of the message that is returned, whole or only its header.
 *
 * <pre>
 * multipart/report
 *   text/plain, ...            what people read: passed over
 *   message/delivery-status    groups of fields, parted by empty lines
 *   message/rfc822, ...        its header is read, and the walk ends
 * </pre>
 *
 * <p>Reading is bounded: what comes behind the first {@value #MAX_BYTES} bytes counts as missing.
 * Content never makes it throw.
 */
public final class ReportParts implements LeafVisitor {

  /** Reports hold what they say in front of what they return. */
  private static final int MAX_BYTES = 512 * 1024;

  private static final int MAX_STATUS = 256 * 1024;
  private static final int MAX_RETURNED = 64 * 1024;

  private final List<List<ReportField>> status = new ArrayList<>();
  private boolean declared;
  private String returnedId = "";
  private String originalId = "";
  private @Nullable Leaf returned;

  private ReportParts() {}

  /**
   * Reads a report as far as needed.
   *
   * @param message the message as received; not closed
   * @return what there is
   * @throws IOException when the message cannot be read
   */
  public static ReportParts read(InputStream message) throws IOException {
    ReportParts parts = new ReportParts();
    InputStream bounded = new BoundedStream(message, MAX_BYTES);
    LineReader lines = new LineReader(bounded, new byte[LineReader.WINDOW]);
    PartWalk walk = new PartWalk(lines, new Scratch());
    walk.visit(parts);
    try {
      walk.run();
      Leaf last = parts.returned;
      if (last != null) {
        InputStream content =
            new PartContent(bounded, lines, walk, LineDecoder.of(last.encoding()));
        parts.returnedId = messageId(new LineReader(content, new byte[LineReader.WINDOW]));
      }
    } catch (RuntimeException e) {
      // As in the index: a gap in this code must not cost anybody what was found before it.
      parts.returned = null;
    }
    parts.declared = walk.messageType().is("multipart", "report");
    return parts;
  }

  /**
   * Tells whether the message says of itself that it is a report.
   *
   * @return true for multipart/report, whatever the report type
   */
  public boolean declared() {
    return declared;
  }

  /**
   * The fields of the delivery status, as they are grouped.
   *
   * @return the groups, none of them empty; none when there is no delivery status
   */
  public List<List<ReportField>> status() {
    return List.copyOf(status);
  }

  /**
   * The id of the message that the report is about.
   *
   * @return its Message-ID without angle brackets, of the returned message, else of the field
   *     Original-Message-ID (RFC 8098 §3.2.5); empty when neither is there
   */
  public Optional<String> messageIdField() {
    String id = returnedId.isEmpty() ? originalId : returnedId;
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }

  @Override
  public Choice next(Leaf leaf) {
    ContentType type = leaf.type();
    if (isStatus(type) || isDisposition(type)) {
      return Choice.READ;
    }
    if (!isReturned(type) || !returnedId.isEmpty()) {
      return Choice.SKIP;
    }
    if (status.isEmpty()) {
      return Choice.READ;
    }
    returned = leaf;
    return Choice.STOP;
  }

  @Override
  public int bytesWanted() {
    return MAX_STATUS;
  }

  @Override
  public void read(Leaf leaf, BoundedBytes bytes) {
    if (isStatus(leaf.type())) {
      status.addAll(ReportField.groups(bytes));
    } else if (isDisposition(leaf.type())) {
      for (List<ReportField> group : ReportField.groups(bytes)) {
        for (ReportField field : group) {
          if (field.name().equals("original-message-id") && originalId.isEmpty()) {
            originalId = MessageIds.one(field.value());
          }
        }
      }
    } else {
      int length = Math.min(bytes.length, MAX_RETURNED);
      try {
        returnedId = messageId(new LineReader(bytes.bytes, 0, length));
      } catch (IOException e) {
        throw new IllegalStateException("memory does not fail", e);
      }
    }
  }

  private static String messageId(LineReader lines) throws IOException {
    EntityHeader header = new EntityHeader();
    BoundedBytes value = new BoundedBytes(256, HeaderReader.MAX_FIELD);
    new HeaderReader(lines, new Delimiters(0), value).readMessage(header);
    return MessageIds.one(header.get(Field.MESSAGE_ID));
  }

  /** RFC 3464 §2, RFC 6533 §4. */
  private static boolean isStatus(ContentType type) {
    return type.is("message", "delivery-status") || type.is("message", "global-delivery-status");
  }

  /** RFC 8098 §3, RFC 6533 §5. */
  private static boolean isDisposition(ContentType type) {
    return type.is("message", "disposition-notification")
        || type.is("message", "global-disposition-notification");
  }

  /** RFC 6522 §3 and §4, RFC 6533 §6; text/rfc822 is what some call the header. */
  private static boolean isReturned(ContentType type) {
    return type.is("message", "rfc822")
        || type.is("message", "global")
        || type.is("message", "global-headers")
        || type.is("text", "rfc822-headers")
        || type.is("text", "rfc822");
  }
}
