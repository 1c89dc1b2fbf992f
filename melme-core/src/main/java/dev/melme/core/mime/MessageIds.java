package dev.melme.core.mime;

import java.util.ArrayList;
import java.util.List;

/** Reads Message-ID, In-Reply-To and References fields (RFC 5322 §3.6.4). */
final class MessageIds {

  /** Longest id that is kept, in characters. */
  static final int MAX_LENGTH = 998;

  /** At most so many ids of one field are kept. */
  static final int MAX_IDS = 50;

  /** When there are more: so many of the oldest stay, the rest are the newest. */
  private static final int KEPT_FIRST = 10;

  private MessageIds() {}

  /** The id of a Message-ID field: in angle brackets, or the bare text; empty when none. */
  static String one(String raw) {
    List<String> ids = all(raw);
    if (!ids.isEmpty()) {
      return ids.get(0);
    }
    return id(raw, 0, raw.length());
  }

  /**
   * The ids of a field, without brackets and without doubles, oldest first.
   *
   * <p>Text outside brackets counts only when there are no brackets at all; then each word with an
   * at sign is an id (old In-Reply-To fields hold phrases).
   */
  static List<String> all(String raw) {
    List<String> ids = new ArrayList<>(4);
    int open = raw.indexOf('<');
    int close = raw.indexOf('>');
    while (open >= 0) {
      if (close >= 0 && close < open) {
        close = raw.indexOf('>', open);
      }
      int again = raw.indexOf('<', open + 1);
      // A bracket that is never closed ends before the next one.
      boolean unclosed = close < 0 || (again >= 0 && again < close);
      int end = unclosed ? (again < 0 ? raw.length() : again) : close;
      add(ids, id(raw, open + 1, end));
      open = again;
    }
    if (ids.isEmpty() && raw.indexOf('@') >= 0) {
      for (String word : raw.strip().split("[\\s,;]+", -1)) {
        if (word.indexOf('@') > 0) {
          add(ids, id(word, 0, word.length()));
        }
      }
    }
    return ids;
  }

  private static void add(List<String> ids, String id) {
    if (id.isEmpty() || ids.contains(id)) {
      return;
    }
    if (ids.size() == MAX_IDS) {
      ids.remove(KEPT_FIRST);
    }
    ids.add(id);
  }

  /** One id with the white space that folding left inside removed. */
  private static String id(String raw, int start, int end) {
    String text = HeaderText.unicode(raw.substring(start, end), null);
    boolean spaced = false;
    for (int i = 0; i < text.length() && !spaced; i++) {
      spaced = text.charAt(i) <= ' ';
    }
    return CleanText.token(spaced ? text.replaceAll("\\s+", "") : text, MAX_LENGTH);
  }
}
