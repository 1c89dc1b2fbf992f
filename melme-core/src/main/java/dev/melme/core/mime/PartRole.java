package dev.melme.core.mime;

import dev.melme.api.Attachment.Placement;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what a leaf is to a reader: text, or an attachment and of which kind. */
final class PartRole {

  /** Text types that readers get as a file wherever they stand. */
  private static final Set<String> NEVER_TEXT =
      Set.of("calendar", "vcard", "x-vcard", "directory", "rfc822-headers", "rfc822", "csv", "css");

  private static final Set<String> TEXT = Set.of("plain", "html", "enriched", "richtext");

  private PartRole() {}

  /**
   * Whether the part is readable text.
   *
   * <p>Text with disposition attachment is not (RFC 2183 §2.2); text with a file name only when it
   * is the first of its message; text in a multipart/related only as its root.
   *
   * @param bodySeen whether readable text came before
   */
  static boolean isReadable(
      ContentType type, Parameters disposition, @Nullable Container parent, boolean bodySeen) {
    if (!type.type().equals("text")
        || disposition.value().equalsIgnoreCase("attachment")
        || NEVER_TEXT.contains(type.subtype())) {
      return false;
    }
    boolean named = isNamed(type, disposition);
    if (parent == null) {
      return true;
    }
    if (!TEXT.contains(type.subtype()) || (named && bodySeen)) {
      return false;
    }
    return !parent.subtype.equals("related") || parent.child == 1;
  }

  private static boolean isNamed(ContentType type, Parameters disposition) {
    return disposition.plain("filename") != null || type.parameters().plain("name") != null;
  }

  /** A message inside the message (RFC 2046 §5.2.1, RFC 6532 §3.7). */
  static boolean isEmbeddedMessage(ContentType type) {
    return type.is("message", "rfc822") || type.is("message", "global");
  }

  /** The safe file name out of Content-Disposition, else Content-Type; empty for none. */
  static String fileName(ContentType type, Parameters disposition) {
    String name = disposition.decoded("filename", null);
    if (name == null || name.isBlank()) {
      name = type.parameters().decoded("name", null);
    }
    return name == null ? "" : FileNames.clean(name);
  }

  /** A file name made of an embedded message's subject; empty when it has none. */
  static String embeddedName(BoundedBytes start) {
    EntityHeader header = new EntityHeader();
    LineReader lines = new LineReader(start.bytes, 0, start.length);
    BoundedBytes value = new BoundedBytes(256, HeaderReader.MAX_FIELD);
    try {
      new HeaderReader(lines, new Delimiters(0), value).readMessage(header);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    String subject = HeaderText.display(header.get(Field.SUBJECT), null, FileNames.MAX_LENGTH - 4);
    String name = FileNames.clean(subject.replace('/', '_').replace('\\', '_'));
    return name.isEmpty() ? "" : FileNames.clean(name + ".eml");
  }

  /** RFC 2183 §2.1; without a disposition, images that the HTML can refer to are inline. */
  static Placement placement(
      ContentType type, Parameters disposition, @Nullable Container parent, String contentId) {
    String value = disposition.value();
    if (value.isEmpty()) {
      boolean related = parent != null && parent.subtype.equals("related");
      boolean image = type.type().equals("image") && !contentId.isEmpty();
      return related || image ? Placement.INLINE : Placement.ATTACHED;
    }
    // RFC 2183 §2.8: unknown dispositions are attachments.
    return value.equalsIgnoreCase("inline") ? Placement.INLINE : Placement.ATTACHED;
  }
}
