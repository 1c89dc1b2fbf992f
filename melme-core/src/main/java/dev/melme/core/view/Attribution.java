package dev.melme.core.view;

import dev.melme.core.view.Line.Mark;
import java.util.List;
import java.util.Set;

/**
 * The lines that say who wrote what is quoted, in the languages that mail programs speak: "On
 * Monday at 10:00, Anna wrote:", "Am 3. Mai schrieb Anna:", "2014-03-20 8:48 GMT+01:00 Anna
 * &lt;a@example.com&gt;:".
 *
 * <p>One to five lines count, and only if they hold a date or an address, so that "my boss wrote:"
 * stays text.
 */
final class Attribution {

  private static final int MAX_LINES = 5;
  private static final int MAX_CHARS = 400;

  /** First words of such lines. */
  private static final Set<String> OPENERS =
      Set.of(
          "on",
          "at",
          "le",
          "am",
          "el",
          "il",
          "op",
          "em",
          "den",
          "d.",
          "på",
          "dnia",
          "w",
          "dne",
          "în",
          "la",
          "在",
          "於",
          "ngày",
          "pada",
          "tarihinde",
          "στις",
          "с");

  /** Verbs with which they end, a few with which they go on to the name. */
  private static final String[] VERBS = {
    "wrote",
    "writes",
    "a écrit",
    "a ecrit",
    "schrieb",
    "schreibt",
    "escribió",
    "ha escrit",
    "ha scritto",
    "escreveu",
    "schreef",
    "geschreven",
    "napisał",
    "pisze",
    "napsal",
    "napísal",
    "написал",
    "написав",
    "написала",
    "пишет",
    "пише",
    "skrev",
    "kirjoitti",
    "írta",
    "a scris",
    "yazdı",
    "έγραψε",
    "написа",
    "写道",
    "寫道",
    "寫道",
    "のメッセージ",
    "書きました",
    "작성",
    "님이 작성",
    "כתב",
    "كتب",
    "a wrote",
    "écrit",
    "đã viết",
    "menulis",
    "pisal",
    "napisao",
    "rašė",
    "kirjutas",
  };

  private Attribution() {}

  /** How many lines, from this one on, are an attribution; 0 when none begins here. */
  static int length(List<Line> lines, int at) {
    Line first = lines.get(at);
    if (first.mark() == Mark.QUOTED || first.text().length() > MAX_CHARS) {
      return 0;
    }
    boolean mayOpen = opens(Words.plain(first.text()));
    boolean bracket = first.text().indexOf('<') >= 0;
    if (!mayOpen && !bracket && first.text().indexOf('@') < 0) {
      return 0;
    }
    StringBuilder joined = new StringBuilder();
    int openBrackets = 0;
    int taken = 0;
    for (int i = at; i < lines.size() && taken < MAX_LINES; i++) {
      Line line = lines.get(i);
      if (line.isBlank()) {
        if (!isAddressNext(lines, i + 1)) {
          break;
        }
        continue;
      }
      boolean goesOn = i == at || line.mark() != Mark.QUOTED || openBrackets > 0;
      // "Anna <a@b.example>" may go on in the next line, "see a@b.example" does not.
      if (!goesOn || i > at && !mayOpen && !bracket) {
        break;
      }
      openBrackets += count(line.text(), '<') - count(line.text(), '>');
      joined.append(' ').append(line.text());
      taken++;
      if (joined.length() > MAX_CHARS) {
        break;
      }
      if (!mayEnd(line.text()) || openBrackets > 0 && isBroken(lines, i + 1)) {
        continue;
      }
      if (isWhole(Words.plain(joined.toString()), mayOpen, isQuotedNext(lines, i + 1))) {
        return i + 1 - at;
      }
    }
    return 0;
  }

