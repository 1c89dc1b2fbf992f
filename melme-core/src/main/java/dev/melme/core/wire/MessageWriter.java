package dev.melme.core.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Writes a message as it goes out, and nothing that is not asked for: From, To, Cc, Subject, Date,
 * Message-ID, In-Reply-To, References, MIME-Version and Content fields are all there is.
 *
 * <p>Lines end in CRLF and have at most 998 octets (RFC 5322 §2.1.1). Everything is ASCII, except
 * an address whose local part is not (RFC 6532).
 */
public final class MessageWriter {

  /** RFC 5322 §3.3, in UTC whatever the zone of the machine. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss '+0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final byte[] CRLF = {'\r', '\n'};

  private final OutputStream out;
  private final FieldWriter fields;
  private final Supplier<String> boundaries;

  private MessageWriter(OutputStream out, Supplier<String> boundaries) {
    this.out = out;
    this.fields = new FieldWriter(out);
    this.boundaries = boundaries;
  }

  /**
   * Writes a message.
   *
   * @param message the message
   * @param boundaries gives a text of letters and digits that nobody can guess, another one each
   *     time, of at most 60 characters
   * @param out where to; neither flushed nor closed
   * @throws IOException when {@code out} fails, or a file cannot be read
   */
  public static void write(WireMessage message, Supplier<String> boundaries, OutputStream out)
      throws IOException {
    MessageWriter writer = new MessageWriter(out, boundaries);
    writer.header(message);
    writer.part(message.body());
  }

  private void header(WireMessage message) throws IOException {
    fields.write("From", AddressPieces.of(List.of(message.from())));
    fields.write("To", AddressPieces.to(message));
    fields.write("Cc", AddressPieces.of(message.cc()));
    fields.write("Subject", EncodedText.unstructured(message.subject()));
    fields.write("Date", date(message.date()));
    fields.write("Message-ID", ids(List.of(message.messageId())));
    fields.write("In-Reply-To", ids(message.inReplyTo().stream().toList()));
    fields.write("References", ids(message.references()));
    fields.write("MIME-Version", List.of("1.0"));
  }

  private static List<String> date(Instant date) {
    return List.of(DATE.format(date).split(" ", -1));
  }

  private static List<String> ids(List<String> ids) {
    return ids.stream().map(id -> "<" + id + ">").toList();
  }

  /** Writes the Content fields of a part, its content, and a line end behind it. */
  private void part(WirePart part) throws IOException {
    if (part instanceof WirePart.Several several) {
      several(several);
    } else if (part instanceof WirePart.Text text) {
      text(text);
    } else {
      file((WirePart.File) part);
    }
  }

  private void several(WirePart.Several several) throws IOException {
    String boundary = boundaries.get();
    List<String> type = new ArrayList<>();
    type.add("multipart/" + several.subtype() + ";");
    if (several.subtype().equals("related")) {
      // RFC 2387 §3.1: the type of the root, which is the HTML
      type.add("type=\"text/html\";");
    }
    type.add("boundary=\"" + boundary + "\"");
    fields.write("Content-Type", type);
    fields.end();
    for (WirePart part : several.parts()) {
      delimiter(boundary, "");
      part(part);
    }
    delimiter(boundary, "--");
  }

  /** The line end in front of a delimiter belongs to it (RFC 2046 §5.1.1); it is written before. */
  private void delimiter(String boundary, String end) throws IOException {
    out.write(("--" + boundary + end).getBytes(StandardCharsets.US_ASCII));
    out.write(CRLF);
  }

  private void text(WirePart.Text text) throws IOException {
    TextBody body = new TextBody(text.text());
    fields.write("Content-Type", List.of("text/" + text.subtype() + ";", "charset=utf-8"));
    fields.write("Content-Transfer-Encoding", List.of(body.encoding()));
    fields.end();
    body.write(out);
  }

  private void file(WirePart.File file) throws IOException {
    FileBody body = new FileBody(file);
    fields.write("Content-Type", body.type());
    fields.write("Content-Transfer-Encoding", List.of(body.encoding()));
    fields.write("Content-Disposition", body.disposition());
    fields.write("Content-ID", ids(file.contentId().stream().toList()));
    fields.end();
    body.write(out);
  }
}
