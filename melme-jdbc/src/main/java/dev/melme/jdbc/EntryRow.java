package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageSummary;
import dev.melme.api.MessageTrait;
import dev.melme.api.mailbox.Filing;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.mailbox.MessageState;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the columns of entries. Used for one result. */
final class EntryRow {

  /** What {@link #read} takes, of a table {@code e}. */
  static final String COLUMNS =
      "e.message_id, e.position, e.conversation_id, e.folder, e.unread_in, e.flagged_in, e.labels,"
          + " e.filed_from, e.filed_at, e.filed_by, e.received_at, e.from_field, e.subject,"
          + " e.snippet, e.matched_aliases, e.attachment_count, e.size_bytes, e.completeness,"
          + " e.traits";

  /** Most messages of a mailbox came in on one of a few aliases. */
  private final Map<String, List<MatchedAlias>> aliases = new HashMap<>();

  /** And has the same traits as many others. */
  private final Map<String, Set<MessageTrait>> traits = new HashMap<>();

  MessageEntry read(Row row) throws SQLException {
    return rest(new MessageId(row.uuid()), row);
  }

  /** Reads what follows the id. */
  MessageEntry rest(MessageId id, Row row) throws SQLException {
    long position = row.number();
    ConversationId conversation = new ConversationId(row.uuid());
    MessageState state = state(row);
    MessageSummary summary =
        new MessageSummary(
            id,
            Instant.ofEpochMilli(row.number()),
            PackedValues.toCorrespondents(row.text()),
            row.text(),
            row.text(),
            aliases.computeIfAbsent(row.text(), PackedValues::toAliases),
            (int) row.number(),
            row.number(),
            MessageIndex.Completeness.valueOf(row.text()),
            traits.computeIfAbsent(row.text(), MessageTable::traits));
    return new MessageEntry(summary, position, conversation, state);
  }

  private static MessageState state(Row row) throws SQLException {
    Folder folder = row.constant(Folder.class);
    boolean unread = row.textOrNull() != null;
    boolean flagged = row.textOrNull() != null;
    String labels = row.text();
    String from = row.textOrNull();
    Long at = row.numberOrNull();
    String by = row.textOrNull();
    if (folder == Folder.INBOX && unread && !flagged && labels.isEmpty() && from == null) {
      return MessageState.NEW;
    }
    return new MessageState(folder, !unread, flagged, labels(labels), filing(from, at, by));
  }

  private static List<Label> labels(String packed) {
    return packed.isEmpty()
        ? List.of()
        : PackedValues.toTexts(packed).stream().map(Label::of).toList();
  }

  private static Optional<Filing> filing(
      @Nullable String from, @Nullable Long at, @Nullable String by) {
    return from == null || at == null
        ? Optional.empty()
        : Optional.of(
            new Filing(Folder.valueOf(from), Instant.ofEpochMilli(at), Optional.ofNullable(by)));
  }

  /** Sets the columns of a state, in the order of {@link #SET_STATE}. */
  static void bindState(Command command, MessageState state) throws SQLException {
    String folder = state.folder().name();
    command
        .text(folder)
        .text(state.seen() ? null : folder)
        .text(state.flagged() ? folder : null)
        .text(PackedValues.texts(state.labels().stream().map(Label::value).toList()))
        .text(state.filing().map(filing -> filing.from().name()).orElse(null))
        .numberOrNull(state.filing().map(filing -> filing.at().toEpochMilli()).orElse(null))
        .text(state.filing().flatMap(Filing::operator).map(PlainText::of).orElse(null));
  }

  /** Assigns what {@link #bindState} sets. */
  static final String SET_STATE =
      "folder = ?, unread_in = ?, flagged_in = ?, labels = ?, filed_from = ?, filed_at = ?,"
          + " filed_by = ?";
}
