package dev.melme.jdbc;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Row;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.AliasMatch;
import dev.melme.spi.AliasRepository;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Aliases in a database. Their keys are bytes there: no collation, no padding, one order in every
 * database.
 */
final class JdbcAliasRepository implements AliasRepository {

  private static final byte[] FIRST = {};

  private final Supplier<Engine> engine;
  private final RegisteredDomains domains;

  JdbcAliasRepository(Supplier<Engine> engine) {
    this.engine = engine;
    this.domains = new RegisteredDomains(engine);
  }

  private static byte[] key(AliasPattern pattern) {
    return pattern.key().getBytes(StandardCharsets.UTF_8);
  }

  /** One row per alias that exists; one row without an alias when none does. */
  @Override
  public AliasMatch match(List<AliasPattern> candidates) {
    Engine open = engine.get();
    String sql = open.match(candidates.size());
    String domain = candidates.get(0).domain();
    return open.database()
        .read(
            "match an alias",
            session -> {
              try (Command command = session.prepare(sql)) {
                command.text(domain).text(domain);
                Session.bindIn(command, candidates, (to, pattern) -> to.bytes(key(pattern)));
                return mostSpecific(candidates, command.list(row -> match(candidates, row)));
              }
            });
  }

  private static AliasMatch match(List<AliasPattern> candidates, Row row) throws SQLException {
    boolean ours = row.flag();
    String pattern = row.textOrNull();
    if (pattern == null) {
      return ours ? AliasMatch.UNKNOWN_ALIAS : AliasMatch.FOREIGN_DOMAIN;
    }
    Alias alias = AliasRow.rest(written(pattern, candidates.get(0)), row);
    Mailbox mailbox = MailboxRow.readOrNull(row);
    return new AliasMatch(alias, mailbox, true);
  }

  /** Mostly the alias is written as the recipient is, and need not be read again. */
  private static AliasPattern written(String pattern, AliasPattern candidate) {
    return pattern.equals(candidate.toString()) ? candidate : AliasPattern.parse(pattern);
  }

  private static AliasMatch mostSpecific(List<AliasPattern> candidates, List<AliasMatch> matches) {
    AliasMatch best = matches.get(0);
    for (int i = 1; i < matches.size(); i++) {
      if (rank(candidates, matches.get(i)) < rank(candidates, best)) {
        best = matches.get(i);
      }
    }
    return best;
  }

  private static int rank(List<AliasPattern> candidates, AliasMatch match) {
    @Nullable Alias alias = match.alias();
    int rank = alias == null ? -1 : candidates.indexOf(alias.pattern());
    return rank < 0 ? Integer.MAX_VALUE : rank;
  }

  @Override
  public boolean create(Alias alias) {
    Engine open = engine.get();
    String sql =
        open.tables()
            .sql(
                "INSERT INTO {alias} (alias_key, domain, pattern, created_at, mailbox_id, status,"
                    + " when_unavailable, sending, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    return open.database()
        .transact(
            "create an alias",
            session ->
                open.dialect()
                    .insertNew(
                        session,
                        sql,
                        command -> {
                          command
                              .bytes(key(alias.pattern()))
                              .text(alias.pattern().domain())
                              .text(alias.pattern().toString())
                              .number(alias.createdAt().toEpochMilli());
                          bindChangeable(command, alias);
                        }));
  }

  private static void bindChangeable(Command command, Alias alias) throws SQLException {
    command
        .uuid(alias.mailboxId().value())
        .text(alias.status().name())
        .text(alias.whenUnavailable().name())
        .text(alias.sending().name())
        .number(alias.version());
  }

  @Override
  public boolean update(Alias changed) {
    String sql =
        "UPDATE {alias} SET mailbox_id = ?, status = ?, when_unavailable = ?, sending = ?, version = ?"
            + " WHERE alias_key = ? AND version = ?";
    return change(
        "change an alias",
        sql,
        command -> {
          bindChangeable(command, changed);
          command.bytes(key(changed.pattern())).number(changed.version() - 1);
        });
  }

  @Override
  public boolean delete(AliasPattern pattern) {
    return change(
        "delete an alias",
        "DELETE FROM {alias} WHERE alias_key = ?",
        command -> command.bytes(key(pattern)));
  }

  private boolean change(String what, String sql, Dialect.Binding binding) {
    Engine open = engine.get();
    return open.database()
        .transact(what, session -> Dialect.update(session, open.tables().sql(sql), binding));
  }

  @Override
  public Optional<Alias> find(AliasPattern pattern) {
    return list("WHERE a.alias_key = ?", command -> command.bytes(key(pattern))).stream()
        .findFirst();
  }

  @Override
  public List<Alias> list(Optional<AliasPattern> after, int limit) {
    return list(
        "WHERE a.alias_key > ? ORDER BY a.alias_key LIMIT ?",
        command -> command.bytes(after.map(JdbcAliasRepository::key).orElse(FIRST)).number(limit));
  }

  @Override
  public List<Alias> listByMailbox(MailboxId mailboxId, Optional<AliasPattern> after, int limit) {
    return list(
        "WHERE a.mailbox_id = ? AND a.alias_key > ? ORDER BY a.mailbox_id, a.alias_key LIMIT ?",
        command ->
            command
                .uuid(mailboxId.value())
                .bytes(after.map(JdbcAliasRepository::key).orElse(FIRST))
                .number(limit));
  }

  private List<Alias> list(String rest, Dialect.Binding binding) {
    Engine open = engine.get();
    String sql = open.tables().sql("SELECT " + AliasRow.COLUMNS + " FROM {alias} a " + rest);
    return open.database()
        .read(
            "read aliases",
            session -> {
              try (Command command = session.prepare(sql)) {
                binding.bind(command);
                return command.list(AliasRow::read);
              }
            });
  }

  @Override
  public boolean registerDomain(DomainName domain) {
    return domains.register(domain);
  }

  @Override
  public boolean unregisterDomain(DomainName domain) {
    return domains.unregister(domain);
  }

  @Override
  public List<DomainName> domains(Optional<DomainName> after, int limit) {
    return domains.list(after, limit);
  }
}
