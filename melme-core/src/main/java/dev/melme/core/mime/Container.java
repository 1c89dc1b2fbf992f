package dev.melme.core.mime;

import dev.melme.api.MessageIndex.TextOrigin;

/**
 * An open multipart: where it stands in the tree, and for a multipart/alternative which branch gave
 * the text (RFC 2046 §5.1.4).
 */
final class Container {

  private static final int NO_BRANCH = 0;

  final String subtype;
  final String pathPrefix;

  /** Number of the child that is being read, from 1; 0 before the first delimiter. */
  int child;

  /** Length of the message text when this multipart began. */
  final int textMark;

  private final TextOrigin originMark;
  private int chosenBranch = NO_BRANCH;
  private boolean chosenPlain;

  Container(String subtype, String pathPrefix, int textMark, TextOrigin originMark) {
    this.subtype = subtype;
    this.pathPrefix = pathPrefix;
    this.textMark = textMark;
    this.originMark = originMark;
  }

  boolean isAlternative() {
    return subtype.equals("alternative");
  }

  String childPath() {
    return pathPrefix + child;
  }

  /** Whether text from the current branch is wanted, given what other branches gave. */
  boolean wants(boolean html) {
    return !isAlternative()
        || chosenBranch == NO_BRANCH
        || chosenBranch == child
        || (!html && !chosenPlain);
  }

  /** Whether text from the current branch takes the place of what is there. */
  boolean replaces() {
    return isAlternative() && chosenBranch != NO_BRANCH && chosenBranch != child;
  }

  /** The current branch gave text that is not blank. */
  void choose(boolean html) {
    if (isAlternative()) {
      chosenPlain = (chosenPlain && chosenBranch == child) || !html;
      chosenBranch = child;
    }
  }

  TextOrigin originMark() {
    return originMark;
  }
}
