package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.MelMe;
import dev.melme.api.MailboxId;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.workspace.SessionEndedException;
import dev.melme.api.workspace.SessionToken;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.api.workspace.Workspace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes on one database sign in alike, and whoever gets hold of the database does not. */
@Timeout(120)
class SignInOnDatabaseTest {

  private static final String PASSWORD = "correct horse battery";
  private static final String WRONG = "wrong horse battery";

  @ParameterizedTest
  @EnumSource(Databases.class)
  void what_ends_a_session_on_one_node_ends_it_on_all(Databases kind) {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool();
        MelMe one = node(pool);
        MelMe other = node(pool)) {
      MailboxId id = mailbox(one);
      SessionToken token = granted(one.authenticator().signIn(request(PASSWORD))).token();
      Workspace workspace = other.authenticator().resume(token).orElseThrow();
      assertThat(workspace.mailbox().id()).isEqualTo(id);

      one.admin().deactivateMailbox(id);
      one.admin().activateMailbox(id);

      assertThatThrownBy(workspace::mailbox).isInstanceOf(SessionEndedException.class);
      assertThat(one.authenticator().resume(token)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void failures_are_counted_over_all_nodes_and_outlive_them(Databases kind) {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool()) {
      try (MelMe one = node(pool);
          MelMe other = node(pool)) {
        mailbox(one);
        for (int i = 0; i < 10; i++) {
          refused(one);
          refused(other);
        }
      }

      try (MelMe later = node(pool)) {
        assertThat(later.authenticator().signIn(request(PASSWORD)))
            .isEqualTo(new SignIn.Refused(false));
      }
    }
  }

  private static void refused(MelMe melme) {
    assertThat(melme.authenticator().signIn(request(WRONG))).isEqualTo(new SignIn.Refused(false));
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void no_secret_is_in_the_database(Databases kind) throws SQLException {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool();
        MelMe melme = node(pool)) {
      mailbox(melme);
      SignIn.Granted granted = granted(melme.authenticator().signIn(request(PASSWORD)));

      String dump = dump(database);

      assertThat(dump).contains("$argon2id$v=19$m=19456,t=2,p=1$", "a browser");
      for (String secret :
          new String[] {PASSWORD, granted.token().value(), granted.device().value()}) {
        // the end of a token is random, its beginning names the mailbox
        assertThat(dump).doesNotContain(secret.substring(secret.length() - 15));
      }
    }
  }

  private static String dump(TestDatabase database) throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String table : Schema.tables()) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM melme_" + table)) {
          while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
              dump.append(rows.getString(column)).append('\t');
            }
          }
        }
      }
    }
    return dump.toString();
  }

  private static MelMe node(HikariDataSource pool) {
    return MelMe.builder().store(JdbcStore.create(pool)).build();
  }

  private static MailboxId mailbox(MelMe melme) {
    MailboxId id = melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support")).id();
    melme.admin().setPassword(id, PASSWORD);
    return id;
  }

  private static SignInRequest request(String password) {
    return SignInRequest.of("support-inbox", password).userAgent("a browser");
  }

  private static SignIn.Granted granted(SignIn outcome) {
    assertThat(outcome).isInstanceOf(SignIn.Granted.class);
    return (SignIn.Granted) outcome;
  }
}
