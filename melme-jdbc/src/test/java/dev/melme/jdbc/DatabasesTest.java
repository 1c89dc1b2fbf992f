package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The databases of the tests are what they say. */
@Timeout(120)
class DatabasesTest {

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "H2")
  void a_killed_server_comes_back_with_what_was_committed(Databases kind) throws Exception {
    try (TestDatabase database = kind.createDurable()) {
      DatabaseServer server = kind.server().orElseThrow();
      database.execute("CREATE TABLE kept (id INT PRIMARY KEY)", "INSERT INTO kept VALUES (7)");

      server.kill();
      server.start();

      try (Connection connection = database.connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT id FROM kept")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(7);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void each_database_is_empty_and_of_its_own(Databases kind) {
    try (TestDatabase one = kind.create();
        TestDatabase other = kind.create()) {
      one.execute("CREATE TABLE same (id INT PRIMARY KEY)");

      other.execute("CREATE TABLE same (id INT PRIMARY KEY)");
    }
  }
}
