package dev.melme.api;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses: plain ASCII ones without a copy, all others thoroughly.
 *
 * <pre>
 * text --plain--&gt; EmailAddress
 *   `--thorough--&gt; LocalPartGrammar, then AddressLiteral or DomainParser --assemble--&gt; EmailAddress
 * </pre>
 */
final class AddressParser {

  /** RFC 5321 §4.5.3.1.3 allows a path of 256 octets, two of which are its angle brackets. */
  private static final int MAX_ADDRESS = 254;

  /** Longer than any address in its longest spelling: what is beyond is not even looked at. */
  private static final int MAX_TEXT = 1_024;

  private AddressParser() {}

  static EmailAddress parse(String text) {
    EmailAddress plain = plain(text);
    return plain != null ? plain : thorough(text);
  }

  /**
   * Reads a dot-atom at an LDH domain, which nearly all addresses are; null for all else, right or
   * wrong. An address without a capital costs no copy of its text.
   */
  private static @Nullable EmailAddress plain(String text) {
    int length = text.length();
    if (length > MAX_ADDRESS) {
      return null;
    }
    int at = Ascii.endOfDotAtom(text);
    if (at < 1 || at > LocalPartGrammar.MAX_OCTETS || at == length || text.charAt(at) != '@') {
      return null;
    }
    if (!Ascii.isLdhDomain(text, at + 1)) {
      return null;
    }
    String canonical = Ascii.lowerCase(text);
    if (canonical.equals(text)) {
      return new EmailAddress(text, text, at, true);
    }
    String written = text.substring(0, at).concat(canonical.substring(at));
    return new EmailAddress(written, canonical, at, true);
  }

  /** Reads any address; the order of the checks decides which defect is named. */
  static EmailAddress thorough(String text) {
    if (text.isEmpty()) {
      throw new InvalidAddressException(AddressDefect.EMPTY, -1, text);
    }
    if (text.length() > MAX_TEXT) {
      throw new InvalidAddressException(AddressDefect.TOO_LONG, -1, text);
    }
    // No address ends with it; the quotes and spaces of a display name would be blamed first.
    if (text.endsWith(">")) {
      throw new InvalidAddressException(
          AddressDefect.DISPLAY_NAME, Math.max(text.lastIndexOf('<'), 0), text);
    }
    int at = LocalPartGrammar.end(text);
    String localPart = LocalPartGrammar.unquoted(text.substring(0, at));
    String domain =
        text.startsWith("[", at + 1)
            ? AddressLiteral.parse(text, at + 1)
            : DomainParser.parse(text, at + 1);
    return assemble(localPart, domain, text);
  }

  /** Puts a local part of unknown content before a checked domain. */
  static EmailAddress assemble(String localPart, String domain) {
    LocalPartGrammar.checkValue(localPart);
    return assemble(localPart, domain, localPart);
  }

  private static EmailAddress assemble(String localPart, String domain, String text) {
    String written = LocalPartGrammar.quoted(localPart);
    String key = LocalPartGrammar.quoted(CaseKey.of(localPart));
    checkLength(written, domain, text);
    // Lower case can be longer in UTF-8, and the key is an address, too.
    checkLength(key, domain, text);
    boolean ascii = Ascii.isAscii(written);
    String address = written + "@" + domain;
    String canonical = key.equals(written) ? address : key + "@" + domain;
    return new EmailAddress(address, canonical, written.length(), ascii);
  }

  private static void checkLength(String localPart, String domain, String text) {
    int octets = localPart.getBytes(StandardCharsets.UTF_8).length;
    if (octets > LocalPartGrammar.MAX_OCTETS) {
      throw new InvalidAddressException(AddressDefect.LOCAL_PART_TOO_LONG, -1, text);
    }
    if (octets + 1 + domain.length() > MAX_ADDRESS) {
      throw new InvalidAddressException(AddressDefect.TOO_LONG, -1, text);
    }
  }
}
