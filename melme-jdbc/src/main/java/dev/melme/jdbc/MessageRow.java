package dev.melme.jdbc;

import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageTrait;
import dev.melme.api.Reception;
import dev.melme.jdbc.kit.Command;
import dev.melme.spi.Delivery;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of a message that all targets of a delivery have in common, made once. */
final class MessageRow {

  /** What {@link #bind} sets, in its order. */
  static final String COLUMNS =
      "matched_aliases, received_at, size_bytes, reverse_path, client_address, helo_name, protocol,"
          + " authenticated_user, trace_field, authentication_results, completeness, traits,"
          + " subject, snippet, from_field, to_field, cc_field, reply_to_field, date_field,"
          + " message_id_field, in_reply_to, reference_ids, attachment_count, attachments,"
          + " text_origin, body_text, search_terms";

  /** As many question marks. */
  static final String PARAMETERS = COLUMNS.replaceAll("[a-z_]+", "?");

  private final Reception reception;
  private final MessageIndex index;
  private final long sizeBytes;
  private final @Nullable UUID conversationId;
  private final @Nullable String reversePath;
  private final @Nullable String clientAddress;
  private final String traits;
  private final String from;
  private final String to;
  private final String cc;
  private final String replyTo;
  private final String inReplyTo;
  private final String references;
  private final String attachments;

  /** What a delivery stores. */
  MessageRow(Reception reception, MessageIndex index, long sizeBytes) {
    this(reception, index, sizeBytes, null);
  }

  /** What a team sends, perhaps in a conversation that it goes on with. */
  MessageRow(
      Reception reception, MessageIndex index, long sizeBytes, @Nullable UUID conversationId) {
    this.conversationId = conversationId;
    this.reception = reception;
    this.index = index;
    this.sizeBytes = sizeBytes;
    this.reversePath = reception.reversePath().address().map(Object::toString).orElse(null);
    this.clientAddress = reception.client().address().map(MessageRow::literal).orElse(null);
    this.traits =
        index.traits().stream().sorted().map(MessageTrait::name).collect(Collectors.joining(" "));
    this.from = PackedValues.correspondents(index.from());
    this.to = PackedValues.correspondents(index.to());
    this.cc = PackedValues.correspondents(index.cc());
    this.replyTo = PackedValues.correspondents(index.replyTo());
    this.inReplyTo = PackedValues.texts(index.inReplyTo());
    this.references = PackedValues.texts(index.references());
    this.attachments = PackedValues.attachments(index.attachments());
  }

  /** The address without the zone, which means nothing elsewhere. */
  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  long sizeBytes() {
    return sizeBytes;
  }

  @Nullable UUID conversationId() {
    return conversationId;
  }

  /** The aliases of a target as they are kept: each once. */
  static List<MatchedAlias> aliases(Delivery.Target target) {
    return Delivery.mergedAliases(List.of(), target.aliases());
  }

  void bind(Command command, Delivery.Target target) throws SQLException {
    command
        .text(PackedValues.aliases(aliases(target)))
        .number(reception.receivedAt().toEpochMilli())
        .number(sizeBytes)
        .text(reversePath)
        .text(clientAddress)
        .text(plain(reception.client().heloName().orElse(null)))
        .text(plain(reception.client().protocol().orElse(null)))
        .text(plain(reception.client().authenticatedUser().orElse(null)))
        .text(plain(reception.traceField().orElse(null)))
        .text(plain(reception.authenticationResults().orElse(null)))
        .text(index.completeness().name())
        .text(traits)
        .text(PlainText.of(index.subject()))
        .text(PlainText.of(index.snippet()))
        .text(from)
        .text(to)
        .text(cc)
        .text(replyTo)
        .numberOrNull(index.date().map(Instant::toEpochMilli).orElse(null))
        .text(plain(index.messageIdField().orElse(null)))
        .text(inReplyTo)
        .text(references)
        .number(index.attachments().size())
        .text(attachments)
        .text(index.textOrigin().name())
        .text(PlainText.of(index.text()))
        .text(PlainText.of(index.searchTerms()));
  }

  private static @Nullable String plain(@Nullable String text) {
    return text == null ? null : PlainText.of(text);
  }
}
