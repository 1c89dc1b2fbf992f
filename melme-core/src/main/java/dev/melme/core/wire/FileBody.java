package dev.melme.core.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How a file goes out: base64, but an embedded message as the text that it is. */
final class FileBody {

  private static final String EMBEDDED = "message/rfc822";
  private static final String ANYTHING = "application/octet-stream";
  private static final int BUFFER = 8 * 1024;

  private final WirePart.File file;
  private final boolean embedded;
  private final boolean asText;

  /** Looks at the file, which is read for it when it is a text or a message. */
  FileBody(WirePart.File file) throws IOException {
    this.file = file;
    this.embedded = file.contentType().equals(EMBEDDED);
    this.asText = embedded && EmbeddedMessage.isSevenBit(file.content());
  }

  String encoding() {
    return asText ? "7bit" : "base64";
  }

  /** The pieces of the Content-Type field. */
  List<String> type() throws IOException {
    String type = file.contentType();
    if (asText) {
      return List.of(EMBEDDED);
    }
    // RFC 2045 §6.4: neither may be encoded, and their parts are not ours to write.
    if (type.startsWith("multipart/") || type.startsWith("message/")) {
      return List.of(ANYTHING);
    }
    return type.startsWith("text/") && isUtf8()
        ? List.of(type + ";", "charset=utf-8")
        : List.of(type);
  }

  /** The pieces of the Content-Disposition field (RFC 2183); dates are nobody's business. */
  List<String> disposition() {
    String value = file.contentId().isPresent() ? "inline" : "attachment";
    String name = embedded && !asText ? withExtension(file.name()) : file.name();
    if (name.isEmpty()) {
      return List.of(value);
    }
    List<String> pieces = new ArrayList<>();
    pieces.add(value + ";");
    pieces.addAll(ParameterPieces.of("filename", name));
    return pieces;
  }

  private static String withExtension(String name) {
    return name.isEmpty() ? "message.eml" : name.endsWith(".eml") ? name : name + ".eml";
  }

  /** Writes the file, and a line end behind it. */
  void write(OutputStream out) throws IOException {
    if (asText) {
      CrlfOutput lines = new CrlfOutput(out);
      EmbeddedMessage.copy(file.content(), lines);
      lines.end();
      return;
    }
    Base64Output encoded = new Base64Output(out);
    if (embedded) {
      EmbeddedMessage.copy(file.content(), encoded);
    } else {
      try (InputStream in = file.content().openStream()) {
        in.transferTo(encoded);
      }
    }
    encoded.end();
  }

  /** A text without a charset is guessed at; one in UTF-8, which ASCII is as well, need not be. */
  private boolean isUtf8() throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer chars = CharBuffer.allocate(BUFFER);
    try (InputStream in = file.content().openStream()) {
      boolean valid = true;
      int read = 0;
      while (valid && read >= 0) {
        read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        chars.clear();
        valid = !decoder.decode(bytes, chars, read < 0).isError();
        bytes.compact();
      }
      return valid;
    }
  }
}
