package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageSource;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Quota;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.DeliveryFilter;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.Envelope;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.testkit.MutableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The code of docs/delivery-log.md is this code, and it prints what the page shows. */
class DeliveryLogExampleTest {

  private static final Path ROOT = Path.of(System.getProperty("melme.root", ".."));

  /** Stands for where an administrator reads. */
  private static final class Desk {
    private final List<String> lines = new ArrayList<>();

    void print(String line) {
      lines.add(line);
    }
  }

  @Test
  void it_prints_what_the_page_shows() throws IOException {
    MutableClock clock = MutableClock.create();
    clock.set(Instant.parse("2026-03-04T05:01:07Z"));
    Desk desk = new Desk();
    try (MelMe melme = MelMe.builder().store(InMemoryStore.create(clock)).clock(clock).build()) {
      Mailbox team =
          melme
              .admin()
              .createMailbox(NewMailbox.of("support-inbox", "Support").quota(Quota.ofMessages(0)));
      melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
      deliver(melme);
      melme.admin().updateMailbox(team.withQuota(Optional.empty()));
      clock.advance(Duration.ofMinutes(5));
      deliver(melme);

      ask(melme, desk, clock.instant());
    }

    assertThat(page()).contains("```\n" + String.join("\n", desk.lines) + "\n```");
    assertThat(desk.lines).hasSize(2);
  }

  private static void deliver(MelMe melme) {
    Envelope envelope =
        Envelope.from(ReversePath.parse("joe@example.org"))
            .to(EmailAddress.parse("support@acme.example"));
    byte[] message = "Subject: Hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    melme.router().deliver(envelope, MessageSource.of(message));
  }

  private static void ask(MelMe melme, Desk desk, Instant now) {
    // docs
    DeliveryFilter question =
        DeliveryFilter.all()
            .to(EmailAddress.parse("support@acme.example"))
            .from(ReversePath.parse("joe@example.org"))
            .since(now.minus(Duration.ofDays(3)));
    Page<DeliveryRecord> page = melme.admin().deliveryLog().page(question, PageRequest.first(20));
    for (DeliveryRecord record : page.items()) {
      desk.print(record.at() + " " + record.reason().reply());
    }
    // docs
  }

  @Test
  void the_page_shows_this_very_code() throws IOException {
    String source =
        Files.readString(
            ROOT.resolve(
                "melme-examples/src/test/java/dev/melme/examples/DeliveryLogExampleTest.java"));

    assertThat(page().split("```java\n", -1)[1].split("```", -1)[0])
        .isEqualTo(source.split(" {4}// docs\n", -1)[1].replaceAll("(?m)^ {4}", ""));
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/delivery-log.md"));
  }
}
