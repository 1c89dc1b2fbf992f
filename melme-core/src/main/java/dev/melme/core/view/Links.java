package dev.melme.core.view;

import java.util.Set;

/** Reads URLs the way browsers do before they are judged, and judges those of links. */
final class Links {

  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");

  private Links() {}

  /** The target of a link, empty when it leads where links must not. */
  static String target(String raw) {
    String url = clean(raw);
    if (url.startsWith("//") && url.length() > 2) {
      return "https:" + url;
    }
    return SCHEMES.contains(scheme(url)) ? url : "";
  }

  /**
   * Without what browsers pass over: white space and controls around, tabs and line ends inside
   * (WHATWG URL §4.4), and other controls.
   */
  static String clean(String raw) {
    int start = 0;
    int end = raw.length();
    while (start < end && raw.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && raw.charAt(end - 1) <= ' ') {
      end--;
    }
    StringBuilder url = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = raw.charAt(i);
      if (c >= ' ' && (c < 0x7f || c > 0x9f)) {
        url.append(c);
      }
    }
    return url.toString();
  }

  /** The scheme of a cleaned URL in lower case, empty when it is relative. */
  static String scheme(String url) {
    StringBuilder scheme = new StringBuilder();
    for (int i = 0; i < url.length() && i <= 20; i++) {
      char c = url.charAt(i);
      if (c == ':') {
        return scheme.toString();
      }
      char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
      boolean letter = lower >= 'a' && lower <= 'z';
      boolean later = lower >= '0' && lower <= '9' || lower == '+' || lower == '-' || lower == '.';
      if (!letter && !(later && i > 0)) {
        return "";
      }
      scheme.append(lower);
    }
    return "";
  }
}
