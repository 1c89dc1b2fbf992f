package dev.melme.jdbc;

import dev.melme.api.ClientFacts;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageSummary;
import dev.melme.api.MessageTrait;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.StoredMessage;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Row;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.ContentRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads messages and their bytes. */
final class MessageTable {

  /** Rows of a mailbox that is being erased are there until they are gone, and never read. */
  private static final String EXISTING =
      " AND EXISTS (SELECT 1 FROM {mailbox} x WHERE x.mailbox_id = m.mailbox_id)";

  /** The same for many rows: a condition on the parameter alone is looked at once. */
  private static final String EXISTING_ONCE =
      " AND EXISTS (SELECT 1 FROM {mailbox} x WHERE x.mailbox_id = ?)";

  private final String find;
  private final String newest;
  private final String before;
  private final String added;
  private final String content;

  MessageTable(Tables tables) {
    // not EXISTS: PostgreSQL would rather hash the whole table than look fifty rows up
    String hasAdded =
        "(SELECT MIN(a.ordinal) FROM {added_alias} a WHERE a.mailbox_id = m.mailbox_id"
            + " AND a.message_id = m.message_id) IS NOT NULL";
    String line =
        "SELECT (SELECT a.message_id FROM {added_alias} a WHERE a.mailbox_id = ?%s"
            + " ORDER BY a.mailbox_id DESC, a.message_id DESC LIMIT 1),"
            + " m.message_id, m.received_at, m.from_field, m.subject, m.snippet,"
            + " m.matched_aliases, m.attachment_count, m.size_bytes, m.completeness, m.traits"
            + " FROM {message} m WHERE m.mailbox_id = ?%s"
            + EXISTING_ONCE;
    // H2 sorts the whole mailbox unless the order begins with the first column of the key
    String order = " ORDER BY m.mailbox_id DESC, m.message_id DESC LIMIT ";
    this.find =
        tables.sql(
            "SELECT "
                + MessageRow.COLUMNS
                + ", "
                + hasAdded
                + " FROM {message} m WHERE m.mailbox_id = ? AND m.message_id = ?"
                + EXISTING);
    this.newest = tables.sql(line.formatted("", "") + order);
    this.before =
        tables.sql(line.formatted(" AND a.message_id < ?", " AND m.message_id < ?") + order);
    this.added =
        tables.sql(
            "SELECT message_id, matched_alias FROM {added_alias}"
                + " WHERE {pairs mailbox_id message_id}"
                + " ORDER BY mailbox_id, message_id, ordinal");
    this.content =
        tables.sql(
            "SELECT m.size_bytes, c.data FROM {message} m LEFT JOIN {content} c"
                + " ON c.mailbox_id = m.mailbox_id AND c.message_id = m.message_id AND c.chunk = ?"
                + " WHERE m.mailbox_id = ? AND m.message_id = ?"
                + EXISTING);
  }

  Optional<StoredMessage> find(Session session, MailboxId mailboxId, MessageId messageId)
      throws SQLException {
    Optional<Found> found;
    try (Command command = session.prepare(find)) {
      found =
          command
              .uuid(mailboxId.value())
              .uuid(messageId.value())
              .first(row -> found(mailboxId, messageId, row));
    }
    return found.isPresent() ? Optional.of(withAdded(session, found.get())) : Optional.empty();
  }

  private record Found(StoredMessage message, boolean added) {}

  private StoredMessage withAdded(Session session, Found found) throws SQLException {
    StoredMessage message = found.message();
    if (!found.added()) {
      return message;
    }
    List<MatchedAlias> later =
        addedAliases(session, message.mailboxId(), List.of(message.id()))
            .getOrDefault(message.id(), List.of());
    return new StoredMessage(
        message.mailboxId(),
        message.id(),
        message.reception(),
        joined(message.aliases(), later),
        message.sizeBytes(),
        message.index());
  }

  List<MessageSummary> list(
      Session session, MailboxId mailboxId, Optional<MessageId> beforeId, int limit)
      throws SQLException {
    PageReader reader = new PageReader();
    List<MessageSummary> page;
    // a literal: for a parameter PostgreSQL expects a tenth of the mailbox, and plans anew each
    // time
    String sql = (beforeId.isPresent() ? before : newest) + limit;
    try (Command command = session.prepare(sql)) {
      for (int i = 0; i < 2; i++) {
        command.uuid(mailboxId.value());
        if (beforeId.isPresent()) {
          command.uuid(beforeId.get().value());
        }
      }
      page = command.uuid(mailboxId.value()).list(reader::read);
    }
    return reader.sawAdded() ? withAdded(session, mailboxId, page) : page;
  }

  private List<MessageSummary> withAdded(
      Session session, MailboxId mailboxId, List<MessageSummary> page) throws SQLException {
    Map<MessageId, List<MatchedAlias>> later =
        addedAliases(session, mailboxId, page.stream().map(MessageSummary::id).toList());
    List<MessageSummary> whole = new ArrayList<>(page.size());
    for (MessageSummary line : page) {
      whole.add(
          withAliases(line, joined(line.aliases(), later.getOrDefault(line.id(), List.of()))));
    }
    return whole;
  }

  static MessageSummary withAliases(MessageSummary line, List<MatchedAlias> aliases) {
    return new MessageSummary(
        line.id(),
        line.receivedAt(),
        line.from(),
        line.subject(),
        line.snippet(),
        aliases,
        line.attachmentCount(),
        line.sizeBytes(),
        line.completeness(),
        line.traits());
  }

