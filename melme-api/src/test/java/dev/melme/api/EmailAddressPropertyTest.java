package dev.melme.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What holds for all addresses, tried on seeded random ones, near and far from the grammar. */
@Isolated("one test changes the default locale")
class EmailAddressPropertyTest {

  private static final int ROUNDS = 100_000;

  private static final String[] PIECES = {
    "a",
    "B",
    "I",
    "info",
    "SUPPORT",
    "0",
    "-",
    "--",
    "xn--",
    "xn--bcher-kva",
    "_",
    "+",
    "!",
    "*",
    ".",
    "..",
    "@",
    "@x.example",
    "@[192.0.2.1]",
    "@[IPv6:2001:db8::1]",
    "\"",
    "\\",
    "\\\"",
    " ",
    "(",
    ")",
    "<",
    ">",
    ",",
    ":",
    ";",
    "[",
    "]",
    "ü",
    "Ü",
    "u\u0308",
    "İ",
    "ı",
    "ß",
    "ς",
    "Σ",
    "例",
    "。",
    "ａ",
    "\u212a",
    "\u0301",
    "\u200f",
    "\u200d",
    "\ufeff",
    "\u0000",
    "\r\n",
    "\t",
    "\u007f",
    "\ud800",
    "\udc00",
    "\ud83d\ude00",
    "\uffff",
    "\u0378",
    "א",
    "1",
    "\u0338",
    "=",
    "Ⱥ",
  };

  private final Random random = new Random(5321);

  @Test
  void the_written_form_and_the_key_are_addresses_that_equal_the_first() {
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Optional<EmailAddress> parsed = EmailAddress.tryParse(likely());
      if (parsed.isPresent()) {
        EmailAddress address = parsed.get();
        accepted++;

        EmailAddress again = EmailAddress.parse(address.toString());
        EmailAddress key = EmailAddress.parse(address.canonical());
        EmailAddress shown = EmailAddress.parse(address.toUnicode());

        assertThat(again).isEqualTo(address).hasToString(address.toString());
        assertThat(key).isEqualTo(address).hasToString(address.canonical());
        assertThat(shown).isEqualTo(address).hasToString(address.toString());
        assertThat(address.withLocalPart(address.localPart())).hasToString(address.toString());
      }
    }
    assertThat(accepted).isGreaterThan(ROUNDS / 10);
  }

  @Test
  void reading_without_a_copy_and_reading_thoroughly_give_the_same() {
    for (int i = 0; i < ROUNDS; i++) {
      String text = likely();
      Optional<EmailAddress> parsed = EmailAddress.tryParse(text);
      if (parsed.isPresent()) {
        EmailAddress thorough = AddressParser.thorough(text);

        assertThat(parsed.get()).isEqualTo(thorough).hasToString(thorough.toString());
        assertThat(parsed.get().isAscii()).isEqualTo(thorough.isAscii());
        assertThat(parsed.get().localPart()).isEqualTo(thorough.localPart());
      }
    }
  }

  @Test
  void garbage_is_refused_by_the_one_exception() {
    for (int i = 0; i < ROUNDS; i++) {
      String text = i % 2 == 0 ? pieces(random.nextInt(12)) : noise(random.nextInt(40));
      try {
        EmailAddress.parse(text);
      } catch (InvalidAddressException refused) {
        assertThat(refused.position()).isBetween(-1, Math.max(text.length() - 1, 0));
      }
      try {
        DomainName.parse(text);
      } catch (InvalidAddressException refused) {
        assertThat(refused.position()).isBetween(-1, Math.max(text.length() - 1, 0));
      }
    }
  }

  @Test
  void the_default_locale_has_no_say() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < ROUNDS / 10; i++) {
      texts.add(likely());
    }
    Locale before = Locale.getDefault();
    List<String> expected = readUnder(Locale.ROOT, texts);
    try {
      for (String language : new String[] {"tr", "az", "lt"}) {
        assertThat(readUnder(Locale.forLanguageTag(language), texts)).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> readUnder(Locale locale, List<String> texts) {
    Locale.setDefault(locale);
    return texts.stream()
        .map(EmailAddress::tryParse)
        .map(read -> read.map(address -> address + " " + address.canonical()).orElse("refused"))
        .toList();
  }

  /** An address more often than not. */
  private String likely() {
    String localPart = pieces(1 + random.nextInt(3));
    if (random.nextInt(4) == 0) {
      localPart = "\"" + localPart.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
    String[] domains = {"x", "Acme.Example", "[192.0.2.1]", "BÜCHER.example", "xn--bcher-kva.x"};
    String domain =
        random.nextBoolean()
            ? domains[random.nextInt(domains.length)]
            : pieces(1 + random.nextInt(3));
    return localPart + "@" + domain;
  }

  private String pieces(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private String noise(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return text.toString();
  }
}
