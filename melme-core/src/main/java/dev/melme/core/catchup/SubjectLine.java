package dev.melme.core.catchup;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a subject is about, without what programs put around it (after RFC 5256 §2.1, with the
 * prefixes of other languages).
 *
 * <pre>
 * "[Acme] AW: Re[2]: Order (fwd)"   base "order", prefixed
 * "[Acme] Order"                    base "order"
 * "Re: [#4711] Order"               base "[#4711] order", prefixed
 * </pre>
 *
 * <p>A tag in brackets is dropped, because list servers add one; a tag with a digit stays, in front
 * of all else: tickets and patches are told apart by it. A subject that is nothing but a tag keeps
 * it.
 *
 * <p>Time and size are linear in the subject, of which the first {@value #MAX} characters count.
 *
 * @param base for comparison, not for display: NFKC, case folded independently of any locale, white
 *     space folded, at most {@value #MAX} characters; empty when nothing is left, which tells
 *     nothing about two messages that have it in common
 * @param prefixed whether there was a reply or forward prefix, a {@code [fwd: ...]} or a trailing
 *     {@code (fwd)}
 */
record SubjectLine(String base, boolean prefixed) {

  static final int MAX = 998;

  /**
   * Reads a subject.
   *
   * @param subject decoded text, in any form and of any length
   * @return what is left of it
   */
  static SubjectLine of(String subject) {
    return new Reader(fold(subject)).read();
  }

  /** One space for each run of white space or controls, no format characters, folded case. */
  private static String fold(String subject) {
    String bounded = subject.length() > MAX ? subject.substring(0, MAX) : subject;
    String text = Normalizer.normalize(bounded, Normalizer.Form.NFKC);
    StringBuilder folded = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); ) {
      int cp = text.codePointAt(i);
      i += Character.charCount(cp);
      if (Character.isWhitespace(cp) || Character.isSpaceChar(cp) || Character.isISOControl(cp)) {
        space = true;
      } else if (Character.getType(cp) != Character.FORMAT) {
        if (space && folded.length() > 0) {
          folded.append(' ');
        }
        space = false;
        appendFolded(folded, cp);
      }
    }
    return folded.toString();
  }

  private static void appendFolded(StringBuilder folded, int cp) {
    if (cp == 0xdf || cp == 0x1e9e) {
      folded.append("ss");
    } else {
      folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(cp)));
    }
  }

  /** Takes away from both ends of a folded subject; both ends only move towards each other. */
  private static final class Reader {

    private static final String TRAILER = "(fwd)";

    private final String text;
    private final Set<String> keptTags = new LinkedHashSet<>();
    private String droppedTag = "";
    private int start;
    private int end;
    private boolean prefixed;

    Reader(String text) {
      this.text = text;
      this.end = text.length();
    }

    SubjectLine read() {
      trimEnd();
      while (start < end && (takePrefix() || unwrapForward() || takeTag())) {
        skipSpace();
      }
      keptTags.add(text.substring(start, end));
      String base = String.join(" ", keptTags).strip();
      if (base.isEmpty()) {
        base = droppedTag;
      }
      return new SubjectLine(base.length() > MAX ? base.substring(0, MAX) : base, prefixed);
    }

    private void trimEnd() {
      while (end > start) {
        if (text.charAt(end - 1) == ' ') {
          end--;
        } else if (end - TRAILER.length() >= start
            && text.startsWith(TRAILER, end - TRAILER.length())) {
          end -= TRAILER.length();
          prefixed = true;
        } else {
          return;
        }
      }
    }

    private boolean takePrefix() {
      int after = SubjectPrefix.end(text, start, end);
      if (after == start) {
        return false;
      }
      start = after;
      prefixed = true;
      return true;
    }

    /** {@code [fwd: subject]}, the brackets around all of the rest. */
    private boolean unwrapForward() {
      if (text.charAt(end - 1) != ']' || !text.startsWith("[fwd:", start)) {
        return false;
      }
      start += "[fwd:".length();
      end = Math.max(start, end - 1);
      prefixed = true;
      trimEnd();
      return true;
    }

    private boolean takeTag() {
      int after = SubjectPrefix.tagEnd(text, start, end);
      if (after == start) {
        return false;
      }
      String tag = text.substring(start, after);
      if (tag.codePoints().anyMatch(Character::isDigit)) {
        keptTags.add(tag);
      } else {
        droppedTag = tag;
      }
      start = after;
      return true;
    }

    private void skipSpace() {
      while (start < end && text.charAt(start) == ' ') {
        start++;
      }
    }
  }
}
