package dev.melme.core.view;

import dev.melme.api.workspace.MessageText;
import dev.melme.api.workspace.TextSection;
import dev.melme.api.workspace.TextSection.Kind;
import dev.melme.core.view.Line.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells what of a message is new and what is quoted, line by line, in linear time.
 *
 * <ul>
 *   <li>Lines that are marked as quoted are quoted; what stands between and behind them is new, so
 *       that an answer below or inside a quote is not lost.
 *   <li>An attribution ("On ... wrote:") is quoted with the marked lines that follow. If what
 *       follows is not marked, all of the rest is quoted: the habit of those who write on top.
 *   <li>A separator ("Original Message") or a block of header lines ("From: ... Sent: ...") begins
 *       the quoted message: all of the rest is quoted.
 *   <li>If nothing new comes before it, only the attribution or header itself is quoted: a message
 *       that was forwarded without a word is what there is to read.
 *   <li>A delimiter line begins the signature, up to where something quoted begins.
 * </ul>
 */
final class QuoteSplitter {

  private final List<Line> lines;
  private final QuoteStarts starts;
  private final Kind[] kinds;
  private boolean ownSeen;

  private QuoteSplitter(List<Line> lines) {
    this.lines = lines;
    this.starts = new QuoteStarts(lines);
    this.kinds = new Kind[lines.size()];
  }

  /** What each line is. */
  static Kind[] split(List<Line> lines) {
    QuoteSplitter splitter = new QuoteSplitter(lines);
    splitter.run();
    Signatures.markEndings(lines, splitter.kinds);
    return splitter.kinds;
  }

  /** Splits plain text; the sections joined are the text. */
  static MessageText split(String text) {
    List<Line> lines = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      starts.add(at);
      lines.add(Line.of(text.substring(at, end)));
      at = end + 1;
    }
    Kind[] kinds = split(lines);
    List<TextSection> sections = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= kinds.length; i++) {
      if (i == kinds.length || kinds[i] != kinds[first]) {
        int end = i == kinds.length ? text.length() : starts.get(i);
        sections.add(new TextSection(kinds[first], text.substring(starts.get(first), end)));
        first = i;
      }
    }
    return new MessageText(sections);
  }

  private void run() {
    int at = 0;
    while (at < lines.size()) {
      at = step(at);
    }
  }

  /** Decides on the line and what belongs to it; returns the next line that is undecided. */
  private int step(int at) {
    Line line = lines.get(at);
    if (line.isBlank()) {
      // An empty line goes with what stands above it.
      kinds[at] = at == 0 ? Kind.OWN : kinds[at - 1];
      return at + 1;
    }
    int opening = starts.opening(at);
    if (opening > 0) {
      return rest(at, at + opening);
    }
    int attribution = starts.attribution(at);
    if (attribution > 0) {
      return attributed(at, at + attribution);
    }
    if (line.mark() == Mark.QUOTED) {
      kinds[at] = Kind.QUOTED;
      return at + 1;
    }
    if (line.mark() == Mark.SIGNATURE) {
      kinds[at] = Kind.SIGNATURE;
      return at + 1;
    }
    int signature = Signatures.length(lines, starts, at);
    if (signature > 0) {
      return set(Kind.SIGNATURE, at, at + signature);
    }
    kinds[at] = Kind.OWN;
    ownSeen = true;
    return at + 1;
  }

  private int attributed(int start, int end) {
    int next = end;
    while (next < lines.size() && lines.get(next).isBlank()) {
      next++;
    }
    if (next == lines.size() || !lines.get(next).looksQuoted()) {
      return rest(start, end);
    }
    while (next < lines.size() && (lines.get(next).looksQuoted() || lines.get(next).isBlank())) {
      next++;
    }
    return set(Kind.QUOTED, start, next);
  }

  /** A quoted message begins, and goes on to the end if there is anything new before it. */
  private int rest(int start, int headerEnd) {
    return set(Kind.QUOTED, start, ownSeen ? lines.size() : headerEnd);
  }

  private int set(Kind kind, int from, int to) {
    Arrays.fill(kinds, from, to, kind);
    return to;
  }
}
