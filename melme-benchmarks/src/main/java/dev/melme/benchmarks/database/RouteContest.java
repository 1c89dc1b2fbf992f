package dev.melme.benchmarks.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.EmailAddress;
import dev.melme.api.Route;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.RoutingDecision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;

/** One recipient out of a million is routed, again and again another one. For one thread. */
final class RouteContest {

  private static final int ALIASES = 1_000_000;
  private static final int ALIASES_PER_DOMAIN = 50;
  private static final int RECIPIENTS = 200_000;

  private static final String SELECT =
      """
      SELECT pattern, mailbox_id, status, when_unavailable, created_at, version
      FROM reference_alias
      WHERE alias_key = ?
      """;

  private final DatabaseKind kind;
  private final AliasRouter router;
  private final DataSource pool;
  private final List<EmailAddress> recipients = new ArrayList<>();
  private int turn;

  private RouteContest(DatabaseKind kind, MelMeOnJdbc melme) {
    this.kind = kind;
    this.router = melme.melme().router();
    this.pool = melme.pool();
    new Random(1)
        .ints(RECIPIENTS, 0, ALIASES)
        .forEach(alias -> recipients.add(EmailAddress.parse(address(alias))));
  }

  /** Makes the aliases, then routes. */
  static Contest of(Ground ground) {
    MelMeOnJdbc melme = MelMeOnJdbc.open(ground.address(), 1);
    fill(ground.kind(), melme);
    RouteContest contest = new RouteContest(ground.kind(), melme);
    return Contest.of(Side.of(contest::ours), Side.of(contest::reference), melme);
  }

  private static String address(int alias) {
    return "contact." + alias + "@team" + alias / ALIASES_PER_DOMAIN + ".example";
  }

  private static void fill(DatabaseKind kind, MelMeOnJdbc melme) {
    melme.mailbox(0);
    melme.melme().admin().createAlias(address(0), Route.toMailbox("inbox-0"));
    String domain = "CONCAT('team', FLOOR(n / " + ALIASES_PER_DOMAIN + "), '.example')";
    String address = "CONCAT('contact.', n, '@', " + domain + ")";
    new Copies(kind, melme.pool())
        .make(
            "melme_alias",
            "domain = 'team0.example'",
            1,
            ALIASES - 1,
            Map.of("alias_key", kind.utf8(address), "pattern", address, "domain", domain));
    Sql.execute(melme.pool(), "CREATE TABLE reference_alias AS SELECT * FROM melme_alias");
    Sql.execute(melme.pool(), kind.primaryKey("reference_alias", "alias_key"));
    Sql.execute(melme.pool(), kind.analyze("melme_alias", "reference_alias"));
  }

  private void ours() {
    RoutingDecision decision = router.route(next());
    if (!decision.accepted()) {
      throw new IllegalStateException("A recipient was answered " + decision.reply());
    }
  }

  private void reference() throws SQLException {
    String key = next().toString();
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(SELECT)) {
      statement.setBytes(1, key.getBytes(UTF_8));
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("A recipient was not found");
        }
        Found found = Found.of(row, kind);
        if (!found.pattern.equals(key)) {
          throw new IllegalStateException("Another alias was found");
        }
      }
    }
  }

  private EmailAddress next() {
    turn = (turn + 1) % recipients.size();
    return recipients.get(turn);
  }

  /** An alias in plain values. */
  private record Found(
      String pattern,
      UUID mailboxId,
      String status,
      String whenUnavailable,
      Instant createdAt,
      long version) {

    static Found of(ResultSet row, DatabaseKind kind) throws SQLException {
      return new Found(
          row.getString(1),
          kind.id(row, 2),
          row.getString(3),
          row.getString(4),
          Instant.ofEpochMilli(row.getLong(5)),
          row.getLong(6));
    }
  }
}
