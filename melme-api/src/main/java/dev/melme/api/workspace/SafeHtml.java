package dev.melme.api.workspace;

import java.util.Objects;

/**
 * A message body as HTML that is safe to show: a fragment for inside a {@code body} element.
 *
 * <p>It holds what an allow-list lets through: no scripts, forms, frames, style sheets, SVG or
 * MathML, no ids, names, classes or event handlers. Links go to http, https, mailto and tel alone,
 * open a new window and tell it nothing ({@code rel="noopener noreferrer"}). Show it in a sandboxed
 * frame all the same: docs/reading-messages.md says how.
 *
 * @param html all of the body
 * @param own what the sender wrote anew: the body without quoted messages; the same as {@code html}
 *     when nothing is quoted, blank when all of it is
 * @param quoted what {@code own} leaves out, empty when nothing is quoted
 * @param remoteContentRemoved whether something was left out that {@link RemoteContent#ALLOWED}
 *     would show
 * @param cut whether the body was too long or too hostile to be shown whole; a mark stands at its
 *     end
 */
public record SafeHtml(
    String html, String own, String quoted, boolean remoteContentRemoved, boolean cut) {

  /** Checks that nothing is missing. */
  public SafeHtml {
    Objects.requireNonNull(html, "html");
    Objects.requireNonNull(own, "own");
    Objects.requireNonNull(quoted, "quoted");
  }
}
