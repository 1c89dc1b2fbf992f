package dev.melme.core.subject;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;

/** Takes away from both ends of a folded subject; both ends only move towards each other. */
final class SubjectReader {

  private static final String TRAILER = "(fwd)";

  private final String text;
  private final Set<String> keptTags = new LinkedHashSet<>();
  private String droppedTag = "";
  private int start;
  private int end;
  private String base = "";
  private boolean answered;
  private boolean forwarded;

  private SubjectReader(String text) {
    this.text = text;
    this.end = text.length();
  }

  /** Reads a subject in any form and of any length. */
  static SubjectReader read(String subject) {
    SubjectReader reader = new SubjectReader(fold(subject));
    reader.run();
    return reader;
  }

  /** What the subject is about; see {@link SubjectLine#base}. */
  String base() {
    return base;
  }

  /** Whether a prefix says that it is an answer. */
  boolean answered() {
    return answered;
  }

  /** Whether a prefix or a trailer says that it was forwarded. */
  boolean forwarded() {
    return forwarded;
  }

  private void run() {
    trimEnd();
    while (start < end && (takePrefix() || unwrapForward() || takeTag())) {
      skipSpace();
    }
    keptTags.add(text.substring(start, end));
    String kept = String.join(" ", keptTags).strip();
    if (kept.isEmpty()) {
      kept = droppedTag;
    }
    base = kept.length() > SubjectLine.MAX ? kept.substring(0, SubjectLine.MAX) : kept;
  }

  private void trimEnd() {
    while (end > start) {
      if (text.charAt(end - 1) == ' ') {
        end--;
      } else if (end - TRAILER.length() >= start
          && text.startsWith(TRAILER, end - TRAILER.length())) {
        end -= TRAILER.length();
        forwarded = true;
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
    boolean answer = SubjectPrefix.answers(text, start, end);
    answered |= answer;
    forwarded |= !answer;
    start = after;
    return true;
  }

  /** {@code [fwd: subject]}, the brackets around all of the rest. */
  private boolean unwrapForward() {
    if (text.charAt(end - 1) != ']' || !text.startsWith("[fwd:", start)) {
      return false;
    }
    start += "[fwd:".length();
    end = Math.max(start, end - 1);
    forwarded = true;
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

  /** One space for each run of white space or controls, no format characters, folded case. */
  private static String fold(String subject) {
    String bounded =
        subject.length() > SubjectLine.MAX ? subject.substring(0, SubjectLine.MAX) : subject;
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
}
