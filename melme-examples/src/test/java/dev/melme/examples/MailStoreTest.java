package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.api.routing.Reason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pool that My Mailbox keeps its mail through. */
@Timeout(60)
class MailStoreTest {

  private static final EmailAddress SOMEBODY = EmailAddress.parse("somebody@acme.example");

  @TempDir Path folder;

  @Test
  void mail_is_taken_again_after_h2_has_closed_its_database() throws Exception {
    DataFolder place = DataFolder.at(folder.resolve("data"));
    try (MailStore store = MailStore.open(place)) {
      assertThat(answer(store)).isEqualTo(Reason.FOREIGN_DOMAIN);

      closeAsAFullDiskDoes(place);

      // each connection of the pool may have to be found broken once
      Reason answer = Reason.STORE_UNAVAILABLE;
      for (int tried = 0; tried < 12 && answer == Reason.STORE_UNAVAILABLE; tried++) {
        answer = answer(store);
      }
      assertThat(answer).isEqualTo(Reason.FOREIGN_DOMAIN);
    }
  }

  private static Reason answer(MailStore store) {
    return store.melme().router().route(SOMEBODY).reason();
  }

  private static void closeAsAFullDiskDoes(DataFolder place) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(place.url(), place.user(), place.password());
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
    }
  }
}
