package dev.melme.jdbc;

import dev.melme.api.DomainName;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The domains that are ours: registered, or with an alias on them. */
final class RegisteredDomains {

  private final Supplier<Engine> engine;

  RegisteredDomains(Supplier<Engine> engine) {
    this.engine = engine;
  }

  boolean register(DomainName domain) {
    Engine open = engine.get();
    return open.database()
        .transact(
            "register a domain",
            session ->
                open.dialect()
                    .insertNew(
                        session,
                        open.tables().sql("INSERT INTO {domain} (domain) VALUES (?)"),
                        command -> command.text(domain.ascii())));
  }

  boolean unregister(DomainName domain) {
    Engine open = engine.get();
    return open.database()
        .transact(
            "take a domain back",
            session ->
                Dialect.update(
                    session,
                    open.tables().sql("DELETE FROM {domain} WHERE domain = ?"),
                    command -> command.text(domain.ascii())));
  }

  /** One step along two indexes per domain, however many aliases are on it. */
  List<DomainName> list(Optional<DomainName> after, int limit) {
    Engine open = engine.get();
    String sql =
        open.tables()
            .sql(
                """
                SELECT MIN(n.domain) FROM (
                  SELECT MIN(domain) AS domain FROM {alias} WHERE domain > ?
                  UNION ALL
                  SELECT MIN(domain) AS domain FROM {domain} WHERE domain > ?
                ) n
                """);
    return open.database()
        .read(
            "list domains",
            session -> {
              List<DomainName> domains = new ArrayList<>();
              String last = after.map(DomainName::ascii).orElse("");
              while (domains.size() < limit) {
                Optional<String> next = next(session, sql, last);
                if (next.isEmpty()) {
                  break;
                }
                last = next.get();
                domains.add(DomainName.parse(last));
              }
              return domains;
            });
  }

  private static Optional<String> next(Session session, String sql, String last)
      throws SQLException {
    try (Command command = session.prepare(sql)) {
      return command
          .text(last)
          .text(last)
          .first(row -> Optional.ofNullable(row.textOrNull()))
          .orElse(Optional.empty());
    }
  }
}
