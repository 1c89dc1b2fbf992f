package dev.melme.api.workspace;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How a message is made safe to show.
 *
 * @param remoteContent whether images that lie elsewhere stay
 * @param contentIdUrl gives for a Content-ID, without angle brackets, the URL under which the host
 *     serves that part (see {@link Workspace#inlinePart}); the id is what the sender wrote: encode
 *     it when it becomes part of a URL. What comes back is trusted, and an empty text leaves the
 *     image out
 */
public record HtmlOptions(RemoteContent remoteContent, UnaryOperator<String> contentIdUrl) {

  private static final HtmlOptions DEFAULTS =
      new HtmlOptions(RemoteContent.BLOCKED, HtmlOptions::cid);

  /** Checks that nothing is missing. */
  public HtmlOptions {
    Objects.requireNonNull(remoteContent, "remoteContent");
    Objects.requireNonNull(contentIdUrl, "contentIdUrl");
  }

  /**
   * Nothing is loaded from elsewhere, and images inside the message keep their {@code cid:} URL.
   *
   * @return the options
   */
  public static HtmlOptions defaults() {
    return DEFAULTS;
  }

  /**
   * The same, with or without what lies elsewhere.
   *
   * @param newRemoteContent whether images that lie elsewhere stay
   * @return the options
   */
  public HtmlOptions withRemoteContent(RemoteContent newRemoteContent) {
    return new HtmlOptions(newRemoteContent, contentIdUrl);
  }

  /**
   * The same, with images inside the message served by the host.
   *
   * @param newContentIdUrl gives the URL for a Content-ID
   * @return the options
   */
  public HtmlOptions withContentIdUrl(UnaryOperator<String> newContentIdUrl) {
    return new HtmlOptions(remoteContent, newContentIdUrl);
  }

  private static String cid(String contentId) {
    return "cid:" + URLEncoder.encode(contentId, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