  private static int count(String text, char wanted) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      count += text.charAt(i) == wanted ? 1 : 0;
    }
    return count;
  }

  /** One program breaks its attribution in front of the address, with an empty line. */
  private static boolean isAddressNext(List<Line> lines, int at) {
    return at < lines.size() && lines.get(at).text().startsWith("<");
  }

  /** Whether an attribution can end with this line: by far most lines say no with a character. */
  private static boolean mayEnd(String text) {
    int last = text.length() - 1;
    while (last > 0 && " \u00a0*_\t".indexOf(text.charAt(last)) >= 0) {
      last--;
    }
    return last >= 0 && ":\uff1a>-".indexOf(text.charAt(last)) >= 0 || text.contains("GMT+");
  }

  /** Whether what looks quoted is the end of an address: {@code > wrote:}. */
  private static boolean isBroken(List<Line> lines, int at) {
    return at < lines.size() && lines.get(at).text().startsWith(">");
  }

  private static boolean isQuotedNext(List<Line> lines, int from) {
    int next = from;
    while (next < lines.size() && next < from + 5 && lines.get(next).isBlank()) {
      next++;
    }
    return next < lines.size() && lines.get(next).looksQuoted();
  }

  /** Whether a line can be the first of an attribution that has no address. */
  private static boolean opens(String plain) {
    String text = withoutBullet(plain);
    if (Words.isDigit(text, 0)) {
      return Words.hasDate(text) || text.indexOf('.') > 0 || text.indexOf(' ') > 0;
    }
    int space = text.indexOf(' ');
    String word = space < 0 ? text : text.substring(0, space);
    if (OPENERS.contains(word)) {
      return true;
    }
    // A day of the week in any language: "Thu, 26 Jun 2014", "tir. 18. apr. 2017".
    boolean day = !word.isEmpty() && ".,".indexOf(word.charAt(word.length() - 1)) >= 0;
    return day && word.length() <= 16 && Words.isDigit(text, space + 1) || text.startsWith("在");
  }

  private static String withoutBullet(String plain) {
    int start = 0;
    while (start < plain.length() && "-\u2013\u2014 \"'".indexOf(plain.charAt(start)) >= 0) {
      start++;
    }
    return plain.substring(start);
  }

  /**
   * Whether the lines so far are a whole attribution.
   *
   * @param mayOpen whether the first of them begins like one
   * @param quotedNext whether what follows is marked as quoted
   */
  private static boolean isWhole(String plain, boolean mayOpen, boolean quotedNext) {
    int end = plain.length();
    boolean colon = false;
    while (end > 0 && ":：- ".indexOf(plain.charAt(end - 1)) >= 0) {
      colon |= plain.charAt(end - 1) != ' ';
      end--;
    }
    String text = plain.substring(0, end);
    boolean address = text.indexOf('@') >= 0;
    boolean addressLast = address && text.endsWith(">");
    boolean dated = Words.hasDate(text);
    if (mayOpen && Words.isDigit(withoutBullet(text), 0) && text.indexOf(" gmt+") > 0) {
      return true;
    }
    if (!colon) {
      return mayOpen && dated && addressLast && quotedNext;
    }
    int verb = verbEnd(text);
    boolean verbLast = verb == text.length();
    if (verbLast) {
      return address || mayOpen && (dated || quotedNext);
    }
    if (verb > 0 && dated) {
      // "Am 3. Mai 2016 um 10:00 schrieb Anna:", "Anna <a@b.example> schrieb am 3. Mai um 10:00:"
      return (mayOpen || address) && (quotedNext || text.length() - verb <= 60 || addressLast);
    }
    return (mayOpen && dated && addressLast) || (quotedNext && (address || dated));
  }

  /** Behind the last verb of writing, 0 when there is none. */
  private static int verbEnd(String text) {
    String bare = text.endsWith("(a)") ? text.substring(0, text.length() - 3) : text;
    int end = 0;
    for (String verb : VERBS) {
      int at = bare.lastIndexOf(verb);
      int after = at + verb.length();
      boolean word = at > 0 && (after == bare.length() || !Character.isLetter(bare.charAt(after)));
      if (word && after > end) {
        end = after;
      }
    }
    return end == bare.length() && end > 0 ? text.length() : end;
  }
}
