package dev.melme.core.view;

import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.MessageText;
import dev.melme.api.workspace.SafeHtml;
import dev.melme.api.workspace.TextHtml;
import dev.melme.core.mime.ReadableBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The text parts of a message that has HTML: as they were written, and as they are shown. */
public final class BodyHtml {

  private final List<ReadableBody.Part> parts;
  private final boolean cut;

  BodyHtml(ReadableBody body) {
    this.parts = body.parts();
    this.cut = body.cut();
  }

  /** The HTML parts joined, cut after 1 Mi characters; empty when there are none. */
  Optional<String> source() {
    String joined =
        parts.stream()
            .filter(ReadableBody.Part::html)
            .map(ReadableBody.Part::text)
            .collect(Collectors.joining("\n"));
    if (joined.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        joined.length() > HtmlDocument.MAX_CHARS
            ? joined.substring(0, HtmlDocument.MAX_CHARS)
            : joined);
  }

  /** All parts in their order, plain ones escaped. */
  SafeHtml safe(HtmlOptions options) {
    Merge merged = new Merge(cut);
    for (ReadableBody.Part part : parts) {
      merged.add(part.html() ? safe(part.text(), options) : SafeText.of(part.text()));
    }
    return merged.result();
  }

  /**
   * One HTML document or fragment as it is shown.
   *
   * @param html as it was written
   * @param options how it is made safe
   * @return what the allow-list lets through
   */
  public static SafeHtml safe(String html, HtmlOptions options) {
    HtmlDocument document = HtmlDocument.parse(html);
    return new SafeHtmlWriter(new Images(options), HtmlLines.of(document)).write(document);
  }

  /** Plain text, new and quoted parts apart. */
  static final class SafeText {

    private SafeText() {}

    static SafeHtml of(String text) {
      boolean cut = text.length() > HtmlDocument.MAX_CHARS;
      String head = cut ? text.substring(0, HtmlDocument.MAX_CHARS) : text;
      MessageText split = QuoteSplitter.split(head);
      String html = TextHtml.of(head);
      String quoted = split.quoted();
      return quoted.isEmpty()
          ? new SafeHtml(html, html, "", false, cut)
          : new SafeHtml(html, own(split), TextHtml.of(quoted), false, cut);
    }

    private static String own(MessageText split) {
      String own = split.own();
      String signature = split.signature();
      String text = signature.isEmpty() ? own : (own + "\n\n" + signature).strip();
      return text.isEmpty() ? "" : TextHtml.of(text);
    }
  }

  /** One body out of several. */
  private static final class Merge {
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder own = new StringBuilder();
    private final StringBuilder quoted = new StringBuilder();
    private boolean remoteRemoved;
    private boolean cut;

    Merge(boolean cut) {
      this.cut = cut;
    }

    void add(SafeHtml part) {
      html.append(part.html());
      own.append(part.own());
      quoted.append(part.quoted());
      remoteRemoved |= part.remoteContentRemoved();
      cut |= part.cut();
    }

    SafeHtml result() {
      String whole = html.toString();
      String fresh = quoted.length() == 0 ? whole : own.toString();
      return new SafeHtml(whole, fresh, quoted.toString(), remoteRemoved, cut);
    }
  }
}
