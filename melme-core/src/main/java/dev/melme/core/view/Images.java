package dev.melme.core.view;

import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.RemoteContent;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * Decides from where images come: out of the message ({@code cid:}, RFC 2392), out of the URL
 * itself ({@code data:}, raster formats alone, since SVG is a document), and from elsewhere if the
 * reader asked for it. Remembers whether something from elsewhere was left out.
 */
final class Images {

  private final HtmlOptions options;
  private boolean remoteRemoved;

  Images(HtmlOptions options) {
    this.options = options;
  }

  /** Whether an image was left out that is shown when remote content is allowed. */
  boolean remoteRemoved() {
    return remoteRemoved;
  }

  /** The URL to load the image from, empty for none. */
  String source(String raw) {
    String url = Links.clean(raw);
    // Browsers take backslashes for slashes.
    if (url.length() > 2 && isSlash(url.charAt(0)) && isSlash(url.charAt(1))) {
      return remote("https://" + url.substring(2));
    }
    return switch (Links.scheme(url)) {
      // A host may look the id up in a map.
      case "cid" ->
          Objects.requireNonNullElse(options.contentIdUrl().apply(contentId(url.substring(4))), "");
      case "data" -> isRaster(url) ? url : "";
      case "http", "https" -> remote(url);
      default -> "";
    };
  }

  private String remote(String url) {
    if (options.remoteContent() == RemoteContent.ALLOWED) {
      return url;
    }
    remoteRemoved = true;
    return "";
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  private static boolean isRaster(String url) {
    int comma = url.indexOf(',');
    if (comma < 0 || comma > 60) {
      return false;
    }
    String type = url.substring(5, comma).toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    return type.endsWith(";base64")
        && switch (type.substring(0, parameters).strip()) {
          case "image/png", "image/gif", "image/jpeg", "image/jpg", "image/webp", "image/bmp" ->
              true;
          default -> false;
        };
  }

  /** RFC 2392 §2: the id is percent-encoded. Percent signs that encode nothing stay. */
  private static String contentId(String encoded) {
    byte[] out = new byte[encoded.length() * 3];
    int length = 0;
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      int high = c == '%' && i + 2 < encoded.length() ? hex(encoded.charAt(i + 1)) : -1;
      int low = high < 0 ? -1 : hex(encoded.charAt(i + 2));
      if (low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        byte[] bytes = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, out, length, bytes.length);
        length += bytes.length;
      }
    }
    String id = new String(out, 0, length, StandardCharsets.UTF_8);
    return id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
  }

  private static int hex(char c) {
    return c < 0x7f ? Character.digit(c, 16) : -1;
  }
}
