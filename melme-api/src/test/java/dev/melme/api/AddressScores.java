package dev.melme.api;

import dev.melme.api.AddressDifference.Deliberate;
import dev.melme.api.AddressDifference.Reason;
import dev.melme.api.AddressTable.AddressCase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How our parser compares with other people's tables, as text. */
final class AddressScores {

  private static final int MAX_SHOWN = 72;

  private final List<AddressTable> tables;

  AddressScores(List<AddressTable> tables) {
    this.tables = tables;
  }

  /** Every row with which we disagree. */
  List<AddressDifference> differences() {
    return tables.stream()
        .flatMap(
            table ->
                table.cases().stream()
                    .filter(row -> !row.agrees())
                    .map(row -> AddressDifference.of(table, row)))
        .toList();
  }

  /** One line a table, and their sum. */
  String table() {
    StringBuilder lines = new StringBuilder();
    lines.append("| table | cases | agree | % |\n|---|---:|---:|---:|\n");
    tables.forEach(table -> lines.append(line(table.name(), table.cases())));
    return lines
        .append(line("all", tables.stream().flatMap(t -> t.cases().stream()).toList()))
        .toString();
  }

  private static String line(String name, List<AddressCase> cases) {
    long agree = cases.stream().filter(AddressCase::agrees).count();
    long tenths = agree * 1_000 / cases.size();
    String percent = tenths / 10 + "." + tenths % 10;
    return "| " + name + " | " + cases.size() + " | " + agree + " | " + percent + " |\n";
  }

  /** The page that readers of the project see. */
  String page(List<Deliberate> deliberate) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Address scores

        How `EmailAddress` and `DomainName` compare with the address tables that other projects test
        with. `AddressCorpusTest` computes this page and fails when a difference appears that is not
        listed below, or a listed one disappears. Repeated rows count once.

        """);
    page.append(table());
    page.append(
        """

        How the tables are read:

        - isemail: a diagnosis means valid when the table's meta data give it a 250 reply.
        - egulias: the data providers of the PHP tests; valid with warnings means valid. The other test
          files hold no verdicts on addresses (lexer tokens, mocks, a pointer to isemail).
        - flanker: local parts are tried at `@example.com`, typing errors as domains, URLs must not be
          addresses. Lines that flanker comments out are tables of their own.
        - jakarta-mail-api: the addresses found in a value are valid, a value that ends in an exception
          is not an address. `folddata` and `tokenlist` hold no addresses.

        ## Deliberate differences

        Each line: the table, what it says (we say the opposite), the text. Unseen characters are shown
        by their code point.
        """);
    Map<Reason, List<Deliberate>> byReason =
        deliberate.stream()
            .collect(Collectors.groupingBy(Deliberate::reason, TreeMap::new, Collectors.toList()));
    byReason.forEach(
        (reason, differences) -> {
          page.append("\n### " + reason + " (" + differences.size() + ")\n\n");
          page.append(reason.explanation()).append("\n\n```\n");
          differences.forEach(each -> page.append(line(each.difference())));
          page.append("```\n");
        });
    return page.toString();
  }

  private static String line(AddressDifference difference) {
    String text = difference.text();
    String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
    return difference.table() + " | " + difference.says() + " | " + shown + "\n";
  }
}
