package dev.melme.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Header;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that a house should keep to itself is called canary; a program sends a message of
 * every kind by real SMTP, and none of it is on the wire, neither raw nor decoded.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class BrandOnlyTest {

  private static final String CANARY = "canary";

  /** A zone that nobody is in by chance. */
  private static final List<String> ZONE = List.of("+1245", "+1345", "chatham", "chast");

  private static final Set<String> ALLOWED =
      Set.of(
          "from",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "in-reply-to",
          "references",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "content-disposition",
          "content-id");

  @TempDir Path folder;

  @Test
  void nothing_of_the_house_is_on_the_wire() throws Exception {
    try (WireRecorder recorder = new WireRecorder()) {
      send(recorder.port());

      assertThat(recorder.messages()).hasSize(SendEverything.MESSAGES);
      for (String session : recorder.sessions()) {
        assertSecretsKept(session);
      }
      for (String message : recorder.messages()) {
        MimeMessage parsed = parse(message);
        assertThat(headerNames(parsed)).isSubsetOf(ALLOWED);
        assertThat(parsed.getHeader("Date", null)).endsWith(" +0000");
        for (String text : decoded(parsed, new ArrayList<>())) {
          assertSecretsKept(text);
        }
      }
      assertThat(ehloNames(recorder)).containsOnly("acme.example");
    }
  }

  private static void assertSecretsKept(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    assertThat(lower).doesNotContain(CANARY);
    assertThat(lower).doesNotContain(ZONE);
    assertThat(lower).doesNotContain("hidden@example.org>,", "bcc:");
  }

  private static MimeMessage parse(String message) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(message.getBytes(ISO_8859_1)));
  }

  private static Set<String> ehloNames(WireRecorder recorder) {
    Set<String> names = new TreeSet<>();
    for (String session : recorder.sessions()) {
      session
          .lines()
          .filter(line -> line.startsWith("EHLO "))
          .forEach(line -> names.add(line.substring(5)));
    }
    return names;
  }

  private static Set<String> headerNames(MimeMessage message) throws Exception {
    Set<String> names = new TreeSet<>();
    for (Header header : Collections.list(message.getAllHeaders())) {
      names.add(header.getName().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** Header fields, texts and file names, decoded, of all parts. */
  private static List<String> decoded(Part part, List<String> texts) throws Exception {
    for (Header header : Collections.list(part.getAllHeaders())) {
      texts.add(MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
    }
    if (part.getFileName() != null) {
      texts.add(MimeUtility.decodeText(part.getFileName()));
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        decoded(parts.getBodyPart(i), texts);
      }
    } else {
      texts.add(new String(part.getInputStream().readAllBytes(), UTF_8));
    }
    return texts;
  }

  /** In a process whose user, zone, folder and, for root, host are all secrets. */
  private void send(int port) throws Exception {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.name=canary-user",
            "-Duser.home=/home/canary-home",
            "-Duser.timezone=Pacific/Chatham",
            "-cp",
            System.getProperty("java.class.path"),
            SendEverything.class.getName(),
            "" + port);
    List<String> command = new ArrayList<>();
    if (mayRenameHost()) {
      command.addAll(
          List.of("unshare", "--uts", "sh", "-c", "hostname canary-host && exec \"$@\"", "sh"));
    }
    command.addAll(java);
    Path log = folder.resolve("canary.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("HOSTNAME", "canary-host");
    builder.environment().put("USER", "canary-user");
    Process process = builder.start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(() -> read(log)).isZero();
  }

  private static boolean mayRenameHost() throws Exception {
    try {
      return new ProcessBuilder("unshare", "--uts", "hostname", "canary-host")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }
}
