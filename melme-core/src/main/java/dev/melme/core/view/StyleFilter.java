package dev.melme.core.view;

import java.util.Locale;
import java.util.Set;

/**
 * Lets through the harmless part of a {@code style} attribute (CSS Style Attributes, CSS Syntax
 * §5).
 *
 * <p>A declaration comes out if its property is listed and its value is nothing but numbers, words,
 * colours, quoted names and listed functions. URLs are taken only from a closed {@code url()} of a
 * background and written anew; one that is not allowed becomes {@code none}. Everything with an
 * escape, {@code var()}, or a quote or bracket that is never closed goes.
 */
final class StyleFilter {

  /** Longer attributes are left out: they are copied for each paragraph by some markup. */
  static final int MAX_LENGTH = 8_192;

  private static final Set<String> PROPERTIES =
      Set.of(
          "background",
          "background-attachment",
          "background-clip",
          "background-color",
          "background-image",
          "background-origin",
          "background-position",
          "background-repeat",
          "background-size",
          "border-collapse",
          "border-radius",
          "border-spacing",
          "box-sizing",
          "caption-side",
          "clear",
          "color",
          "direction",
          "display",
          "empty-cells",
          "float",
          "height",
          "letter-spacing",
          "line-height",
          "list-style",
          "list-style-position",
          "list-style-type",
          "max-height",
          "max-width",
          "min-height",
          "min-width",
          "object-fit",
          "opacity",
          "overflow",
          "overflow-wrap",
          "table-layout",
          "tab-size",
          "unicode-bidi",
          "vertical-align",
          "visibility",
          "white-space",
          "width",
          "word-break",
          "word-spacing",
          "word-wrap");

  /** Whole families; {@code border-image} is the one that loads something. */
  private static final String[] FAMILIES = {
    "border", "font", "margin", "padding", "text",
  };

  private static final Set<String> FUNCTIONS =
      Set.of(
          "calc",
          "clamp",
          "hsl",
          "hsla",
          "linear-gradient",
          "max",
          "min",
          "radial-gradient",
          "rgb",
          "rgba");

  private final Images images;

  StyleFilter(Images images) {
    this.images = images;
  }

