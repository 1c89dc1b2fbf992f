package dev.melme.core.compose;

import dev.melme.api.Correspondent;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageIndex;
import dev.melme.api.StoredMessage;
import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.TextHtml;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What stands below the text of an answer or of a message that is handed on.
 *
 * @param text as plain text
 * @param html as HTML for inside a body, safe to show
 */
record Quotation(String text, String html) {

  /** Nothing is quoted. */
  static final Quotation NONE = new Quotation("", "");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String BLOCK =
      "<blockquote style=\"margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex\">";

  /** Who wrote what is answered, as they named themselves, and when; then their words. */
  static Quotation ofReply(Answered answered) {
    MessageIndex index = answered.message().index();
    String attribution =
        "On " + DATE.format(date(answered.message())) + ", " + writer(index) + " wrote:";
    String html =
        answered.view().safeHtml(HtmlOptions.defaults().withContentIdUrl(id -> "")).html();
    return new Quotation(
        attribution + "\n" + marked(index.text()),
        "<div>" + TextHtml.escape(attribution) + "</div>" + BLOCK + html + "</blockquote>");
  }

  private static String writer(MessageIndex index) {
    String names =
        index.from().stream()
            .limit(3)
            .map(Correspondent::display)
            .filter(name -> !name.isBlank())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "the sender" : names;
  }

  private static Instant date(StoredMessage message) {
    return message.index().date().orElse(message.reception().receivedAt());
  }

  /** Each line behind a mark; marks that are there already stay together (RFC 3676 §4.5). */
  static String marked(String text) {
    String body = text.stripTrailing();
    return body.isEmpty()
        ? ""
        : body.lines()
            .map(line -> line.isEmpty() ? ">" : (line.startsWith(">") ? ">" : "> ") + line)
            .collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * The words of a message that is handed on, behind what its header told people: no trace field is
   * among it.
   *
   * @param hidden tells which addresses are shown by their names alone
   * @param imageUrl gives the URL of an image for the id by which the HTML shows it, or an empty
   *     text
   */
  static Quotation ofForward(
      Answered answered, Predicate<EmailAddress> hidden, UnaryOperator<String> imageUrl) {
    MessageIndex index = answered.message().index();
    String block =
        "---------- Forwarded message ----------\n"
            + line("From", people(index.from(), hidden))
            + line("Date", DATE.format(date(answered.message())))
            + line("Subject", index.subject())
            + line("To", people(index.to(), hidden))
            + line("Cc", people(index.cc(), hidden));
    String html =
        answered.view().safeHtml(HtmlOptions.defaults().withContentIdUrl(imageUrl)).html();
    return new Quotation(
        block + "\n" + index.text().stripTrailing() + "\n", TextHtml.of(block) + "<br>" + html);
  }

  private static String line(String name, String value) {
    return value.isBlank() ? "" : name + ": " + value + "\n";
  }

  private static String people(List<Correspondent> people, Predicate<EmailAddress> hidden) {
    return people.stream()
        .map(person -> shown(person, hidden))
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(", "));
  }

  private static String shown(Correspondent person, Predicate<EmailAddress> hidden) {
    boolean nameAlone = EmailAddress.tryParse(person.address()).filter(hidden).isPresent();
    // A name may be nothing but the address again.
    String name = person.name().indexOf('@') < 0 ? person.name() : "";
    return nameAlone ? name : person.toString();
  }

  /** The text of the team with this below it. */
  String below(String own) {
    if (text.isEmpty()) {
      return own;
    }
    String words = own.stripTrailing();
    return words.isEmpty() ? text : words + "\n\n" + text;
  }

  /** The HTML of the team with this below it. */
  String belowHtml(String own) {
    return html.isEmpty() ? own : own + "<br>" + html;
  }
}
