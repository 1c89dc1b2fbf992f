package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.outbound.OutboundState;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.MelMeStore;
import dev.melme.transport.SmtpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The code of docs/sending.md is this code, and it runs; all states are explained there. */
class SendingExampleTest {

  private static final Path ROOT = Path.of(System.getProperty("melme.root", ".."));

  /** Stands for what a host writes into. */
  private static final class Log {
    private final List<String> lines = new ArrayList<>();

    void print(String line) {
      lines.add(line);
    }
  }

  @Test
  void a_host_sends() {
    Log log = new Log();

    host(InMemoryStore.create(), "user", "password", log, Runnable::run).close();

    assertThat(log.lines).as("nothing was in the outbox").isEmpty();
  }

  private static MelMe host(
      MelMeStore store, String user, String password, Log log, Executor executor) {
    // docs
    MelMe melme =
        MelMe.builder()
            .store(store)
            .transport(SmtpTransport.to("smtp.relay.example").credentials(user, password).build())
            .outboundListener(outbound -> log.print(outbound.state().toString()), executor)
            .build();
    melme.dispatcher().start(4); // 4 connections, until melme.close()
    // docs
    return melme;
  }

  @Test
  void the_page_shows_this_very_code_and_every_state() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/sending.md"));
    String source =
        Files.readString(
            ROOT.resolve(
                "melme-examples/src/test/java/dev/melme/examples/SendingExampleTest.java"));

    assertThat(page.split("```java\n", -1)[1].split("```", -1)[0])
        .isEqualTo(source.split(" {4}// docs\n", -1)[1].replaceAll("(?m)^ {4}", ""));
    for (OutboundState state : OutboundState.values()) {
      assertThat(page).contains("| " + state + " | ");
    }
  }
}
