package dev.melme.core.mime;

import dev.melme.api.Correspondent;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an address list for display (RFC 5322 §3.4 and §4.4), taking what people really send:
 * missing brackets, comments as names, obsolete routes, semicolons between addresses, text after
 * the closing bracket, groups. It judges nothing: valid addresses are EmailAddress's business.
 *
 * <p>One pass; one entry per comma. The members of a group are entries of their own, an empty group
 * is one entry with the group's name ({@code undisclosed-recipients:;}).
 */
final class AddressReader {

  /** Longest display name, in characters. */
  static final int MAX_NAME = 255;

  /** Longest address text, in characters: an RFC 5321 path and some. */
  static final int MAX_ADDRESS = 320;

  private static final int MAX_SPACED = 1000;

  private final String text;
  private final int maxEntries;
  private final List<Correspondent> entries = new ArrayList<>(2);
  private int at;

  private final StringBuilder words = new StringBuilder();
  private final StringBuilder angle = new StringBuilder();
  private String comment = "";
  private boolean angleSeen;
  private boolean quotedSeen;
  private String group = "";
  private int entriesBeforeGroup = -1;

  private AddressReader(String text, int maxEntries) {
    this.text = text;
    this.maxEntries = maxEntries;
  }

  /** Reads a raw field value. */
  static List<Correspondent> read(String raw, @Nullable Charset ofText, int maxEntries) {
    if (raw.isEmpty()) {
      return List.of();
    }
    return new AddressReader(HeaderText.unicode(raw, ofText), maxEntries).run();
  }

  private List<Correspondent> run() {
    while (at < text.length() && entries.size() < maxEntries) {
      char c = text.charAt(at++);
      switch (c) {
        case '"' -> quoted();
        case '(' -> comment();
        case '<' -> angle();
        case '>' -> {}
        case ',' -> endEntry();
        case ';' -> endGroup();
        case ':' -> startGroupOrKeep();
        default -> words.append(c);
      }
    }
    if (entries.size() < maxEntries) {
      endGroup();
    }
    return entries;
  }

