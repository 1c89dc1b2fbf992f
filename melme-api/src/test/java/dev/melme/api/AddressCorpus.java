package dev.melme.api;

import static dev.melme.api.AddressTable.AddressCase.address;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.AddressTable.AddressCase;
import dev.melme.api.AddressTable.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the address tables of the shared corpus: every file of kind {@code addr} in its index. */
final class AddressCorpus {

  private static final Set<String> NOT_ADDRESSES = Set.of("getTokens", "invalidUTF16Chars");
  private static final Pattern COMMENT = Pattern.compile("\\s*#(\\s.*)?");
  private static final Pattern TRAILING_COMMENT = Pattern.compile("\\s{2,}# .*");
  private static final Pattern COMMENTED_OUT = Pattern.compile("# (\\S.*?)\\s{2,}# .*");

  private final Path root;

  private AddressCorpus(Path root) {
    this.root = root;
  }

  /** Finds the corpus: the variable MELME_CORPUS, else beside the project. */
  static Optional<AddressCorpus> find() {
    String variable = System.getenv("MELME_CORPUS");
    String project = System.getProperty("melme.root", "");
    Path root =
        variable != null && !variable.isEmpty()
            ? Path.of(variable)
            : Path.of(project).resolve("../shared/corpus").normalize();
    boolean there = Files.isReadable(root.resolve("INDEX.tsv"));
    return there ? Optional.of(new AddressCorpus(root)) : Optional.empty();
  }

  /** The tables in the order of the index; a file may hold several or none. */
  List<AddressTable> tables() throws IOException {
    List<AddressTable> tables = new ArrayList<>();
    for (String line : Files.readAllLines(root.resolve("INDEX.tsv"), UTF_8)) {
      String[] columns = line.split("\t", -1);
      if (columns[2].equals("addr")) {
        tables.addAll(tables(columns[0], columns[1]));
      }
    }
    return tables;
  }

  private List<AddressTable> tables(String source, String path) throws IOException {
    String name = source + "/" + path;
    byte[] file = Files.readAllBytes(root.resolve(source).resolve(path));
    return switch (source) {
      case "egulias" -> egulias(name, file);
      case "flanker" -> flanker(name, new String(file, UTF_8).lines().toList());
      case "isemail" -> path.endsWith("tests.xml") ? isemail(name) : List.of();
      case "jakarta-mail-api" -> JakartaAddressLists.read(name, new String(file, ISO_8859_1));
      default -> throw new IllegalStateException("No reader for the address table " + name);
    };
  }

  private static List<AddressTable> egulias(String name, byte[] file) {
    List<AddressCase> cases = new ArrayList<>();
    PhpDataProviders.read(file)
        .forEach(
            (provider, rows) -> {
              boolean addresses = !NOT_ADDRESSES.contains(provider);
              boolean valid = !provider.matches("(get)?[Ii]nvalid.*|localOrReserved.*");
              rows.stream()
                  .filter(row -> addresses)
                  .forEach(row -> cases.add(address(row.get(0), valid)));
            });
    return cases.isEmpty() ? List.of() : List.of(new AddressTable(name, cases));
  }

  private static List<AddressTable> flanker(String name, List<String> lines) {
    boolean valid = name.endsWith("_valid.txt");
    List<AddressCase> cases = new ArrayList<>();
    List<AddressCase> setAside = new ArrayList<>();
    for (String line : lines) {
      Matcher commentedOut = COMMENTED_OUT.matcher(line);
      if (commentedOut.matches()) {
        setAside.add(address(commentedOut.group(1), valid));
      } else if (!line.isBlank() && !COMMENT.matcher(line).matches()) {
        String text = TRAILING_COMMENT.matcher(line).replaceFirst("");
        if (name.contains("localpart")) {
          cases.add(new AddressCase(text, valid, What.LOCAL_PART));
        } else if (name.contains("domain")) {
          for (String domain :
              text.split(",", -1)) { // a typing error, and the domain it stands for
            cases.add(new AddressCase(domain, true, What.DOMAIN));
          }
        } else {
          cases.add(address(text, valid && name.contains("mailbox")));
        }
      }
    }
    return Stream.of(
            new AddressTable(name, cases), new AddressTable(name + ", commented out", setAside))
        .filter(table -> !table.cases().isEmpty())
        .toList();
  }

  /** The verdict is the SMTP reply that the table's meta data give to each diagnosis. */
  private List<AddressTable> isemail(String name) throws IOException {
    Map<String, Boolean> validByDiagnosis = new HashMap<>();
    for (Element item : elements("isemail/test/meta.xml", "item")) {
      String reply = child(item, "smtp");
      validByDiagnosis.put(item.getAttribute("id"), reply.startsWith("ISEMAIL_META_SMTP_250"));
    }
    List<AddressCase> cases = new ArrayList<>();
    for (Element test : elements(name, "test")) {
      Boolean valid = validByDiagnosis.get(child(test, "diagnosis"));
      StringBuilder text = new StringBuilder();
      for (char c : child(test, "address").toCharArray()) {
        boolean picture = c >= 0x2400 && c < 0x2420; // stands for a control character
        text.append(picture ? (char) (c - 0x2400) : c);
      }
      cases.add(address(text.toString(), Objects.requireNonNull(valid)));
    }
    return List.of(new AddressTable(name, cases));
  }

  private List<Element> elements(String path, String tag) throws IOException {
    try {
      NodeList nodes =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(root.resolve(path).toFile())
              .getElementsByTagName(tag);
      return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
    } catch (ParserConfigurationException | SAXException unreadable) {
      throw new IOException("Cannot read " + path, unreadable);
    }
  }

  private static String child(Element element, String tag) {
    NodeList children = element.getElementsByTagName(tag);
    return children.getLength() == 0 ? "" : children.item(0).getTextContent();
  }
}
