package dev.melme.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.EmailAddress;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import dev.melme.api.StoredContent;
import dev.melme.spi.TransportMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Messages for transports. */
final class Letter {

  static final String JOE = "joe@example.org";
  static final String JANE = "jane@example.org";
  static final String JIM = "jim@example.net";
  static final String HELLO =
      "From: Acme <support@acme.example>\r\nSubject: Hello\r\n\r\nHi there\r\n";

  private Letter() {}

  /** A short one from support@acme.example. */
  static TransportMessage to(String... recipients) {
    return of(HELLO, recipients);
  }

  static TransportMessage of(String text, String... recipients) {
    return of("support@acme.example", text.getBytes(UTF_8), false, recipients);
  }

  static TransportMessage of(
      String sender, byte[] bytes, boolean internationalised, String... recipients) {
    return of(sender, content(bytes, bytes.length), internationalised, recipients);
  }

  static TransportMessage of(
      String sender, StoredContent content, boolean internationalised, String... recipients) {
    List<EmailAddress> to = Stream.of(recipients).map(EmailAddress::parse).toList();
    return new TransportMessage(
        new MessageId(UUID.fromString("0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11")),
        ReversePath.parse(sender),
        to,
        content,
        internationalised);
  }

  /** Content that fails after some of its bytes when it is opened again, which is for sending. */
  static StoredContent content(byte[] bytes, int readable) {
    return new StoredContent() {
      private int openings;

      @Override
      public long sizeBytes() {
        return bytes.length;
      }

      @Override
      public InputStream openStream() throws IOException {
        return openRange(0, bytes.length);
      }

      @Override
      public InputStream openRange(long offset, long length) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes, (int) offset, (int) length);
        if (readable == bytes.length || ++openings < 2) {
          return in;
        }
        return new InputStream() {
          private int left = readable;

          @Override
          public int read() throws IOException {
            if (left-- <= 0) {
              throw new IOException("planted");
            }
            return in.read();
          }
        };
      }
    };
  }
}
