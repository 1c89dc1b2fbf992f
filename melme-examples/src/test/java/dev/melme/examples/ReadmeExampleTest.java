package dev.melme.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageSource;
import dev.melme.api.PageRequest;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.SmtpReply;
import dev.melme.api.workspace.Workspace;
import dev.melme.jdbc.JdbcStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The code of the README is this code, and it runs. */
class ReadmeExampleTest {

  private static final byte[] RECEIVED =
      "From: Joe <joe@example.org>\r\nSubject: My order\r\n\r\nWhere is it?\r\n".getBytes(US_ASCII);

  /** Stands for the session of a mail pipeline. */
  private static final class Session {
    private final List<String> lines = new ArrayList<>();

    void reply(SmtpReply reply) {
      lines.add(reply.toString());
    }

    void print(String line) {
      lines.add(line);
    }
  }

  @Test
  void the_example_runs() throws IOException {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:h2:mem:readme");
      runTheExampleOn(pool);
    }
  }

  private static void runTheExampleOn(DataSource dataSource) throws IOException {
    Session smtp = new Session();
    byte[] received = RECEIVED;
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    // README
    try (MelMe melme = MelMe.builder().store(JdbcStore.create(dataSource)).build()) {
      Mailbox team = melme.admin().createMailbox(NewMailbox.of("support-inbox", "Acme Support"));
      melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
      melme.admin().createAlias("hello@brand-b.example", Route.toMailbox("support-inbox"));

      // RCPT TO: one decision per recipient
      AliasRouter router = melme.router();
      RoutingDecision decision = router.route(EmailAddress.parse("Support+orders@acme.example"));
      smtp.reply(decision.reply());

      // DATA: one verdict per recipient
      if (decision.accepted()) {
        Envelope envelope = Envelope.from(ReversePath.parse("joe@example.org")).to(decision);
        smtp.reply(router.deliver(envelope, MessageSource.of(received)).smtpReply());
      }

      // Reading, for a host that has its own sign-on
      Workspace workspace = melme.admin().workspace(team.id(), "anna");
      MessageEntry newest = workspace.messages(PageRequest.first(50)).items().get(0);
      smtp.print(newest.subject() + " came in on " + newest.aliases().get(0).alias());
      workspace.original(newest.id()).orElseThrow().openStream().transferTo(file);
    }
    // README

    assertThat(smtp.lines)
        .containsExactly(
            "250 2.1.5 Recipient ok",
            "250 2.0.0 Message stored",
            "My order came in on support@acme.example");
    assertThat(file.toByteArray()).isEqualTo(RECEIVED);
  }

  @Test
  void the_readme_shows_this_very_code() throws IOException {
    Path root = Path.of(System.getProperty("melme.root", ".."));
    String readme = Files.readString(root.resolve("README.md"));
    String source =
        Files.readString(
            root.resolve("melme-examples/src/test/java/dev/melme/examples/ReadmeExampleTest.java"));

    String shown = readme.split("```java\n", -1)[1].split("```", -1)[0];
    String run = source.split(" {4}// README\n", -1)[1].replaceAll("(?m)^ {4}", "");

    assertThat(shown).isEqualTo(run);
  }

  @Test
  void the_testkit_page_shows_a_class_that_runs() throws IOException {
    Path root = Path.of(System.getProperty("melme.root", ".."));
    String page = Files.readString(root.resolve("docs/testkit.md"));
    String source =
        Files.readString(
            root.resolve("melme-examples/src/test/java/dev/melme/examples/SupportDeskTest.java"));

    String shown = page.split("```java\n", -1)[1].split("```", -1)[0];
    String run = source.split("// docs/testkit.md\n", -1)[1];

    assertThat(shown).isEqualTo(run);
  }

  @Test
  void the_classes_that_the_rfc_page_names_exist() throws IOException {
    Path root = Path.of(System.getProperty("melme.root", ".."));
    Set<String> sources;
    try (Stream<Path> files = Files.walk(root)) {
      sources =
          files.map(file -> file.getFileName().toString()).collect(Collectors.toUnmodifiableSet());
    }

    List<String> named =
        Pattern.compile("`([A-Z][A-Za-z0-9]+)[.`]")
            .matcher(Files.readString(root.resolve("docs/rfc.md")))
            .results()
            .map(match -> match.group(1) + ".java")
            .toList();

    assertThat(named).hasSizeGreaterThan(30).isSubsetOf(sources);
  }

  @Test
  void the_quick_start_is_one_block_of_two_commands() throws IOException {
    Path root = Path.of(System.getProperty("melme.root", ".."));
    String quickStart =
        Files.readString(root.resolve("README.md")).split("## Quick start\n", -1)[1];

    String[] blocks = quickStart.split("\n## ", -1)[0].split("```", -1);

    assertThat(blocks).hasSize(3);
    assertThat(blocks[1].strip().lines()).hasSize(2);
  }
}
