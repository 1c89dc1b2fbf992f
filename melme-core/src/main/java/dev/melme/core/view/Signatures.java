package dev.melme.core.view;

import dev.melme.api.workspace.TextSection.Kind;
import java.util.Arrays;
import java.util.List;

/** Where a signature begins, and the lines that programs and lists append without asking. */
final class Signatures {

  private static final int MAX_LINES = 50;
  private static final int MAX_LINES_AFTER_RULER = 12;
  private static final int MAX_ENDING = 160;
  private static final int MAX_WORDS = 10;

  /** How lines like "Sent from my iPhone" begin. */
  private static final String[] BEGINNINGS = {
    "sent from",
    "sent via",
    "sent with",
    "sent by",
    "sent using",
    "from my ",
    "get outlook for",
    "envoyé de",
    "envoyé depuis",
    "envoyé à partir",
    "télécharger outlook",
    "obtenez outlook",
    "von meinem ",
    "gesendet von",
    "gesendet mit",
    "diese nachricht wurde von mein",
    "outlook für",
    "enviado desde",
    "enviado do ",
    "enviado de ",
    "enviado via",
    "obtener outlook",
    "obter o outlook",
    "inviato da",
    "inviato dal",
    "scarica outlook",
    "verzonden met",
    "verzonden vanaf",
    "verstuurd vanaf",
    "outlook voor",
    "download outlook",
    "sendt fra",
    "skickat från",
    "hämta outlook",
    "hent outlook",
    "lähetetty",
    "wysłane z",
    "wysłano z",
    "odesláno z",
    "отправлено с",
    "надіслано з",
    "從我的",
    "从我的",
    "发自我的",
    "發自我的",
    "iphoneから送信",
    "나의 ",
  };

  private static final String[] EXCUSES = {
    "excuse", "typo", "brevity", "sorry", "pardon", "apolog"
  };

  private static final String[] DEVICES = {
    "mobile", "phone", "iphone", "ipad", "android", "blackberry", "tablet",
  };

  private Signatures() {}

  /** How many lines of signature begin with this delimiter; 0 when it is none. */
  static int length(List<Line> lines, QuoteStarts starts, int at) {
    String text = lines.get(at).text();
    String bare = text.strip();
    // RFC 3676 §4.3: "-- "; many programs lose the space, and lists draw a longer line.
    boolean delimiter = bare.equals("--") || bare.equals("\u2014") || bare.equals("__");
    boolean ruler = bare.length() >= 10 && bare.startsWith("__________") && Words.isRuler(bare);
    if (!delimiter && !ruler) {
      return 0;
    }
    int most = ruler || bare.equals("\u2014") ? MAX_LINES_AFTER_RULER : MAX_LINES;
    int written = 0;
    int end = at + 1;
    while (end < lines.size() && !starts.beginsQuoted(end)) {
      written += lines.get(end).isBlank() ? 0 : 1;
      if (written > most) {
        return 0;
      }
      end++;
    }
    return end - at;
  }

  /** Turns the last lines of what is new into signature if they are what programs append. */
  static void markEndings(List<Line> lines, Kind[] kinds) {
    int end = kinds.length;
    while (end > 0) {
      if (kinds[end - 1] == Kind.OWN) {
        int start = end;
        while (start > 0 && kinds[start - 1] == Kind.OWN) {
          start--;
        }
        markEnding(lines, kinds, start, end);
        end = start;
      } else {
        end--;
      }
    }
  }

  private static void markEnding(List<Line> lines, Kind[] kinds, int start, int end) {
    boolean nameMayCome = true;
    int marked = end;
    for (int i = end - 1; i >= start; i--) {
      Line line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      boolean apart = i > start && lines.get(i - 1).isBlank();
      boolean name = nameMayCome && apart && isDashedName(line.text());
      if (!name && !isEnding(line.text())) {
        break;
      }
      nameMayCome &= !name;
      marked = i;
    }
    if (marked > start) {
      Arrays.fill(kinds, marked, end, Kind.SIGNATURE);
    }
  }

  /** {@code -Anna}, {@code -Anna Karenina}: in capitals, so that a list item stays text. */
  private static boolean isDashedName(String text) {
    String name = text.strip();
    return name.length() > 2
        && name.length() <= 40
        && name.charAt(0) == '-'
        && Character.isUpperCase(name.charAt(1))
        && name.split(" ", 5).length <= 3
        && name.indexOf('.') < 0;
  }

  private static boolean isEnding(String text) {
    if (text.length() > MAX_ENDING) {
      return false;
    }
    if (Words.isRuler(text)) {
      return true;
    }
    String plain = Words.plain(withoutLinks(text));
    for (String beginning : BEGINNINGS) {
      if (plain.startsWith(beginning)) {
        return isShort(plain);
      }
    }
    return isFromDevice(plain);
  }

  /** Few words, and no second sentence but an excuse for short answers. */
  private static boolean isShort(String plain) {
    int end = plain.length() - (plain.endsWith(".") ? 1 : 0);
    int stop = end;
    for (int i = 0; i < end; i++) {
      if (plain.charAt(i) == ',' || plain.charAt(i) == '.' && plain.startsWith(" ", i + 1)) {
        stop = i;
        break;
      }
    }
    boolean few = plain.substring(0, stop).split(" ", MAX_WORDS + 2).length <= MAX_WORDS;
    if (!few || stop == end) {
      return few;
    }
    for (String excuse : EXCUSES) {
      if (plain.indexOf(excuse, stop) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** "Anna from mobile". */
  private static boolean isFromDevice(String plain) {
    int from = plain.lastIndexOf("from ");
    if (from < 0 || from > 30) {
      return false;
    }
    for (String device : DEVICES) {
      if (plain.startsWith(device, from + 5) && plain.length() == from + 5 + device.length()) {
        return true;
      }
    }
    return false;
  }

  /** Without URLs and the brackets around what is left. */
  private static String withoutLinks(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("http://", at) || text.startsWith("https://", at)) {
        while (at < text.length() && text.charAt(at) > ' ' && ">)]".indexOf(text.charAt(at)) < 0) {
          at++;
        }
      } else {
        char c = text.charAt(at++);
        out.append("<>[]()\"".indexOf(c) >= 0 ? ' ' : c);
      }
    }
    return out.toString();
  }
}
