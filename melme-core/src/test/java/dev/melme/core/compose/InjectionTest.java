package dev.melme.core.compose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidAddressException;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.SendOutcome;
import dev.melme.core.wire.WrittenMessages;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a person or a stranger writes, no header field of his own choice goes out. */
class InjectionTest {

  private static final List<String> BREAKS =
      List.of(
          "\r", "\n", "\r\n", "\0", "\r\n ", "\n\t", "\u007f", "\u000b", "\u001b", "\u0085",
          "\u2028");

  private static final Map<String, BiConsumer<Composition, String>> SETTERS = new LinkedHashMap<>();

  static {
    SETTERS.put("to", (c, bad) -> c.to("\"" + bad + "\" <jane@example.org>"));
    SETTERS.put("to, the address", (c, bad) -> c.to("jane" + bad + "@example.org"));
    SETTERS.put("cc", (c, bad) -> c.cc(bad + " <jane@example.org>"));
    SETTERS.put("cc, the domain", (c, bad) -> c.cc("jane@example.org" + bad));
    SETTERS.put("bcc", (c, bad) -> c.bcc(bad + " <jane@example.org>"));
    SETTERS.put("subject", Composition::subject);
    SETTERS.put("text", Composition::text);
    SETTERS.put("html", Composition::html);
    SETTERS.put("html, an attribute", (c, bad) -> c.html("<p title=\"" + bad + "\">x</p>"));
    SETTERS.put("file name", (c, bad) -> c.attach(bad, "text/plain", source()));
    SETTERS.put("file type", (c, bad) -> c.attach("a.txt", bad, source()));
    SETTERS.put("picture name", (c, bad) -> c.embed(bad, "image/png", source()));
    SETTERS.put("picture type", (c, bad) -> c.embed("a.png", "image/png" + bad, source()));
    SETTERS.put("from", (c, bad) -> c.from(EmailAddress.parse("support@acme.example" + bad)));
  }

  private final WritingTeam team = new WritingTeam();

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  void no_setter_lets_a_field_in() {
    MessageId question = team.deliver("From: jane@example.org\r\nSubject: Hi\r\n\r\nx");
    for (Map.Entry<String, BiConsumer<Composition, String>> setter : SETTERS.entrySet()) {
      for (String each : BREAKS) {
        String bad = "a" + each + "X-Evil: yes" + each + each + "evil body";
        for (Composition composition :
            List.of(
                team.workspace.compose().to("joe@example.org").text("words"),
                team.workspace.reply(question).text("words"),
                team.workspace.forward(question).to("joe@example.org").text("words"))) {
          String name = setter.getKey() + " with U+" + Integer.toHexString(each.charAt(0));

          boolean body = setter.getKey().equals("text") || setter.getKey().startsWith("html");
          boolean control = each.chars().anyMatch(c -> c < ' ' || c == 0x7f);
          boolean line = body && each.chars().allMatch(c -> c == '\n' || c == '\t');
          if (control && !line) {
            assertThatThrownBy(() -> setter.getValue().accept(composition, bad))
                .as(name)
                .isInstanceOf(InvalidValueException.class);
          } else {
            tryTo(() -> setter.getValue().accept(composition, bad));
          }
          requireClean(name, composition);
        }
      }
    }
  }

  private static void tryTo(Runnable setting) {
    try {
      setting.run();
    } catch (InvalidValueException refused) {
      assertThat(refused).hasMessageNotContaining("\n");
    }
  }

  private void requireClean(String name, Composition composition) {
    SendOutcome sent;
    try {
      sent = composition.sendAnyway();
    } catch (InvalidValueException refused) {
      return;
    }
    byte[] bytes = team.bytes(sent);
    assertThat(WrittenMessages.faults(bytes)).as(name).isEmpty();
    String wire = new String(bytes, ISO_8859_1);
    assertThat(wire.substring(0, wire.indexOf("\r\n\r\n"))).as(name).doesNotContain("\nX-Evil");
    assertThat(team.header(sent, "X-Evil")).as(name).isEmpty();
    assertThat(team.read(sent)).as(name).matches(this::leavesAreClean);
  }

  private boolean leavesAreClean(MimeMessage read) {
    try {
      for (Part part : team.leaves(read)) {
        if (part.getHeader("X-Evil") != null) {
          return false;
        }
        String file = part.getFileName();
        if (file != null && file.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
          return false;
        }
      }
      return true;
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void name_of_the_mailbox_lets_none_in() {
    Mailbox mailbox = team.workspace.mailbox();
    for (String each : List.of("\r", "\n", "\r\n", "\0")) {
      assertThatThrownBy(() -> mailbox.withSenderName("Acme" + each + "X-Evil: yes"))
          .isInstanceOf(InvalidValueException.class);
    }
  }

  @Test
  void stranger_whose_fields_decode_to_line_ends_gets_none_into_the_answer() {
    for (String each : BREAKS) {
      String evil = "a" + each + "X-Evil: yes";
      String word = "=?utf-8?B?" + Base64.getEncoder().encodeToString(evil.getBytes(UTF_8)) + "?=";
      String message =
          "From: "
              + word
              + " <jane@example.org>\r\nReply-To: "
              + word
              + " <joe@example.org>\r\n"
              + "Cc: \""
              + word
              + "\" <jim@example.org>, =?utf-8?Q?jane=0D=0AX-Evil:@x.example?=\r\n"
              + "Subject: "
              + word
              + "\r\nMessage-ID: <"
              + word
              + "@x>\r\nReferences: <a\rb@x> <c"
              + each
              + "d@x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
              + "--b\r\nContent-Type: text/html\r\n\r\n<img src=\"cid:p\"><p title=\"&#13;&#10;X\">&#13;\r\n"
              + "--b\r\nContent-Type: image/png; name=\""
              + word
              + "\"\r\nContent-ID: <"
              + "p"
              + ">\r\nContent-Disposition: attachment; filename*=utf-8''a%0d%0aX-Evil%00.png\r\n\r\nx\r\n"
              + "--b--\r\n";
      MessageId id = team.deliver(message);
      List<Composition> compositions = new ArrayList<>();
      compositions.add(team.workspace.reply(id).text("a"));
      compositions.add(team.workspace.replyAll(id).text("a"));
      compositions.add(team.workspace.forward(id).to("boss@example.net"));

      for (Composition composition : compositions) {
        requireClean("U+" + Integer.toHexString(each.charAt(0)), composition);
      }
      assertThat(team.workspace.replyAll(id).text("a").send())
          .isInstanceOf(SendOutcome.Queued.class);
    }
  }

  @Test
  void address_with_a_line_end_is_refused_when_it_is_made() {
    for (String each : BREAKS) {
      for (String address :
          List.of(
              "jane" + each + "@example.org",
              "jane@example.org" + each,
              each + "jane@example.org",
              "\"jane" + each + "\"@example.org",
              "jane@exa" + each + "mple.org",
              "jane@example.org>" + each + "RCPT TO:<joe@example.org")) {
        assertThatThrownBy(() -> EmailAddress.parse(address))
            .as(address)
            .isInstanceOf(InvalidAddressException.class);
      }
    }
  }

  private static MessageSource source() {
    return MessageSource.of(new byte[] {1, 2, 3});
  }
}
