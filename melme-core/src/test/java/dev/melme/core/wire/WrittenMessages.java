package dev.melme.core.wire;

import dev.melme.api.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Messages written for tests, and how they are read again. */
public final class WrittenMessages {

  /** All header fields that may ever go out, in lower case; Content fields aside. */
  private static final Set<String> ALLOWED =
      Set.of(
          "from",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "in-reply-to",
          "references",
          "mime-version");

  private static final Session SESSION = Session.getInstance(new Properties());

  private WrittenMessages() {}

  static NamedAddress person(String name, String address) {
    return new NamedAddress(name, EmailAddress.parse(address));
  }

  static WireMessage message(String subject, WirePart body) {
    return new WireMessage(
        person("Acme Support", "support@acme.example"),
        List.of(person("Jane Doe", "jane@example.org")),
        List.of(),
        subject,
        Instant.parse("2026-03-04T05:06:07Z"),
        "0123456789abcdef0123456789abcdef@acme.example",
        Optional.empty(),
        List.of(),
        body);
  }

  static WirePart.Text plain(String text) {
    return new WirePart.Text("plain", text);
  }

  static WirePart.File file(String name, String type, byte[] content) {
    return new WirePart.File(name, type, Optional.empty(), () -> new ByteArrayInputStream(content));
  }

  static WirePart mixed(WirePart... parts) {
    return new WirePart.Several("mixed", List.of(parts));
  }

  static byte[] write(WireMessage message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] number = {0};
    try {
      MessageWriter.write(message, () -> "boundary" + number[0]++, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Reads a message as strangers do. */
  public static MimeMessage parse(byte[] message) throws MessagingException {
    return new MimeMessage(SESSION, new ByteArrayInputStream(message));
  }

  /** What is wrong with the lines and the header fields of a message; nothing as a rule. */
  public static List<String> faults(byte[] message) {
    List<String> faults = new ArrayList<>();
    int column = 0;
    for (int i = 0; i < message.length; i++) {
      byte b = message[i];
      boolean lineEnd = b == '\r' && i + 1 < message.length && message[i + 1] == '\n';
      if (lineEnd) {
        i++;
        column = 0;
      } else if (b == '\r' || b == '\n' || b == 0) {
        faults.add("a bare " + b + " at " + i);
      } else if (++column > 998) {
        faults.add("a line of more than 998 octets at " + i);
        column = 0;
      }
    }
    String text = new String(message, StandardCharsets.ISO_8859_1);
    if (!text.endsWith("\r\n")) {
      faults.add("no line end at the end");
    }
    Set<String> others = new TreeSet<>();
    for (String name : fieldNames(text)) {
      if (!ALLOWED.contains(name) && !name.startsWith("content-")) {
        others.add(name);
      }
    }
    if (!others.isEmpty()) {
      faults.add("fields that are not allowed: " + others);
    }
    return faults;
  }

  /** The names of the fields of the message itself, in lower case, in their order. */
  public static List<String> fieldNames(String message) {
    List<String> names = new ArrayList<>();
    for (String line : message.substring(0, message.indexOf("\r\n\r\n")).split("\r\n", -1)) {
      if (!line.startsWith(" ")) {
        names.add(line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
