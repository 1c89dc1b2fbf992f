package dev.melme.api.workspace;

import dev.melme.api.DomainName;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidAddressException;
import dev.melme.api.InvalidValueException;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.workspace.SearchQueryException.Defect;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what stands behind the operators that do not take any text. */
final class SearchValues {

  private static final Pattern DAY = Pattern.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** The domain of local parts that are looked at alone. */
  private static final EmailAddress ANYBODY = EmailAddress.parse("a@a.example");

  private SearchValues() {}

  static String oneOf(String value, int position, String... known) {
    for (String word : known) {
      if (word.equalsIgnoreCase(value)) {
        return word;
      }
    }
    throw unknown(position, List.of(known));
  }

  static Set<Folder> folders(String value, int position) {
    return switch (oneOf(value, position, "inbox", "archive", "sent", "trash", "all")) {
      case "inbox" -> Set.of(Folder.INBOX);
      case "archive" -> Set.of(Folder.ARCHIVE);
      case "sent" -> Set.of(Folder.SENT);
      case "trash" -> Set.of(Folder.TRASH);
      default -> Set.of(Folder.values());
    };
  }

  private static SearchQueryException unknown(int position, List<String> known) {
    return new SearchQueryException(
        Defect.UNKNOWN_VALUE,
        position,
        "The operator does not know its value",
        "Known: " + String.join(", ", known));
  }

  static String day(String value, int position) {
    try {
      if (DAY.matcher(value).matches()) {
        return LocalDate.parse(value).toString();
      }
    } catch (DateTimeParseException noSuchDay) {
      // Told below, as for any other text.
    }
    throw new SearchQueryException(
        Defect.BAD_DATE,
        position,
        "There is no such day",
        "Write year, month and day as in 2026-01-31");
  }

  static String label(String value, int position) {
    try {
      return Label.of(value).value();
    } catch (InvalidValueException notALabel) {
      throw new SearchQueryException(
          Defect.BAD_LABEL,
          position,
          "No label can be like this",
          "Use 1 to 40 characters, no control characters and no quotation marks");
    }
  }

  /** See {@link SearchCondition.Kind#ALIAS}. */
  static String alias(String value, int position) {
    try {
      if (value.startsWith("@")) {
        return "@" + domain(value.substring(1));
      }
      if (value.startsWith("*@")) {
        return "*@" + domain(value.substring(2));
      }
      boolean quotedLocalPart =
          value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
      if (quotedLocalPart) {
        return localPart(EmailAddress.parse(value + "@" + ANYBODY.domain()));
      }
      if (value.indexOf('@') >= 0) {
        return EmailAddress.parse(value).canonical();
      }
      return localPart(ANYBODY.withLocalPart(value));
    } catch (InvalidAddressException notAnAddress) {
      throw badAlias(position, "it is not valid: " + notAnAddress.defect().explanation());
    } catch (InvalidValueException notAnAlias) {
      throw badAlias(position, "it is not valid");
    }
  }

  private static String localPart(EmailAddress address) {
    return address.canonical().substring(0, address.canonical().lastIndexOf('@'));
  }

  private static String domain(String text) {
    return DomainName.parse(text).ascii();
  }

  private static SearchQueryException badAlias(int position, String why) {
    return new SearchQueryException(
        Defect.BAD_ALIAS,
        position,
        "No alias can be like this",
        "Write alias:name@domain, alias:name, alias:@domain or alias:*@domain; " + why);
  }
}
