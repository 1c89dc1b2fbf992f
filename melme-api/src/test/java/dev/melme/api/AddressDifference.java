package dev.melme.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.AddressTable.AddressCase;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One row of a table with which we disagree.
 *
 * @param table the table's name
 * @param says what the table says: {@code valid} or {@code invalid}; we say the opposite
 * @param text the row's text, on one line
 */
record AddressDifference(String table, String says, String text) {

  private static final Pattern UNSEEN = Pattern.compile("^ | $|[\\p{Cntrl}\\x80-\\x9f]");

  static AddressDifference of(AddressTable table, AddressCase row) {
    return new AddressDifference(
        table.name(), row.valid() ? "valid" : "invalid", shown(row.text()));
  }

  /** The deliberate differences and their reasons, from the file beside this class. */
  static List<Deliberate> deliberate() throws IOException {
    try (InputStream in = AddressDifference.class.getResourceAsStream("address-differences.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#!"))
          .map(line -> line.split("\t", 4))
          .map(
              columns ->
                  new Deliberate(
                      Reason.valueOf(columns[0]),
                      new AddressDifference(columns[1], columns[2], columns[3])))
          .toList();
    }
  }

  private static String shown(String text) {
    return UNSEEN
        .matcher(text)
        .replaceAll(
            unseen ->
                "<U+" + HexFormat.of().withUpperCase().toHexDigits(unseen.group().charAt(0)) + ">");
  }

  /**
   * A difference that is meant to be.
   *
   * @param reason why
   * @param difference what
   */
  record Deliberate(Reason reason, AddressDifference difference) {}

  /** Why we disagree. */
  enum Reason {
    COMMENTS("Comments (RFC 5322 §3.2.2) belong to header fields; SMTP does not know them."),
    FWS("White space around the parts (RFC 5322 §3.2.2, §4.4) belongs to header fields."),
    OBSOLETE("Quoted words joined by dots are obs-local-part (RFC 5322 §4.4), not SMTP."),
    DISPLAY_NAME("A name-addr (RFC 5322 §3.4) holds an address but is not one."),
    GROUP("A group (RFC 5322 §3.4) is not an address."),
    LOCAL_NAME("A name without a domain means an account of some host, not an address."),
    DOMAIN_LITERAL("Brackets that hold no RFC 5321 §4.1.3 address: a domain-literal of RFC 5322."),
    NOT_LDH("Other than letters, digits and hyphens in a domain (RFC 5321 §4.1.2)."),
    CONTROL_CHARACTER("qtextSMTP (RFC 5321 §4.1.2) has no controls; CR would end an SMTP line."),
    BACKSLASH("A backslash outside of quotes is not atext (RFC 5322 §3.2.3)."),
    TOO_LONG("A local part over 64 octets (RFC 5321 §4.5.3.1.1); the table only warns."),
    MINIMAL_QUOTING("Octets are counted as we write them, without needless backslashes."),
    EMPTY_QUOTES("A quoted string may be empty (RFC 5321 §4.1.2), as the table's remark says."),
    NON_ASCII(
        "RFC 6531 §3.3 allows all non-ASCII characters; we refuse those that cannot be seen."),
    ODD_A_LABEL("Punycode of Ωίθηδ: no registry would have the capital, but the DNS can hold it."),
    SALVAGED("Text that the lenient header mode hands out rather than lose it.");

    private final String explanation;

    Reason(String explanation) {
      this.explanation = explanation;
    }

    String explanation() {
      return explanation;
    }
  }
}