  /** A quoted string; its quotes stay only when it is a local part: {@code "a b"@c.example}. */
  private void quoted() {
    int start = words.length();
    boolean closed = false;
    while (at < text.length() && !closed) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        words.append(text.charAt(at++));
      } else if (c == '"') {
        closed = true;
      } else {
        words.append(c);
      }
    }
    if (closed && at < text.length() && text.charAt(at) == '@') {
      words.insert(start, '"').append('"');
    } else {
      quotedSeen = true;
    }
  }

  /** A comment, nested ones included (RFC 5322 §3.2.2); the last one with text may be the name. */
  private void comment() {
    StringBuilder inside = new StringBuilder();
    int depth = 1;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        inside.append(text.charAt(at++));
        continue;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        break;
      }
      inside.append(c);
    }
    if (!inside.toString().isBlank()) {
      comment = inside.toString();
    }
    words.append(' ');
  }

  /** An address in angle brackets; the first one of an entry counts, later ones become text. */
  private void angle() {
    StringBuilder target = angleSeen ? words : angle;
    boolean inQuotes = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      inQuotes ^= c == '"';
      if (c == '>' && !inQuotes) {
        break;
      }
      // A bracket that is never closed ends at the comma that begins the next entry.
      if (c == ',' && !inQuotes && text.indexOf('>', at) < 0 && !isRoute(target)) {
        at--;
        break;
      }
      if (c != '<') {
        target.append(c);
      }
    }
    angleSeen = true;
    if (words.length() > 0) {
      words.append(' ');
    }
  }

  private static boolean isRoute(CharSequence target) {
    return target.length() > 0 && target.charAt(0) == '@';
  }

  /** A colon begins a group when what stands before it can be its name. */
  private void startGroupOrKeep() {
    if (angleSeen || words.indexOf("@") >= 0 || entriesBeforeGroup >= 0) {
      words.append(':');
      return;
    }
    group = words.toString();
    entriesBeforeGroup = entries.size();
    clear();
  }

  private void endGroup() {
    endEntry();
    if (entriesBeforeGroup == entries.size() && !group.isBlank()) {
      add(group, "");
    }
    entriesBeforeGroup = -1;
    group = "";
  }

  private void endEntry() {
    String said = said();
    if (angleSeen) {
      add(said.isEmpty() ? comment : said, withoutRoute(angle));
    } else if (!said.isEmpty() || !comment.isEmpty()) {
      addBare(said);
    }
    clear();
  }

  /** The text outside brackets; where a comment stood in it, runs of spaces become one. */
  private String said() {
    String said = words.toString().strip();
    return comment.isEmpty() || said.indexOf("  ") < 0 ? said : said.replaceAll(" +", " ");
  }

  /** An entry without brackets: {@code a@b (Name)}, {@code Name a@b}, {@code root}. */
  private void addBare(String written) {
    String said = written.indexOf('@') < 0 ? written : withoutInnerSpaces(written);
    int sign = said.indexOf('@');
    if (sign < 0) {
      boolean oneWord = !quotedSeen && said.indexOf(' ') < 0 && !said.startsWith("=?");
      add(oneWord ? comment : said.isEmpty() ? comment : said, oneWord ? said : "");
      return;
    }
    int from = sign;
    while (from > 0 && !isSpace(said.charAt(from - 1))) {
      from--;
    }
    if (said.charAt(from) != '"' && said.lastIndexOf("\"@", sign) > 0) {
      from = Math.max(0, said.indexOf('"'));
    }
    int to = sign;
    while (to < said.length() && !isSpace(said.charAt(to))) {
      to++;
    }
    String name = (said.substring(0, from) + said.substring(to)).strip();
    add(name.isEmpty() ? comment : name, said.substring(from, to));
  }

  /** RFC 5322 §4.4: white space around at sign and dots, {@code jdoe @ test . example}. */
  private static String withoutInnerSpaces(String said) {
    // Longer entries are no addresses, and the patterns are not linear.
    if (said.indexOf(' ') < 0 || said.length() > MAX_SPACED) {
      return said;
    }
    String joined = said.replaceAll(" *@ *", "@").replaceAll(" +\\. *", ".");
    int sign = joined.indexOf('@');
    return joined.substring(0, sign) + joined.substring(sign).replaceAll("\\. +", ".");
  }

  private static boolean isSpace(char c) {
    return c <= ' ';
  }

  /** Comments and white space inside brackets mean nothing, except inside a quoted local part. */
  private static String bareAddress(CharSequence inside) {
    StringBuilder address = new StringBuilder(inside.length());
    boolean inQuotes = false;
    int depth = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      inQuotes ^= c == '"' && depth == 0;
      if (!inQuotes && c == '(') {
        depth++;
      }
      if (depth == 0 && (inQuotes || !isSpace(c))) {
        address.append(c);
      }
      if (!inQuotes && c == ')' && depth > 0) {
        depth--;
      }
    }
    return address.toString();
  }

  /** RFC 5322 §4.4: {@code <@relay.example,@other.example:user@example.org>}. */
  private static String withoutRoute(CharSequence inside) {
    String address = bareAddress(inside);
    int colon = address.startsWith("@") ? address.lastIndexOf(':') : -1;
    return address.substring(colon + 1);
  }

  private void add(String name, String address) {
    String cleanName = CleanText.line(EncodedWords.decode(name.strip(), MAX_NAME), MAX_NAME);
    String cleanAddress =
        CleanText.token(bareAddress(EncodedWords.decode(address, MAX_ADDRESS)), MAX_ADDRESS);
    if (!cleanName.isEmpty() || !cleanAddress.isEmpty()) {
      entries.add(new Correspondent(unquoted(cleanName), cleanAddress));
    }
  }

  /** Names that were quoted twice: {@code "'Smith, John'"}, or quoted inside an encoded-word. */
  private static String unquoted(String name) {
    int last = name.length() - 1;
    boolean pair =
        last > 1
            && name.charAt(0) == name.charAt(last)
            && (name.charAt(0) == '"' || name.charAt(0) == '\'');
    return pair ? name.substring(1, last).strip() : name;
  }

  private void clear() {
    words.setLength(0);
    angle.setLength(0);
    comment = "";
    angleSeen = false;
    quotedSeen = false;
  }
}
