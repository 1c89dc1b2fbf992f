package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.Mailbox;
import dev.melme.api.PageRequest;
import dev.melme.api.Session;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.workspace.SessionToken;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.api.workspace.Workspace;
import dev.melme.inmemory.InMemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The code of docs/signing-in.md is this code, and it runs. */
class SigningInExampleTest {

  /** Stands for a request of a web server, and for its cookies. */
  private static final class Request {
    private final Map<String, String> cookies = new HashMap<>();
    private String shown = "";

    InetAddress address() {
      return InetAddress.getLoopbackAddress();
    }

    String userAgent() {
      return "Browser 1.0";
    }

    void setCookie(String name, String value) {
      cookies.put(name, value);
    }

    void show(String text) {
      shown = text;
    }
  }

  @Test
  void a_right_password_signs_in_and_a_wrong_one_does_not() {
    Request right = new Request();
    Request wrong = new Request();
    try (MelMe melme = MelMe.builder().store(InMemoryStore.create()).build()) {
      Mailbox team = melme.admin().createMailbox(NewMailbox.of("support-inbox", "Acme Support"));
      melme.admin().setPassword(team.id(), "correct horse battery");

      signIn(melme, right, "support-inbox", "correct horse battery");
      signIn(melme, wrong, "support@acme.example", "correct horse battery");
      String page = next(melme, right.cookies.getOrDefault("__Host-session", "none"));

      assertThat(right.shown).isEqualTo("Acme Support");
      assertThat(page).isEqualTo("0 messages, signed in as anna");
      assertThat(wrong.cookies).isEmpty();
      assertThat(wrong.shown).contains("mailbox slug");
    }
  }

  private static void signIn(MelMe melme, Request request, String slug, String password) {
    // docs
    SignInRequest typed =
        SignInRequest.of(slug, password)
            .from(request.address())
            .userAgent(request.userAgent())
            .operator("anna");
    SignIn outcome = melme.authenticator().signIn(typed);
    if (outcome instanceof SignIn.Granted granted) {
      request.setCookie("__Host-session", granted.token().value());
      request.setCookie("__Host-device", granted.device().value());
      request.show(granted.workspace().mailbox().name());
    } else if (outcome instanceof SignIn.Refused refused) {
      request.show(refused.message());
    }
    // docs
  }

  private static String next(MelMe melme, String cookie) {
    // docs
    Optional<Workspace> workspace = melme.authenticator().resume(new SessionToken(cookie));
    if (workspace.isEmpty()) {
      return "Sign in again";
    }
    String operator = workspace.get().session().flatMap(Session::operator).orElse("somebody");
    int messages = workspace.get().messages(PageRequest.first(50)).items().size();
    return messages + " messages, signed in as " + operator;
    // docs
  }

  @Test
  void the_page_shows_this_very_code() throws IOException {
    Path root = Path.of(System.getProperty("melme.root", ".."));
    String page = Files.readString(root.resolve("docs/signing-in.md"));
    String source =
        Files.readString(
            root.resolve(
                "melme-examples/src/test/java/dev/melme/examples/SigningInExampleTest.java"));
    String[] shown = page.split("```java\n", -1);
    String[] run = source.split(" {4}// docs\n", -1);

    for (int example = 1; example <= 2; example++) {
      assertThat(shown[example].split("```", -1)[0])
          .isEqualTo(run[2 * example - 1].replaceAll("(?m)^ {4}", ""));
    }
  }
}
