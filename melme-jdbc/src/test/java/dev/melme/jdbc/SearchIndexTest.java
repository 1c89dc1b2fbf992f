package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.PageRequest;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.SearchQuery;
import dev.melme.api.workspace.Selection;
import dev.melme.api.workspace.Workspace;
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

  private List<MessageId> found(MailboxId mailbox, String query) {
    Workspace workspace = melme.admin().workspace(mailbox, "test");
    return workspace.search(SearchQuery.parse(query), PageRequest.first(100)).items().stream()
        .map(MessageEntry::id)
        .toList();
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
