package dev.melme.core.view;

import dev.melme.core.view.Line.Mark;
import dev.melme.core.view.OpeningWords.Label;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What mail programs put in front of a message that they quote whole: a separator line, the header
 * fields of that message, or both, in the languages that they speak.
 */
final class QuoteOpening {

  private static final int MAX_HEADER_LINES = 14;
  private static final int MAX_FOLDS = 3;

  private final List<Line> lines;
  private final @Nullable Label[] labels;

  QuoteOpening(List<Line> lines) {
    this.lines = lines;
    this.labels = new Label[lines.size()];
  }

  /** How many lines, from this one on, open a quoted message; 0 when this line opens none. */
  int length(int at) {
    Line line = lines.get(at);
    if (line.mark() == Mark.BEGINS_QUOTED) {
      return Math.max(1, withHeader(at, at));
    }
    if (line.mark() == Mark.QUOTED) {
      return 0;
    }
    if (OpeningWords.isSeparator(line.text())) {
      return withHeader(at, at + 1);
    }
    if (Words.isRuler(line.text())) {
      int header = header(afterBlank(at + 1));
      return header == 0 ? 0 : afterBlank(at + 1) + header - at;
    }
    return header(at);
  }

  private int withHeader(int at, int from) {
    int next = afterBlank(from);
    int header = header(next);
    return (header == 0 ? from : next + header) - at;
  }

  /** The next line that is not blank, at most two lines on; the same line when there is none. */
  private int afterBlank(int from) {
    for (int i = from; i < lines.size() && i <= from + 2; i++) {
      if (!lines.get(i).isBlank()) {
        return i;
      }
    }
    return from;
  }

  /** How many lines of header fields begin here; 0 when too few are named to be sure. */
  private int header(int at) {
    if (at >= lines.size() || lines.get(at).mark() == Mark.QUOTED || labelOf(at) == Label.NONE) {
      return 0;
    }
    Set<Label> seen = EnumSet.noneOf(Label.class);
    int folds = 0;
    int end = at;
    for (int i = at; i < lines.size() && i < at + MAX_HEADER_LINES; i++) {
      Label label = labelOf(i);
      if (label != Label.NONE) {
        seen.add(label);
        folds = 0;
        end = i + 1;
      } else if (lines.get(i).isBlank() ? seen.size() > 1 : ++folds > MAX_FOLDS) {
        break;
      }
    }
    boolean sure = seen.contains(Label.FROM) && seen.size() >= 2 || seen.size() >= 3;
    return sure || isLoneFrom(at) ? end - at : 0;
  }

  /** {@code From: Name <address>} on a line of its own. */
  private boolean isLoneFrom(int at) {
    String text = lines.get(at).text().strip();
    boolean apart = at == 0 || lines.get(at - 1).isBlank();
    boolean alone = at + 1 == lines.size() || lines.get(at + 1).isBlank();
    return apart
        && alone
        && labelOf(at) == Label.FROM
        && text.endsWith(">")
        && text.lastIndexOf('@') > text.indexOf('<')
        && text.indexOf('<') > 0;
  }

  private Label labelOf(int at) {
    Label known = labels[at];
    if (known == null) {
      known = OpeningWords.label(lines.get(at).text());
      labels[at] = known;
    }
    return known;
  }
}
