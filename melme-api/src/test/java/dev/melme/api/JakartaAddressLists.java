package dev.melme.api;

import static dev.melme.api.AddressTable.AddressCase.address;

import dev.melme.api.AddressTable.AddressCase;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the address tables of the Jakarta Mail API: header values and the addresses in them. */
final class JakartaAddressLists {

  private static final Pattern FIELD = Pattern.compile("(?:To|Cc|From): ?(.*)");
  private static final Pattern FOLD = Pattern.compile("FOLD (\\d+)\n");

  private final List<AddressCase> found = new ArrayList<>();
  private final List<AddressCase> salvaged = new ArrayList<>();
  private final List<AddressCase> refused = new ArrayList<>();

  private JakartaAddressLists() {}

  static List<AddressTable> read(String name, String file) {
    if (name.endsWith("/addrlist")) {
      JakartaAddressLists lists = new JakartaAddressLists();
      lists.read(file.lines().toList());
      return List.of(
          new AddressTable(name + ", addresses found", lists.found),
          new AddressTable(name + ", values refused", lists.refused),
          new AddressTable(name + ", salvaged from headers", lists.salvaged));
    }
    return name.endsWith("/addrfolddata")
        ? List.of(new AddressTable(name, toFold(file)))
        : List.of(); // folddata and tokenlist say nothing of addresses
  }

  /** A field, its continuations, then what to expect: a number of addresses or an exception. */
  private void read(List<String> lines) {
    boolean fromHeader = false;
    String field = "";
    boolean expecting = false;
    for (String line : lines.subList(lines.indexOf("From start here") + 1, lines.size())) {
      Matcher start = FIELD.matcher(line);
      if (start.matches()) {
        field = start.group(1);
        expecting = false;
      } else if (line.startsWith("Header: ")) {
        fromHeader = line.endsWith("true");
      } else if (line.startsWith("Comment:")) {
        expecting = false; // it may go on in lines that begin with a tab, too
      } else if (line.startsWith("Expect: ")) {
        expecting = Character.isDigit(line.charAt("Expect: ".length()));
        if (!expecting) {
          refused.add(address(field, false));
        }
        field = "";
      } else if (line.startsWith("\t") && expecting) {
        (fromHeader ? salvaged : found).add(address(line.substring(1), true));
      } else if (!field.isEmpty() && Character.isWhitespace(line.charAt(0))) {
        field += "\r\n" + line;
      }
    }
  }

  /** Each address ends with a dollar sign. */
  private static List<AddressCase> toFold(String file) {
    List<AddressCase> cases = new ArrayList<>();
    Matcher fold = FOLD.matcher(file);
    while (fold.find()) {
      Stream.of(file.substring(fold.end()).split("\\$\n"))
          .limit(Integer.parseInt(fold.group(1)))
          .forEach(text -> cases.add(address(text, true)));
    }
    return cases;
  }
}
