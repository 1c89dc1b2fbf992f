package dev.melme.testkit;

import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.MelMeException;
import dev.melme.api.Slug;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * One line of {@link WithMelMe}.
 *
 * @param line the line as written, for messages
 * @param aliases what leads to the mailbox, may be none
 * @param slug the mailbox; null for a domain
 * @param domain a registered domain; null for a mailbox
 * @param words what was said in parentheses
 */
record Declaration(
    String line,
    List<AliasPattern> aliases,
    @Nullable Slug slug,
    @Nullable DomainName domain,
    Set<Word> words) {

  private static final String ARROW = "->";
  private static final String DOMAIN = "domain ";
  private static final String EXAMPLE = "support@acme.example -> support-inbox";

  /** What can be said about aliases and their mailbox. */
  enum Word {
    DISABLED,
    DEFERRING,
    INACTIVE,
    DELETED
  }

  static Declaration parse(String line) {
    String text = line.strip();
    if (text.startsWith(DOMAIN)) {
      String name = text.substring(DOMAIN.length()).strip();
      DomainName domain = checked(line, () -> DomainName.parse(name));
      return new Declaration(line, List.of(), null, domain, Set.of());
    }
    Set<Word> words = EnumSet.noneOf(Word.class);
    int open = text.lastIndexOf(" (");
    if (text.endsWith(")") && open > 0) {
      words.addAll(words(line, text.substring(open + 2, text.length() - 1)));
      text = text.substring(0, open).strip();
    }
    int arrow = text.lastIndexOf(ARROW);
    if (arrow < 0 && (text.isEmpty() || text.contains("@") || text.contains(" "))) {
      throw wrong(line, "there is no " + ARROW + " between addresses and a slug");
    }
    List<AliasPattern> aliases =
        arrow < 0 ? List.of() : aliases(line, text.substring(0, arrow).strip());
    String slug = arrow < 0 ? text : text.substring(arrow + ARROW.length()).strip();
    return new Declaration(line, aliases, checked(line, () -> Slug.of(slug)), null, words);
  }

  private static List<AliasPattern> aliases(String line, String text) {
    if (text.isEmpty()) {
      throw wrong(line, "there is no address before " + ARROW);
    }
    List<AliasPattern> aliases = new ArrayList<>();
    for (String address : text.split(",", -1)) {
      aliases.add(checked(line, () -> AliasPattern.parse(address.strip())));
    }
    return aliases;
  }

  private static Set<Word> words(String line, String text) {
    Set<Word> words = EnumSet.noneOf(Word.class);
    for (String word : text.split(",", -1)) {
      try {
        words.add(Word.valueOf(word.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw wrong(
            line,
            "\""
                + word.strip()
                + "\" is none of the words disabled, deferring, inactive and deleted");
      }
    }
    return words;
  }

  private static <T> T checked(String line, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (MelMeException e) {
      throw wrong(line, e.getMessage());
    }
  }

  static ExtensionConfigurationException wrong(String line, @Nullable String what) {
    return new ExtensionConfigurationException(
        "@WithMelMe(\"" + line + "\"): " + what + ". Write it like \"" + EXAMPLE + "\"");
  }

  boolean says(Word word) {
    return words.contains(word);
  }
}
