package dev.melme.core.leak;

import dev.melme.core.mime.HtmlText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** All that can be read in a message, decoded, and where it stands. Used by one thread. */
public final class MessageTexts {

  /** What kind of text it is, which decides what is looked for. */
  enum Kind {
    /** Written by people for a header field: the subject, a display name, a file name. */
    LINE,
    /** A header field as it goes out. */
    FIELD,
    /** What is made for machines: a header field such as a date, a style of an HTML. */
    MACHINE,
    /** A text, an HTML or the text of a file. */
    BODY
  }

  /** One text as it is, and in the form in which words are compared. */
  record Piece(Kind kind, String where, String text, String folded) {}

  /** A name and a quoted value; what our own HTML writer makes has no other ones. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s([a-zA-Z-]{1,20})=(?:\"([^\"]*+)\"|'([^']*+)')");

  private static final Set<String> TEXT_ATTRIBUTES =
      Set.of("abbr", "alt", "background", "cite", "content", "href", "src", "summary", "title");

  private static final int MAX_FILE_BYTES = 1024 * 1024;
  private static final int MAX_CHARS = 4 * 1024 * 1024;

  private final List<Piece> pieces = new ArrayList<>();

  /** Creates an empty list. */
  public MessageTexts() {}

  List<Piece> pieces() {
    return pieces;
  }

  /**
   * Adds what people wrote for a header field.
   *
   * @param where the part of the message, for a person
   * @param text a subject, a display name or a file name, decoded
   * @return these texts
   */
  public MessageTexts line(String where, String text) {
    return add(Kind.LINE, where, text);
  }

  /**
   * Adds the header as it goes out.
   *
   * @param header the bytes of the message, the header at least
   * @return these texts
   */
  public MessageTexts header(byte[] header) {
    String text = new String(header, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    String unfolded = (end < 0 ? text : text.substring(0, end)).replace("\r\n ", " ");
    for (String field : unfolded.split("\r\n", -1)) {
      int colon = field.indexOf(':');
      if (colon > 0) {
        field(field.substring(0, colon), field.substring(colon + 1));
      }
    }
    return this;
  }

  private void field(String name, String value) {
    switch (name) {
      case "From", "To", "Cc" -> {
        add(Kind.MACHINE, name, value);
        // Whom the team writes to is known to those it writes to; the names beside are searched.
        add(Kind.FIELD, name, value.replaceAll("<[^<>]*>|\\S*@\\S*", " "));
      }
      case "Subject", "Message-ID", "In-Reply-To", "References" -> add(Kind.FIELD, name, value);
      default -> add(Kind.MACHINE, name, value);
    }
  }

  /**
   * Adds a text.
   *
   * @param where the part of the message, for a person
   * @param text the text
   * @return these texts
   */
  public MessageTexts text(String where, String text) {
    return add(Kind.BODY, where, text);
  }

  /**
   * Adds an HTML: what is shown of it, and what stands in its attributes.
   *
   * @param where the part of the message, for a person
   * @param html the HTML
   * @return these texts
   */
  public MessageTexts html(String where, String html) {
    add(Kind.BODY, where, HtmlText.readable(html, MAX_CHARS));
    Matcher attribute = ATTRIBUTE.matcher(html);
    while (attribute.find()) {
      String value = attribute.group(2) != null ? attribute.group(2) : attribute.group(3);
      attribute(where, attribute.group(1).toLowerCase(Locale.ROOT), value);
    }
    return this;
  }

  private void attribute(String where, String name, String value) {
    String text = Parser.unescapeEntities(value, true);
    // "max-width" and "left" are no names of people.
    Kind kind = TEXT_ATTRIBUTES.contains(name) ? Kind.BODY : Kind.MACHINE;
    add(kind, where, text);
    if (text.indexOf('%') >= 0) {
      add(kind, where, percentDecoded(text));
    }
  }

  /**
   * Adds the beginning of a file when it is a text.
   *
   * @param name its name
   * @param contentType its type, lower case
   * @param content its bytes; not closed
   * @return these texts
   * @throws IOException when they cannot be read
   */
  public MessageTexts file(String name, String contentType, InputStream content)
      throws IOException {
    byte[] bytes = content.readNBytes(MAX_FILE_BYTES);
    String text = new String(bytes, charset(bytes));
    return contentType.equals("text/html") ? html(name, text) : text(name, text);
  }

  /**
   * Tells whether the content of a file can be searched.
   *
   * @param contentType its type, lower case
   * @return true for text, for messages, and for formats that are text
   */
  public static boolean isText(String contentType) {
    return contentType.startsWith("text/")
        || contentType.startsWith("message/")
        || contentType.endsWith("+xml")
        || contentType.endsWith("+json")
        || contentType.matches(
            "application/(json|xml|javascript|x-javascript|yaml|x-yaml|rtf|sql|x-sh)");
  }

  private static Charset charset(byte[] bytes) {
    boolean marked = bytes.length > 1;
    if (marked && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (marked && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  private static String percentDecoded(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private MessageTexts add(Kind kind, String where, String text) {
    if (!text.isBlank()) {
      pieces.add(new Piece(kind, where, text, folded(text)));
    }
    return this;
  }

  /** Compatible characters made equal, in lower case. */
  static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
