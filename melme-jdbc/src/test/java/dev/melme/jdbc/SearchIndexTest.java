package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.SearchQuery;
import dev.melme.api.workspace.Selection;
import dev.melme.api.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The index of search terms on PostgreSQL: results are the same, whatever it has taken in. */
class SearchIndexTest {

  private TestDatabase database;
  private HikariDataSource pool;
  private MelMe melme;

  @BeforeEach
  void open() {
    database = Databases.POSTGRESQL.create();
    pool = database.pool();
    melme = MelMe.builder().store(JdbcStore.create(pool)).build();
  }

  @AfterEach
  void close() {
    melme.close();
    pool.close();
    database.close();
  }

  @Test
  void results_are_the_same_before_while_and_after_messages_are_taken_in() throws SQLException {
    MailboxId support = mailbox("support");
    MailboxId sales = mailbox("sales");
    List<MessageId> apples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      MessageId id = deliver("support", i % 3 == 0 ? "apple tart " + i : "pear tart " + i);
      if (i % 3 == 0) {
        apples.add(0, id);
      }
      deliver("sales", "apple juice " + i);
    }
    assertThat(found(support, "apple tart")).isEqualTo(apples);
    assertThat(rows("melme_unindexed")).isEqualTo(60);

    melme.admin().workspace(sales, "test").messages(PageRequest.first(1));
    assertThat(rows("melme_unindexed")).isEqualTo(120);
    takeIn(70);
    assertThat(rows("melme_search_index")).isEqualTo(70);
    assertThat(found(support, "apple tart")).isEqualTo(apples);
    takeIn(200);

    assertThat(rows("melme_unindexed")).isZero();
    assertThat(found(support, "apple tart")).isEqualTo(apples);
    assertThat(found(support, "juice")).isEmpty();
    assertThat(found(sales, "juice")).hasSize(60);
  }

  @Test
  void what_is_erased_leaves_the_index() throws SQLException {
    MailboxId support = mailbox("support");
    MessageId taken = deliver("support", "apple one");
    found(support, "apple");
    takeIn(10);
    MessageId waiting = deliver("support", "apple two");
    assertThat(found(support, "apple")).containsExactly(waiting, taken);

    melme.admin().workspace(support, "test").delete(Selection.of(taken, waiting));

    assertThat(found(support, "apple")).isEmpty();
    assertThat(rows("melme_search_index")).isZero();
    assertThat(rows("melme_unindexed")).isZero();
  }

  @Test
  void an_erased_mailbox_leaves_nothing_in_the_index() throws SQLException {
    MailboxId support = mailbox("support");
    deliver("support", "apple one");
    found(support, "apple");
    takeIn(10);
    deliver("support", "apple two");
    found(support, "apple");

    melme.admin().deleteMailbox(support);

    assertThat(rows("melme_search_index")).isZero();
    assertThat(rows("melme_unindexed")).isZero();
  }

  @Test
  void housekeeping_takes_messages_in() throws SQLException {
    mailbox("support");
    for (int i = 0; i < 250; i++) {
      deliver("support", "apple " + i);
    }

    while (melme.housekeeping().runOnce()) {
      // goes on
    }

    assertThat(rows("melme_search_index")).isEqualTo(250);
    assertThat(rows("melme_unindexed")).isZero();
  }

  @Test
  void what_the_index_says_wrongly_is_not_found() throws SQLException {
    MailboxId support = mailbox("support");
    MessageId apple = deliver("support", "apple");
    MessageId pear = deliver("support", "pear");
    found(support, "apple");
    takeIn(10);

    execute(
        "UPDATE melme_search_index SET terms = (SELECT array_agg(h) FROM"
            + " (SELECT unnest(i.terms) AS h FROM melme_search_index i) all_of_both)");

    assertThat(found(support, "apple")).containsExactly(apple);
    assertThat(found(support, "pear")).containsExactly(pear);
  }

  @Test
  void what_was_taken_in_before_hashes_had_the_mailbox_is_found_and_taken_in_again()
      throws Exception {
    MailboxId support = mailbox("support");
    MessageId apple = deliver("support", "apple");
    found(support, "apple");
    takeIn(10);
    execute("UPDATE melme_search_index SET terms = ARRAY[hashtext('apple')]");
    execute(migration("V9__search_index_by_mailbox.sql"));

    JdbcStore upgraded = JdbcStore.create(pool);
    upgraded.initialise();

    assertThat(rows("melme_unindexed")).isEqualTo(1);
    assertThat(found(support, "apple")).containsExactly(apple);
    assertThat(upgraded.entries().index(10)).isFalse();
    assertThat(rows("melme_unindexed")).isZero();
    assertThat(found(support, "apple")).containsExactly(apple);
  }

  @Test
  void candidates_that_the_filter_refuses_are_passed_over_and_no_other() throws SQLException {
    MailboxId support = mailbox("support");
    List<MessageId> flagged = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      MessageId id = deliver("support", "apple " + i);
      if (i % 5 == 0) {
        flagged.add(0, id);
      }
    }
    Workspace workspace = melme.admin().workspace(support, "test");
    workspace.mark(Selection.of(flagged), Marking.flag());
    takeIn(200);

    SearchQuery query = SearchQuery.parse("apple is:flagged");
    List<MessageId> paged = new ArrayList<>();
    PageRequest next = PageRequest.first(3);
    for (Page<MessageEntry> page = workspace.search(query, next); ; ) {
      paged.addAll(ids(page));
      if (page.next().isEmpty()) {
        break;
      }
      next = PageRequest.first(3).after(page.next().get());
      page = workspace.search(query, next);
    }

    assertThat(paged).isEqualTo(flagged);
  }

  private List<MessageId> found(MailboxId mailbox, String query) {
    Workspace workspace = melme.admin().workspace(mailbox, "test");
    return ids(workspace.search(SearchQuery.parse(query), PageRequest.first(100)));
  }

  private static List<MessageId> ids(Page<MessageEntry> page) {
    return page.items().stream().map(MessageEntry::id).toList();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What an upgrade runs, once more. */
  private static String migration(String file) throws IOException {
    try (InputStream in =
        JdbcStore.class.getResourceAsStream("/dev/melme/jdbc/migration/postgresql/" + file)) {
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return sql.replace("${prefix}", "melme_");
    }
  }

  /** As another node would. */
  private void takeIn(int limit) {
    JdbcStore other = JdbcStore.create(pool);
    other.initialise();
    other.entries().index(limit);
    other.close();
  }

  private int rows(String table) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      count.next();
      return count.getInt(1);
    }
  }

  private MailboxId mailbox(String name) {
    MailboxId id = melme.admin().createMailbox(NewMailbox.of(name + "-box", name)).id();
    melme.admin().createAlias(name + "@acme.example", Route.toMailbox(id));
    return id;
  }

  private MessageId deliver(String name, String subject) {
    byte[] mail = ("Subject: " + subject + "\r\n\r\nHello\r\n").getBytes(StandardCharsets.US_ASCII);
    Verdict verdict =
        melme
            .router()
            .deliver(
                Envelope.from(ReversePath.NULL).to(EmailAddress.parse(name + "@acme.example")),
                MessageSource.of(mail))
            .verdicts()
            .get(0);
    return verdict instanceof Verdict.Stored stored
        ? stored.messageId()
        : ((Verdict.AlreadyStored) verdict).messageId();
  }
}
