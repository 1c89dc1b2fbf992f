package dev.melme.benchmarks.sample;

import java.util.Random;

/**
 * Text whose words come as often as in English: few all the time, most of them seldom (Zipf's law),
 * about 1,300 different ones in 7,700. The same each time it is written.
 */
final class Prose {

  private static final String[] COMMON = {
    "the", "of", "and", "to", "a", "in", "is", "that", "for", "it", "we", "you", "on", "with", "as",
    "are", "this", "be", "at", "your", "have", "from", "or", "our", "by", "not", "will", "can",
    "all", "was", "if", "has", "please", "which", "they", "their", "when", "one", "there", "so",
    "any", "would", "what", "been", "were", "more", "about", "who", "no", "them", "some", "could",
    "only", "other", "new", "these", "may", "than", "then", "now", "also", "into", "its", "do",
    "don’t", "café", "naïve", "résumé"
  };

  private static final String[] STEMS = {
    "account",
    "act",
    "address",
    "agree",
    "amount",
    "answer",
    "appoint",
    "approv",
    "arrang",
    "assign",
    "bill",
    "book",
    "build",
    "call",
    "cancel",
    "charg",
    "claim",
    "collect",
    "command",
    "confirm",
    "connect",
    "consider",
    "contact",
    "contract",
    "correct",
    "count",
    "cover",
    "creat",
    "custom",
    "deliver",
    "depart",
    "depend",
    "describ",
    "design",
    "develop",
    "direct",
    "discount",
    "discover",
    "document",
    "doubt",
    "end",
    "enter",
    "establish",
    "exchang",
    "expect",
    "expens",
    "explain",
    "export",
    "extend",
    "favour",
    "fill",
    "final",
    "follow",
    "form",
    "guarant",
    "guid",
    "hand",
    "harbour",
    "hold",
    "import",
    "improv",
    "inform",
    "inspect",
    "install",
    "interest",
    "invoic",
    "issu",
    "journey",
    "judg",
    "keep",
    "label",
    "land",
    "learn",
    "letter",
    "limit",
    "list",
    "load",
    "market",
    "measur",
    "meet",
    "mention",
    "mill",
    "mov",
    "nation",
    "need",
    "note",
    "notic",
    "observ",
    "offer",
    "open",
    "order",
    "pack",
    "parcel",
    "part",
    "pass",
    "pay",
    "person",
    "plan",
    "point",
    "post",
    "present",
    "press",
    "print",
    "process",
    "produc",
    "promis",
    "propos",
    "protect",
    "provid",
    "purchas",
    "question",
    "rais",
    "reach",
    "receiv",
    "record",
    "refund",
    "regist",
    "relat",
    "remind",
    "renew",
    "repair",
    "replac",
    "report",
    "request",
    "reserv",
    "respond",
    "return",
    "review",
    "sail",
    "schedul",
    "season",
    "select",
    "send",
    "sett",
    "ship",
    "sign",
    "sort",
    "start",
    "stat",
    "stock",
    "stor",
    "suggest",
    "suppli",
    "support",
    "tend",
    "term",
    "test",
    "track",
    "trad",
    "train",
    "transfer",
    "travel",
    "treat",
    "turn",
    "updat",
    "us",
    "valu",
    "view",
    "visit",
    "wait",
    "warrant",
    "wash",
    "watch",
    "weight",
    "wonder",
    "work"
  };

  private static final String[] ENDINGS = {
    "", "s", "ed", "ing", "er", "ers", "ment", "ments", "ation", "ations", "able", "ive", "ively",
    "ful", "less", "al", "ally", "or", "ure", "ance"
  };

  private final Random random = new Random(7);
  private int wordsToFullStop = 9;
  private boolean capital = true;

  /** The next word with what follows it; a paragraph ends with a line feed. */
  String next() {
    String word = capital ? capitalised(word()) : word();
    capital = --wordsToFullStop == 0;
    if (!capital) {
      return word + (random.nextInt(12) == 0 ? ", " : " ");
    }
    wordsToFullStop = 6 + random.nextInt(16);
    return word + (random.nextInt(5) == 0 ? ".\n" : ". ");
  }

  private String word() {
    if (random.nextInt(100) < 45) {
      return COMMON[rank(COMMON.length)];
    }
    int rank = rank(STEMS.length * ENDINGS.length);
    // one step through the stems per rank, so that frequent words do not all share a stem
    return STEMS[rank * 71 % STEMS.length] + ENDINGS[rank / STEMS.length];
  }

  /** Rank r about as often as 1 / r. */
  private int rank(int ranks) {
    return (int) Math.pow(ranks, random.nextDouble()) % ranks;
  }

  private static String capitalised(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
