package dev.melme.core.compose;

import dev.melme.api.InvalidValueException;
import dev.melme.api.outbound.Draft;
import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.RemoteContent;
import dev.melme.api.workspace.SafeHtml;
import dev.melme.api.workspace.TextHtml;
import dev.melme.core.mime.HtmlText;
import dev.melme.core.view.BodyHtml;
import java.util.Set;

/**
 * What the team wrote, as text and as HTML: the one that is missing is made of the other.
 *
 * @param text as plain text
 * @param html as HTML for inside a body: nothing in it runs or calls home but images that the team
 *     chose
 */
record Bodies(String text, String html) {

  private static final String IMAGE = "cid:";

  /**
   * Reads a draft.
   *
   * @param contentIds the pictures that the draft carries; others are left out
   * @throws InvalidValueException when the HTML is too much to be made safe as a whole
   */
  static Bodies of(Draft draft, Set<String> contentIds) {
    String html = draft.html().orElse("");
    String text = draft.text().orElse("");
    if (html.isBlank()) {
      return new Bodies(text, TextHtml.of(text));
    }
    SafeHtml safe =
        BodyHtml.safe(
            html,
            HtmlOptions.defaults()
                .withRemoteContent(RemoteContent.ALLOWED)
                .withContentIdUrl(id -> contentIds.contains(id) ? IMAGE + id : ""));
    if (safe.cut()) {
      throw new InvalidValueException(
          "The HTML has too many elements to be sent. Make it simpler, or attach it");
    }
    String derived = text.isBlank() ? HtmlText.readable(safe.html(), Draft.MAX_BODY) : text;
    return new Bodies(derived, safe.html());
  }

  /** Whether nobody would miss the message: no word and no picture. */
  boolean blank() {
    return text.isBlank() && !html.contains("<img");
  }

  /** A whole document. */
  static String document(String body) {
    return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>"
        + body
        + "</body></html>\n";
  }

  /** Whether an HTML shows a picture. */
  static boolean shows(String html, String contentId) {
    return html.contains(IMAGE + contentId);
  }
}
