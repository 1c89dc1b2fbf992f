package dev.melme.core.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageIndex;
import dev.melme.core.mime.MessageIndexer;
import dev.melme.core.search.MessageFacts.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Messages to search for. */
final class SearchMessages {

  private static final MessageIndexer INDEXER = new MessageIndexer();

  private SearchMessages() {}

  /** With a text alone. */
  static MessageFacts text(String text) {
    return of("Content-Type: text/plain; charset=utf-8\r\n\r\n" + text);
  }

  /** Indexed from its source, received at the beginning of 2026. */
  static MessageFacts of(String source, Mark... marks) {
    byte[] bytes = source.getBytes(UTF_8);
    return of(INDEXER.index(bytes, 0, bytes.length), marks);
  }

  static MessageFacts of(MessageIndex index, Mark... marks) {
    return new MessageFacts(
        index,
        List.of(way("support@acme.example", "support@acme.example")),
        Instant.parse("2026-01-01T00:00:00Z"),
        Set.of(marks),
        Set.of());
  }

  static MatchedAlias way(String recipient, String alias) {
    return new MatchedAlias(
        EmailAddress.parse(recipient), AliasPattern.parse(alias), Optional.empty());
  }
}
