package dev.melme.core.bounce;

import dev.melme.api.EmailAddress;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.core.bounce.ReportedRecipient.Action;
import dev.melme.core.mime.ReportField;
import dev.melme.core.mime.ReportParts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads reports about deliveries (RFC 3464) as they come: with and without a report type, without
 * empty lines between recipients or with too many, without an action.
 *
 * <p>Time and memory are bounded whatever comes, and nothing about the content throws.
 */
final class ReportReader {

  private static final String FINAL_RECIPIENT = "final-recipient";
  private static final String ORIGINAL_RECIPIENT = "original-recipient";

  private ReportReader() {}

  /**
   * Reads a report.
   *
   * @param message the message as received; not closed
   * @return what it says; no recipients when it holds no delivery status
   * @throws IOException when the message cannot be read
   */
  static Report read(InputStream message) throws IOException {
    ReportParts parts = ReportParts.read(message);
    List<ReportedRecipient> recipients = new ArrayList<>();
    for (Group group : groups(parts.status())) {
      if (recipients.size() < Outbound.MAX_RECIPIENTS) {
        recipients.add(group.recipient());
      }
    }
    return new Report(recipients, parts.messageIdField());
  }

  /**
   * The fields of each recipient. A group begins with an empty line or when a recipient is named
   * anew; one that names none belongs to the recipient before it, and the first of these is about
   * the message as a whole (RFC 3464 §2.2).
   */
  private static List<Group> groups(List<List<ReportField>> status) {
    List<Group> groups = new ArrayList<>();
    Group current = new Group();
    for (List<ReportField> fields : status) {
      boolean named = fields.stream().anyMatch(ReportReader::namesRecipient);
      if (named && current.recipientNamed()) {
        groups.add(current);
        current = new Group();
      }
      for (ReportField field : fields) {
        if (current.begins(field)) {
          groups.add(current);
          current = new Group();
        }
        current.add(field);
      }
    }
    if (current.tells()) {
      groups.add(current);
    }
    return groups;
  }

  private static boolean namesRecipient(ReportField field) {
    return field.name().equals(FINAL_RECIPIENT) || field.name().equals(ORIGINAL_RECIPIENT);
  }

  /** The fields of one recipient; of each the first one counts. */
  private static final class Group {
    private String finalRecipient = "";
    private String originalRecipient = "";
    private String action = "";
    private String status = "";
    private String diagnostic = "";

    boolean recipientNamed() {
      return !finalRecipient.isEmpty() || !originalRecipient.isEmpty();
    }

    boolean tells() {
      return recipientNamed() || !action.isEmpty() || !status.isEmpty();
    }

    /** Whether the field can only be of the next recipient: this one has its final address. */
    boolean begins(ReportField field) {
      return field.name().equals(FINAL_RECIPIENT) && !finalRecipient.isEmpty();
    }

    void add(ReportField field) {
      String value = field.value();
      switch (field.name()) {
        case FINAL_RECIPIENT -> finalRecipient = first(finalRecipient, value);
        case ORIGINAL_RECIPIENT -> originalRecipient = first(originalRecipient, value);
        case "action" -> action = first(action, value);
        case "status" -> status = first(status, StatusCode.in(value));
        case "diagnostic-code" -> diagnostic = first(diagnostic, value);
        default -> {
          // of no use here
        }
      }
    }

    private static String first(String before, String value) {
      return before.isEmpty() ? value : before;
    }

    ReportedRecipient recipient() {
      // whom we wrote to comes first: mail to a may have failed at b, whom we wrote to as well
      Set<EmailAddress> addresses = new LinkedHashSet<>(ReportAddress.read(originalRecipient));
      addresses.addAll(ReportAddress.read(finalRecipient));
      return new ReportedRecipient(
          List.copyOf(addresses), Action.of(action, status), status, reply());
    }

    /** {@code smtp; 550 5.1.1 User unknown} without its type; the status when nothing was said. */
    private String reply() {
      int semicolon = diagnostic.indexOf(';');
      boolean typed = semicolon >= 0 && diagnostic.lastIndexOf(' ', semicolon) < 0;
      String said = (typed ? diagnostic.substring(semicolon + 1) : diagnostic).strip();
      String text = said.isEmpty() ? status : said;
      return text.length() <= OutboundRecipient.MAX_REPLY
          ? text
          : cut(text, OutboundRecipient.MAX_REPLY);
    }

    private static String cut(String text, int max) {
      int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
      return text.substring(0, end).stripTrailing();
    }
  }
}
