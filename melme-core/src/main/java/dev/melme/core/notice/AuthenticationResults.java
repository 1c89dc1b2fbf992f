package dev.melme.core.notice;

import dev.melme.api.DomainName;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a host found out about a sender, as the value of an Authentication-Results field (RFC 8601
 * §2.2), and whether that is enough to send this sender something.
 *
 * <p>SPF vouches for the envelope sender itself (RFC 7208 §2.4). DKIM and DMARC vouch for a
 * message: whoever got one from a large provider can send it again under any envelope sender of
 * that provider. They count together with a From field of the same address only, which is signed
 * (RFC 6376 §5.4).
 *
 * <p>There is no list of public suffixes here. A domain vouches for itself and for the domains
 * below it, which is stricter than relaxed alignment (RFC 7489 §3.1).
 */
final class AuthenticationResults {

  /** One result: {@code spf=pass smtp.mailfrom=joe@example.org}, all in lower case. */
  private record Result(String method, String verdict, List<String> properties) {

    /** The values of a property. */
    List<String> values(String property) {
      String start = property + "=";
      return properties.stream()
          .filter(each -> each.startsWith(start))
          .map(each -> unquoted(each.substring(start.length())))
          .toList();
    }

    private static String unquoted(String value) {
      boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
      return quoted ? value.substring(1, value.length() - 1).replace("\\", "") : value;
    }
  }

  private final List<Result> results;

  private AuthenticationResults(List<Result> results) {
    this.results = results;
  }

  /**
   * Reads the value of a field. What cannot be read counts for nothing.
   *
   * @param field what the host gave
   * @return its results
   */
  static AuthenticationResults of(String field) {
    List<Result> results = new ArrayList<>();
    for (List<String> words : new Words(field.toLowerCase(Locale.ROOT)).statements()) {
      // "spf=pass", "dkim/1=pass"
      int equals = words.isEmpty() ? -1 : words.get(0).indexOf('=');
      if (equals > 0) {
        String method = words.get(0).substring(0, equals);
        int slash = method.indexOf('/');
        results.add(
            new Result(
                slash < 0 ? method : method.substring(0, slash),
                words.get(0).substring(equals + 1),
                words.subList(1, words.size())));
      }
    }
    return new AuthenticationResults(results);
  }

  /**
   * Tells whether an envelope sender is who it says to be.
   *
   * @param sender the envelope sender
   * @param from the address of the From field, when there is one and only one
   * @return true when it is safe to write there
   */
  boolean vouchFor(EmailAddress sender, Optional<EmailAddress> from) {
    boolean author = from.filter(sender::equals).isPresent();
    return results.stream()
        .filter(result -> result.verdict().equals("pass"))
        .anyMatch(
            result ->
                switch (result.method()) {
                  case "spf" ->
                      result.values("smtp.mailfrom").stream().anyMatch(it -> isSender(it, sender));
                  case "dkim" ->
                      author
                          && result.values("header.d").stream()
                              .anyMatch(domain -> covers(domain, sender.domain()));
                  case "dmarc" ->
                      author
                          && result.values("header.from").stream()
                              .anyMatch(domain -> covers(domain, sender.domain()));
                  default -> false;
                });
  }

  /** RFC 8601 §2.7.2: the address, or its domain alone. */
  private static boolean isSender(String mailFrom, EmailAddress sender) {
    int at = mailFrom.lastIndexOf('@');
    return at > 0
        ? EmailAddress.tryParse(mailFrom).filter(sender::equals).isPresent()
        : domain(mailFrom.substring(at + 1)).equals(sender.domain());
  }

  private static boolean covers(String domain, String ofSender) {
    String name = domain(domain);
    // a single label vouches for nobody below it
    return name.equals(ofSender) || (name.indexOf('.') > 0 && ofSender.endsWith("." + name));
  }

  /** The name as addresses have it; empty for none. */
  private static String domain(String text) {
    try {
      return DomainName.parse(text).ascii();
    } catch (InvalidAddressException e) {
      return "";
    }
  }

  /** Takes a field value apart: comments away, quoted strings whole (RFC 5322 §3.2). */
  private static final class Words {

    private final String text;
    private final List<List<String>> statements = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int at;

    Words(String text) {
      this.text = text;
    }

    List<List<String>> statements() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '(') {
          comment();
          endWord();
        } else if (c == '"') {
          quoted();
        } else if (c == ';') {
          endWord();
          statements.add(words);
          words = new ArrayList<>();
          at++;
        } else if (c <= ' ') {
          endWord();
          at++;
        } else {
          word.append(c);
          at++;
        }
      }
      endWord();
      statements.add(words);
      return statements;
    }

    private void comment() {
      int depth = 0;
      do {
        char c = text.charAt(at++);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        at += c == '\\' ? 1 : 0;
      } while (depth > 0 && at < text.length());
    }

    private void quoted() {
      do {
        char c = text.charAt(at++);
        word.append(c);
        if (c == '\\' && at < text.length()) {
          word.append(text.charAt(at++));
        }
      } while (at < text.length() && text.charAt(at) != '"');
      if (at < text.length()) {
        word.append(text.charAt(at++));
      }
    }

    /** White space around an equals sign parts nothing: {@code spf = pass}. */
    private void endWord() {
      if (word.length() == 0) {
        return;
      }
      String next = word.toString();
      word.setLength(0);
      int last = words.size() - 1;
      if (last >= 0 && (next.startsWith("=") || words.get(last).endsWith("="))) {
        words.set(last, words.get(last) + next);
      } else {
        words.add(next);
      }
    }
  }
}
