package dev.melme.core.catchup;

import dev.melme.api.Correspondent;
import dev.melme.api.MessageIndex;
import dev.melme.core.mime.MessageIndexer;
import dev.melme.core.subject.SubjectLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message of a threading set: what MelMe's own index says of its bytes.
 *
 * @param name what differences are told by
 * @param index derived from the bytes
 */
record ThreadedMail(String name, MessageIndex index) {

  private static final MessageIndexer INDEXER = new MessageIndexer();

  static ThreadedMail of(String name, byte[] source) {
    return new ThreadedMail(name, INDEXER.index(source, 0, source.length));
  }

  static ThreadedMail of(String name, String source) {
    return of(name, source.getBytes(StandardCharsets.UTF_8));
  }

  Optional<String> id() {
    return index.messageIdField();
  }

  /** In-Reply-To counts where there is no References, as in RFC 5256. */
  List<String> ancestors() {
    return index.references().isEmpty() ? index.inReplyTo() : index.references();
  }

  boolean refersToOthers() {
    return !index.references().isEmpty() || !index.inReplyTo().isEmpty();
  }

  SubjectLine subject() {
    return SubjectLine.of(index.subject());
  }

  Optional<Instant> date() {
    return index.date();
  }

  Set<String> participants() {
    return Stream.of(index.from(), index.to(), index.cc())
        .flatMap(List::stream)
        .map(Correspondent::address)
        .map(address -> address.toLowerCase(Locale.ROOT))
        .filter(address -> !address.isEmpty())
        .collect(Collectors.toSet());
  }
}