  /** The declarations that may stay, empty for none. */
  String filter(String style) {
    if (style.length() > MAX_LENGTH) {
      return "";
    }
    String css = withoutComments(style);
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < css.length()) {
      int end = declarationEnd(css, at);
      int colon = css.indexOf(':', at);
      if (colon > 0 && colon < end) {
        String property = css.substring(at, colon).strip().toLowerCase(Locale.ROOT);
        if (isAllowed(property)) {
          add(out, property, css.substring(colon + 1, end).strip());
        }
      }
      at = end + 1;
    }
    return out.toString();
  }

  private void add(StringBuilder out, String property, String value) {
    String safe = value(property, value);
    if (!safe.isEmpty() && !(property.startsWith("margin") && safe.indexOf('-') >= 0)) {
      // A negative margin would lay the text over what stands outside of the message.
      out.append(out.length() == 0 ? "" : ";").append(property).append(':').append(safe);
    }
  }

  private static boolean isAllowed(String property) {
    if (PROPERTIES.contains(property)) {
      return true;
    }
    for (String family : FAMILIES) {
      if (property.equals(family)
          || (property.startsWith(family + "-") && !property.startsWith("border-image"))) {
        return true;
      }
    }
    return false;
  }

  /** A comment separates like a space; one that is never closed takes all the rest. */
  private static String withoutComments(String css) {
    int open = css.indexOf("/*");
    if (open < 0) {
      return css;
    }
    StringBuilder out = new StringBuilder(css.length());
    int from = 0;
    while (open >= 0) {
      out.append(css, from, open).append(' ');
      int close = css.indexOf("*/", open + 2);
      if (close < 0) {
        return out.toString();
      }
      from = close + 2;
      open = css.indexOf("/*", from);
    }
    return out.append(css, from, css.length()).toString();
  }

  /** The next semicolon outside quotes and brackets, else the end. */
  private static int declarationEnd(String css, int from) {
    char quote = 0;
    int depth = 0;
    for (int i = from; i < css.length(); i++) {
      char c = css.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ';' && depth <= 0) {
        return i;
      }
    }
    return css.length();
  }

  /** The value as it may stay, empty when any of it is not understood. */
  private String value(String property, String value) {
    StringBuilder out = new StringBuilder(value.length());
    int depth = 0;
    int at = 0;
    while (at < value.length()) {
      char c = value.charAt(at);
      if (c == '"' || c == '\'') {
        // Only fonts have names; in backgrounds some readers take a string for a URL.
        int end = property.startsWith("font") ? stringEnd(value, at) : -1;
        if (end < 0) {
          return "";
        }
        out.append(value, at, end);
        at = end;
      } else if (c == '(') {
        String function = word(value, at);
        if (function.equals("url")) {
          int end = url(property, value, at, out);
          if (end < 0) {
            return "";
          }
          at = end;
          continue;
        }
        if (!FUNCTIONS.contains(function) && !(function.isEmpty() && depth > 0)) {
          return "";
        }
        depth++;
        out.append(c);
        at++;
      } else if (c == ')') {
        depth--;
        out.append(c);
        at++;
      } else if (isPlain(c)) {
        out.append(c < ' ' ? ' ' : c);
        at++;
      } else {
        return "";
      }
      if (depth < 0) {
        return "";
      }
    }
    String safe = out.toString().strip();
    boolean nothing = depth != 0 || (property.equals("background-image") && safe.equals("none"));
    return nothing ? "" : safe;
  }

  /** Writes {@code url()} anew; returns the place behind it, or -1 when it must not stay. */
  private int url(String property, String value, int open, StringBuilder out) {
    int close = value.indexOf(')', open);
    boolean background = property.equals("background") || property.equals("background-image");
    if (!background) {
      return -1;
    }
    // A browser closes what the sender left open, and loads it.
    String inside = value.substring(open + 1, close < 0 ? value.length() : close).strip();
    char quote = inside.isEmpty() ? 0 : inside.charAt(0);
    boolean quoted = quote == '"' || quote == '\'';
    if (quoted) {
      boolean closed = inside.length() > 1 && inside.charAt(inside.length() - 1) == quote;
      inside = inside.substring(1, inside.length() - (closed ? 1 : 0));
    }
    String source = images.source(inside);
    if (close < 0 || inside.indexOf('\\') >= 0 || inside.indexOf('"') >= 0) {
      return -1;
    }
    out.setLength(out.length() - 3);
    out.append(source.isEmpty() ? "none" : "url(\"" + encoded(source) + "\")");
    return close + 1;
  }

  /** Without any character that could end the string or the function. */
  private static String encoded(String url) {
    StringBuilder out = new StringBuilder(url.length());
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c <= ' ' || c == 0x7f || "\"'()\\<>".indexOf(c) >= 0) {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** The lower-case word in front of a bracket. */
  private static String word(String value, int open) {
    int start = open;
    while (start > 0 && (isLetter(value.charAt(start - 1)) || value.charAt(start - 1) == '-')) {
      start--;
    }
    return value.substring(start, open).toLowerCase(Locale.ROOT);
  }

  /** Behind a quoted name; -1 when it holds more than a name or is never closed. */
  private static int stringEnd(String value, int open) {
    for (int i = open + 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == value.charAt(open)) {
        return i + 1;
      }
      if (!isPlain(c) || c < ' ') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isPlain(char c) {
    return isLetter(c)
        || c >= '0' && c <= '9'
        || " #.,%+-/!_*\t\n\r".indexOf(c) >= 0
        || c >= 0xa0 && !Character.isSurrogate(c);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
