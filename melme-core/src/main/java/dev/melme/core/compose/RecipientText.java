package dev.melme.core.compose;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidAddressException;
import dev.melme.api.InvalidValueException;
import dev.melme.core.wire.NamedAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Recipients as a person types them: addresses with or without names, separated by commas or
 * semicolons; a group gives its members ({@code Team: a@b.example, c@d.example;}).
 *
 * <p>Names are taken as they are, addresses are not guessed at: what is none is named in the error.
 */
final class RecipientText {

  private static final int MAX_NAME = 255;
  private static final int MAX_SHOWN = 80;

  private final String field;
  private final String text;
  private final List<NamedAddress> found = new ArrayList<>();

  private RecipientText(String field, String text) {
    this.field = field;
    this.text = text;
  }

  /**
   * Reads the recipients of a field.
   *
   * @param field the name of the field, for errors
   * @param text as it was typed
   * @return the recipients in their order
   * @throws InvalidValueException when a part of it is no recipient; it names the part
   */
  static List<NamedAddress> read(String field, String text) {
    return new RecipientText(field, text).run();
  }

  /** The text that {@link #read} makes these recipients of, as many as there is room for. */
  static String of(List<NamedAddress> recipients, int max) {
    StringBuilder text = new StringBuilder();
    for (NamedAddress recipient : recipients) {
      String next = (text.length() == 0 ? "" : ", ") + of(recipient);
      if (text.length() + next.length() > max) {
        break;
      }
      text.append(next);
    }
    return text.toString();
  }

  private static String of(NamedAddress recipient) {
    String address = recipient.address().toUnicode();
    String name = recipient.name().strip();
    if (name.isEmpty()) {
      return address;
    }
    boolean plain =
        name.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '-');
    String said = plain ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    return said + " <" + address + ">";
  }

  private List<NamedAddress> run() {
    int start = 0;
    boolean quoted = false;
    boolean angle = false;
    boolean signSeen = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '<' || c == '>') {
        angle = c == '<';
      } else if (c == '@') {
        signSeen = true;
      } else if ((c == ',' || c == ';') && !angle) {
        entry(text.substring(start, i));
        start = i + 1;
        signSeen = false;
      } else if (c == ':' && !angle && !signSeen) {
        start = i + 1;
      }
    }
    if (quoted) {
      throw refusal(text.substring(start), "its double quotes are not closed");
    }
    entry(text.substring(start));
    return found;
  }

  private void entry(String raw) {
    String entry = raw.strip();
    if (entry.isEmpty()) {
      return;
    }
    int open = angleAt(entry);
    if (open < 0) {
      found.add(new NamedAddress("", address(entry)));
      return;
    }
    if (!entry.endsWith(">")) {
      throw refusal(
          entry,
          entry.indexOf('>', open) < 0
              ? "its angle bracket is not closed"
              : "something stands behind the address; separate recipients by commas");
    }
    String name = unquoted(entry.substring(0, open));
    if (name.length() > MAX_NAME) {
      throw refusal(entry, "its name has more than " + MAX_NAME + " characters");
    }
    found.add(
        new NamedAddress(name, address(entry.substring(open + 1, entry.length() - 1).strip())));
  }

  /** The angle bracket that begins the address, -1 without one. */
  private static int angleAt(String entry) {
    boolean quoted = false;
    for (int i = 0; i < entry.length(); i++) {
      char c = entry.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '<' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private EmailAddress address(String part) {
    try {
      return EmailAddress.parse(part);
    } catch (InvalidAddressException e) {
      throw new InvalidValueException(field + ": " + e.getMessage());
    }
  }

  private static String unquoted(String name) {
    StringBuilder out = new StringBuilder(name.length());
    boolean quoted = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\' && quoted && i + 1 < name.length()) {
        out.append(name.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else {
        out.append(c);
      }
    }
    return out.toString().strip();
  }

  private InvalidValueException refusal(String part, String why) {
    String bare = part.strip();
    int end =
        bare.offsetByCodePoints(0, Math.min(bare.codePointCount(0, bare.length()), MAX_SHOWN));
    return new InvalidValueException(
        field + ": \"" + bare.substring(0, end) + "\" is no recipient: " + why);
  }
}
