package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.MailboxId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No statement walks over a table that grows with the mail. */
@Timeout(180)
class QueryPlanTest {

  private static final String GROWING =
      "(message|content|delivery_key|erased_key|added_alias|pending|entry|label_entry|conversation|follower"
          + "|waiting|scan|feed|thread|alias|session|device|attempt|delivery_log"
          + "|outbox|outbox_recipient|draft|draft_attachment|draft_content|notice)";
  private static final Pattern POSTGRESQL = Pattern.compile("seq scan on melme_" + GROWING + "\\b");
  private static final Pattern BY_PAIRS = Pattern.compile(":\\s+in\\(row");
  private static final Pattern PAIRS =
      Pattern.compile("mailbox_id( = \\? AND \\w+ IN \\(|, \\w+\\) IN \\(\\(\\?, \\?\\),)");

  private static final Pattern H2 =
      Pattern.compile("melme_" + GROWING + "\"?( \"?[a-z]\"?)?\\s*/\\*[^*]*\\.tablescan");

  @ParameterizedTest
  @EnumSource(Databases.class)
  void every_statement_finds_its_rows_by_an_index(Databases kind) throws Exception {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool(4)) {
      StatementRecorder recorder = new StatementRecorder(pool);
      JdbcStore store = JdbcStore.create(recorder.dataSource());
      store.initialise();
      GrownDatabase grown = GrownDatabase.fill(store, database);
      Set<String> before = Set.copyOf(recorder.statements());
      MailboxId mailbox = grown.someMailbox();

      EveryCall.on(store, mailbox, grown.someMessages());

      List<String> statements = new ArrayList<>(recorder.statements());
      statements.removeIf(sql -> before.contains(sql) && sql.contains("SETTINGS"));
      assertThat(statements).hasSizeGreaterThan(40);
      TreeMap<String, String> scans = new TreeMap<>();
      try (Connection connection = database.connect()) {
        for (String sql : statements) {
          String plan = plan(kind, recorder, connection, sql);
          if (scans(kind, plan) || walks(kind, sql, plan)) {
            scans.put(sql, plan);
          }
        }
      }
      assertThat(scans.keySet()).as("%s", scans).isEmpty();
    }
  }

  /** MariaDB shows the table that an INSERT goes to as one that is scanned. */
  private static String plan(
      Databases kind, StatementRecorder recorder, Connection connection, String sql)
      throws SQLException {
    boolean explainable =
        sql.contains("melme_") && !(kind == Databases.MARIADB && sql.startsWith("INSERT"));
    if (!explainable) {
      return "";
    }
    StringBuilder plan = new StringBuilder();
    try (PreparedStatement statement = recorder.prepare(connection, "EXPLAIN ", sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          plan.append(rows.getString(column)).append('\t');
        }
        plan.append('\n');
      }
    }
    return plan.toString();
  }

  /** By an index, but over all rows of a mailbox although the statement names some. */
  private static boolean walks(Databases kind, String sql, String plan) {
    return kind == Databases.H2
        && PAIRS.matcher(sql).find()
        && !BY_PAIRS.matcher(plan.toLowerCase(Locale.ROOT)).find();
  }

  private static boolean scans(Databases kind, String plan) {
    String lower = plan.toLowerCase(Locale.ROOT);
    return switch (kind) {
      case POSTGRESQL -> POSTGRESQL.matcher(lower).find();
      case H2 -> H2.matcher(lower).find();
      case MARIADB -> lower.lines().anyMatch(QueryPlanTest::scansInMariaDb);
    };
  }

  /** Columns: id, select_type, table, type, possible keys, key, ..., rows, extra. */
  private static boolean scansInMariaDb(String line) {
    List<String> columns = List.of(line.split("\t", -1));
    String type = columns.get(3);
    long rows = columns.get(8).matches("\\d+") ? Long.parseLong(columns.get(8)) : 0;
    return (type.equals("all") || type.equals("index")) && rows > GrownDatabase.MESSAGES / 2;
  }
}
