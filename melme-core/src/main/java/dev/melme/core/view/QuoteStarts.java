package dev.melme.core.view;

import java.util.Arrays;
import java.util.List;

/** Where quoted messages begin; each line is looked at once, however often it is asked for. */
final class QuoteStarts {

  private static final int UNKNOWN = -1;

  private final List<Line> lines;
  private final QuoteOpening opening;
  private final int[] openings;
  private final int[] attributions;

  QuoteStarts(List<Line> lines) {
    this.lines = lines;
    this.opening = new QuoteOpening(lines);
    this.openings = new int[lines.size()];
    this.attributions = new int[lines.size()];
    Arrays.fill(openings, UNKNOWN);
    Arrays.fill(attributions, UNKNOWN);
  }

  /** How many lines of {@link QuoteOpening} begin here; 0 for none. */
  int opening(int at) {
    if (openings[at] == UNKNOWN) {
      openings[at] = opening.length(at);
    }
    return openings[at];
  }

  /** How many lines of {@link Attribution} begin here; 0 for none. */
  int attribution(int at) {
    if (attributions[at] == UNKNOWN) {
      attributions[at] = Attribution.length(lines, at);
    }
    return attributions[at];
  }

  /** Whether something quoted begins with this line. */
  boolean beginsQuoted(int at) {
    Line line = lines.get(at);
    return line.mark() == Line.Mark.QUOTED
        || !line.isBlank() && (opening(at) > 0 || attribution(at) > 0);
  }
}
