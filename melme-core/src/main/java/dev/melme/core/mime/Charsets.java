package dev.melme.core.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns charset labels, right and wrong ones, into decoders.
 *
 * <p>Labels name the superset that senders really use, as the WHATWG encoding standard does:
 * iso-8859-1 is windows-1252, gb2312 is GB18030, ks_c_5601-1987 is windows-949, shift_jis is
 * windows-31j. A charset that this runtime does not carry counts as unknown.
 */
final class Charsets {

  /** What undeclared 8-bit text is when it is not UTF-8. */
  static final Charset WESTERN = known("windows-1252", StandardCharsets.ISO_8859_1);

  private static final int MAX_LABEL = 40;
  private static final Map<String, Charset> BY_LABEL = new ConcurrentHashMap<>();

  /** Labels whose charset is loaded when the first text names it: loading all takes a while. */
  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    add(StandardCharsets.UTF_8, "utf-8", "utf8", "utf_8", "unicode-1-1-utf-8", "unicode-2-0-utf-8");
    add(StandardCharsets.US_ASCII, "us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us", "us");
    add(StandardCharsets.US_ASCII, "iso-ir-6", "ansi_x3.4-1986", "iso_646.irv:1991", "cp367");
    add(WESTERN, "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "ansi");
    add(WESTERN, "iso88591", "8859-1", "cp1252", "windows-1252", "x-ansi", "iso-latin-1");
    named("GB18030", "gb2312", "gb_2312-80", "gbk", "x-gbk", "gb18030", "cp936", "ms936", "euc-cn");
    named("GB18030", "chinese", "csgb2312", "gb2312-80", "x-euc-cn", "windows-936");
    named("x-windows-949", "ks_c_5601-1987", "ks_c_5601-1989", "ks_c_5601", "euc-kr", "euckr");
    named("x-windows-949", "korean", "cp949", "ms949", "uhc", "ksc5601", "ksc_5601", "windows-949");
    named("windows-31j", "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "cp932", "ms932");
    named("windows-31j", "windows-31j", "windows-932", "csshiftjis");
    named("x-windows-iso2022jp", "iso-2022-jp", "csiso2022jp", "iso-2022-jp-1", "iso-2022-jp-ms");
    named("x-windows-iso2022jp", "iso2022jp", "cp50220", "cp50221", "x-windows-50221", "jis");
    named("ISO-2022-JP-2", "iso-2022-jp-2", "iso-2022-jp-3", "iso-2022-jp-2004");
    named("EUC-JP", "euc-jp", "eucjp", "x-euc-jp", "x-euc", "cseucpkdfmtjapanese", "ujis");
    named("x-windows-950", "big5", "big-5", "cn-big5", "x-x-big5", "csbig5", "cp950", "ms950");
    named("Big5-HKSCS", "big5-hkscs", "big5hkscs");
    named("ISO-2022-KR", "iso-2022-kr", "csiso2022kr");
    named("windows-1254", "iso-8859-9", "latin5", "iso_8859-9");
    named("x-windows-874", "tis-620", "iso-8859-11", "windows-874", "cp874", "tis620");
    named("ISO-8859-8", "iso-8859-8", "iso-8859-8-i", "iso-8859-8-e", "hebrew", "logical");
    named("ISO-8859-6", "iso-8859-6", "iso-8859-6-i", "iso-8859-6-e", "arabic");
    named("KOI8-R", "koi8-r", "koi8", "koi", "koi8_r");
    named("KOI8-U", "koi8-u", "koi8-ru");
    named("x-MacRoman", "macintosh", "x-mac-roman", "mac", "macroman", "x-macroman");
    named("x-MacCyrillic", "x-mac-cyrillic", "x-mac-ukrainian");
    named("x-MacGreek", "x-mac-greek");
    named("x-MacTurkish", "x-mac-turkish");
    named("x-MacCentralEurope", "x-mac-ce", "x-mac-centraleurroman", "x-mac-centraleurope");
    named("x-MacCroatian", "x-mac-croatian");
    named("x-MacRomania", "x-mac-romanian");
    named("x-MacIceland", "x-mac-icelandic");
    named("x-MacHebrew", "x-mac-hebrew");
    named("x-MacArabic", "x-mac-arabic");
    named("x-MacThai", "x-mac-thai");
    named("windows-31j", "x-mac-japanese");
    named("x-windows-949", "x-mac-korean");
    named("GB18030", "x-mac-chinesesimp");
    named("x-windows-950", "x-mac-chinesetrad");
  }

  private Charsets() {}

  /**
   * Finds the decoder for a label.
   *
   * @return null when the label is absent, unknown or names nothing (x-unknown, 8bit, default)
   */
  static @Nullable Charset named(String label) {
    if (label.isEmpty() || label.length() > MAX_LABEL) {
      return null;
    }
    Charset direct = byLabel(label);
    if (direct != null) {
      return direct;
    }
    String lower = label.toLowerCase(Locale.ROOT).strip();
    Charset mapped = byLabel(lower);
    return mapped != null ? mapped : lookUp(repaired(lower));
  }

  private static @Nullable Charset byLabel(String label) {
    Charset loaded = BY_LABEL.get(label);
    String name = loaded == null ? NAMES.get(label) : null;
    if (name == null || !Charset.isSupported(name)) {
      return loaded;
    }
    Charset charset = Charset.forName(name);
    BY_LABEL.put(label, charset);
    return charset;
  }

  /** Spellings that no registry knows: win1251, windows1251, cp-1251, iso8859-15, iso_8859_2. */
  private static String repaired(String lower) {
    String digits = lower.replaceAll("[^0-9]", "");
    if (lower.matches("(x-)?(win|windows|cp|ms|ibm)[-_ ]?(cp[-_]?)?[0-9]{3,5}")) {
      return digits.startsWith("125") ? "windows-" + digits : "cp" + digits;
    }
    if (lower.matches("(x-)?iso[-_ ]?8859[-_ ]?[0-9]{1,2}.*") && digits.length() > 4) {
      return "iso-8859-" + digits.substring(4, Math.min(digits.length(), 6));
    }
    return lower;
  }

  private static @Nullable Charset lookUp(String label) {
    Charset mapped = byLabel(label);
    return mapped != null ? mapped : Installed.BY_LABEL.get(label);
  }

  /**
   * Every charset of this runtime, loaded when the first rare label comes. Asking the runtime for a
   * charset that it does not have searches all providers each time: milliseconds that a sender
   * could have spent on every encoded-word.
   */
  private static final class Installed {
    static final Map<String, Charset> BY_LABEL = new HashMap<>();

    static {
      for (Charset charset : Charset.availableCharsets().values()) {
        BY_LABEL.put(charset.name().toLowerCase(Locale.ROOT), charset);
        for (String alias : charset.aliases()) {
          BY_LABEL.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset);
        }
      }
    }

    private Installed() {}
  }

  private static Charset known(String name, Charset otherwise) {
    return Charset.isSupported(name) ? Charset.forName(name) : otherwise;
  }

  private static void named(String javaName, String... labels) {
    for (String label : labels) {
      NAMES.put(label, javaName);
    }
  }

  private static void add(Charset charset, String... labels) {
    for (String label : labels) {
      BY_LABEL.put(label, charset);
    }
  }
}
