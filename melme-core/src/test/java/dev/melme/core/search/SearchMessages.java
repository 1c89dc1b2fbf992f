package dev.melme.core.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageIndex;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.MessageState;
import dev.melme.core.mime.MessageIndexer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Messages to search for. */
final class SearchMessages {

  /** In the inbox, and somebody read it. */
  static final MessageState READ =
      new MessageState(Folder.INBOX, true, false, List.of(), Optional.empty());

  private static final MessageIndexer INDEXER = new MessageIndexer();

  private SearchMessages() {}

  /** With a text alone. */
  static MessageFacts text(String text) {
    return of("Content-Type: text/plain; charset=utf-8\r\n\r\n" + text);
  }

  /** Indexed from its source, received at the beginning of 2026. */
  static MessageFacts of(String source) {
    byte[] bytes = source.getBytes(UTF_8);
    return of(INDEXER.index(bytes, 0, bytes.length));
  }

  static MessageFacts of(MessageIndex index) {
    return new MessageFacts(
        index,
        List.of(way("support@acme.example", "support@acme.example")),
        Instant.parse("2026-01-01T00:00:00Z"),
        READ);
  }

  static MatchedAlias way(String recipient, String alias) {
    return new MatchedAlias(
        EmailAddress.parse(recipient), AliasPattern.parse(alias), Optional.empty());
  }
}