  Map<MessageId, List<MatchedAlias>> addedAliases(
      Session session, MailboxId mailboxId, List<MessageId> ids) throws SQLException {
    Map<MessageId, List<MatchedAlias>> later = new HashMap<>();
    for (List<MessageId> some : Session.portions(ids)) {
      try (Command command =
          session.prepare(added, mailboxId.value(), some, (to, id) -> to.uuid(id.value()))) {
        command.list(
            row ->
                later
                    .computeIfAbsent(new MessageId(row.uuid()), id -> new ArrayList<>(1))
                    .addAll(PackedValues.toAliases(row.text())));
      }
    }
    return later;
  }

  static List<MatchedAlias> joined(List<MatchedAlias> first, List<MatchedAlias> later) {
    List<MatchedAlias> all = new ArrayList<>(first);
    all.addAll(later);
    return all;
  }

  /** Bytes of the one chunk that the offset is in: readers ask again for more. */
  Optional<ContentRange> content(
      Session session, MailboxId mailboxId, MessageId messageId, long offset, int length)
      throws SQLException {
    UUID message = messageId.value();
    try (Command command = session.prepare(content)) {
      return command
          .number(Chunks.holding(offset))
          .uuid(mailboxId.value())
          .uuid(message)
          .first(row -> Chunks.range(row.number(), row.bytesOrNull(), offset, length));
    }
  }

  /** Reads the lines of one page, newest first. */
  private static final class PageReader {

    /** Most messages of a mailbox came in on one of a few aliases. */
    private final Map<String, List<MatchedAlias>> aliases = new HashMap<>();

    private @Nullable MessageId newestWithAdded;
    private @Nullable MessageId oldest;

    MessageSummary read(Row row) throws SQLException {
      UUID withAdded = row.uuidOrNull();
      newestWithAdded = withAdded == null ? null : new MessageId(withAdded);
      MessageId id = new MessageId(row.uuid());
      oldest = id;
      return new MessageSummary(
          id,
          Instant.ofEpochMilli(row.number()),
          PackedValues.toCorrespondents(row.text()),
          row.text(),
          row.text(),
          aliases.computeIfAbsent(row.text(), PackedValues::toAliases),
          (int) row.number(),
          row.number(),
          MessageIndex.Completeness.valueOf(row.text()),
          traits(row.text()));
    }

    /** Tells whether redeliveries added aliases to a message from this page on. */
    boolean sawAdded() {
      return newestWithAdded != null && oldest != null && newestWithAdded.compareTo(oldest) >= 0;
    }
  }

  private static Found found(MailboxId mailboxId, MessageId messageId, Row row)
      throws SQLException {
    List<MatchedAlias> aliases = PackedValues.toAliases(row.text());
    Instant receivedAt = Instant.ofEpochMilli(row.number());
    long sizeBytes = row.number();
    Reception reception = reception(receivedAt, row);
    MessageIndex index = index(row);
    return new Found(
        new StoredMessage(mailboxId, messageId, reception, aliases, sizeBytes, index), row.flag());
  }

  private static Reception reception(Instant receivedAt, Row row) throws SQLException {
    String reversePath = row.textOrNull();
    return new Reception(
        receivedAt,
        reversePath == null ? ReversePath.NULL : ReversePath.of(EmailAddress.parse(reversePath)),
        new ClientFacts(
            address(row.textOrNull()),
            Optional.ofNullable(row.textOrNull()),
            Optional.ofNullable(row.textOrNull()),
            Optional.ofNullable(row.textOrNull())),
        Optional.ofNullable(row.textOrNull()),
        Optional.ofNullable(row.textOrNull()));
  }

  /** A literal asks no name server. */
  private static Optional<InetAddress> address(@Nullable String literal) {
    try {
      return literal == null ? Optional.empty() : Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static MessageIndex index(Row row) throws SQLException {
    MessageIndex.Completeness completeness = MessageIndex.Completeness.valueOf(row.text());
    Set<MessageTrait> traits = traits(row.text());
    String subject = row.text();
    String snippet = row.text();
    var from = PackedValues.toCorrespondents(row.text());
    var to = PackedValues.toCorrespondents(row.text());
    var cc = PackedValues.toCorrespondents(row.text());
    var replyTo = PackedValues.toCorrespondents(row.text());
    Long date = row.numberOrNull();
    String messageIdField = row.textOrNull();
    List<String> inReplyTo = PackedValues.toTexts(row.text());
    List<String> references = PackedValues.toTexts(row.text());
    row.number();
    var attachments = PackedValues.toAttachments(row.text());
    MessageIndex.TextOrigin textOrigin = MessageIndex.TextOrigin.valueOf(row.text());
    String text = row.text();
    return new MessageIndex(
        completeness,
        subject,
        from,
        to,
        cc,
        replyTo,
        Optional.ofNullable(date).map(Instant::ofEpochMilli),
        Optional.ofNullable(messageIdField),
        inReplyTo,
        references,
        text,
        textOrigin,
        snippet,
        row.text(),
        attachments,
        traits);
  }

  static Set<MessageTrait> traits(String names) {
    if (names.isEmpty()) {
      return Set.of();
    }
    Set<MessageTrait> traits = EnumSet.noneOf(MessageTrait.class);
    for (String name : names.split(" ", -1)) {
      traits.add(MessageTrait.valueOf(name));
    }
    return Set.copyOf(traits);
  }
}
