package dev.melme.core.leak;

import dev.melme.api.EmailAddress;
import dev.melme.api.outbound.Leak;
import dev.melme.core.leak.MessageTexts.Kind;
import dev.melme.core.leak.MessageTexts.Piece;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches a message, before it goes out, for what must stay in the house.
 *
 * <p>What a correspondent wrote to us first is no secret any more, and neither is what every
 * recipient sees as the sender. Words count as whole words, whatever their case; a slug counts in
 * header fields only, and so does the name of this machine when it is an ordinary word.
 */
public final class LeakGuard {

  private static final int MIN_OPERATOR = 3;
  private static final int MAX_MATCHES = 1_000;

  /** One secret in one text: the same secret in what is known is none. */
  private record Secret(Leak.Kind kind, String text) {}

  /** A secret that is a word. */
  private record Word(Leak.Kind kind, String text, boolean ordinary) {}

  private final HouseSecrets house;
  private final List<Word> words = new ArrayList<>();
  private final AddressFinder addresses;

  /**
   * Prepares to search.
   *
   * @param house what must not leave
   */
  public LeakGuard(HouseSecrets house) {
    this.house = house;
    List<EmailAddress> all = new ArrayList<>(house.siblings());
    house.recoveryAddress().ifPresent(all::add);
    this.addresses = new AddressFinder(all, house.separator());
    addWord(Leak.Kind.SLUG, house.slug().value(), false);
    house.operators().stream()
        .filter(operator -> operator.strip().length() >= MIN_OPERATOR)
        .forEach(operator -> addWord(Leak.Kind.OPERATOR, operator, false));
    house.hostNames().forEach(name -> addWord(Leak.Kind.HOST_NAME, name, isOrdinary(name)));
  }

  private void addWord(Leak.Kind kind, String secret, boolean ordinary) {
    String word = MessageTexts.folded(secret.strip());
    boolean shown =
        house.shown().stream().anyMatch(text -> WholeWord.isIn(MessageTexts.folded(text), word));
    if (!shown) {
      words.add(new Word(kind, word, ordinary));
    }
  }

  /** A machine may be called "mail": nobody could write about mail any more. */
  private static boolean isOrdinary(String name) {
    return name.chars().allMatch(Character::isLetter);
  }

  /**
   * Searches a message.
   *
   * @param outgoing what can be read in it
   * @param known what the correspondent wrote before
   * @return what it would show, each once, in the order of the message
   */
  public List<Leak> leaks(MessageTexts outgoing, MessageTexts known) {
    Set<Secret> told = new HashSet<>();
    for (Piece piece : known.pieces()) {
      search(piece, word -> true, (kind, secret) -> told.add(new Secret(kind, secret)));
    }
    Set<Leak> leaks = new LinkedHashSet<>();
    for (Piece piece : outgoing.pieces()) {
      search(
          piece,
          word -> isLookedFor(word, piece.kind()),
          (kind, secret) -> {
            if (!told.contains(new Secret(kind, secret))) {
              leaks.add(new Leak(kind, piece.where()));
            }
          });
    }
    return List.copyOf(leaks);
  }

  private void search(Piece piece, Predicate<Word> lookedFor, BiConsumer<Leak.Kind, String> found) {
    for (EmailAddress address : addresses.in(piece.folded())) {
      found.accept(kind(address), address.canonical());
    }
    for (Word word : words) {
      if (lookedFor.test(word) && WholeWord.isIn(piece.folded(), word.text())) {
        found.accept(word.kind(), word.text());
      }
    }
    for (Pattern pattern : house.patterns()) {
      Matcher matcher = pattern.matcher(piece.text());
      for (int i = 0; i < MAX_MATCHES && matcher.find(); i++) {
        found.accept(Leak.Kind.PATTERN, matcher.group());
      }
    }
  }

  private Leak.Kind kind(EmailAddress address) {
    return house.recoveryAddress().filter(address::equals).isPresent()
        ? Leak.Kind.RECOVERY_ADDRESS
        : Leak.Kind.SIBLING_ALIAS;
  }

  private static boolean isLookedFor(Word word, Kind kind) {
    return switch (word.kind()) {
      case SLUG -> kind == Kind.LINE || kind == Kind.FIELD;
      case OPERATOR -> kind != Kind.MACHINE;
      default -> !word.ordinary() || kind == Kind.LINE || kind == Kind.FIELD;
    };
  }
}
