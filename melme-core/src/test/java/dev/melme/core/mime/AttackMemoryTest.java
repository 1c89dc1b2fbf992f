package dev.melme.core.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.core.delivery.DeliverFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hostile messages are stored by a JVM that has 64 MB of heap for all it does. */
class AttackMemoryTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = AttackMessages.class,
      names = {
        "NESTED_100_WITH_20_MB",
        "NESTED_10_000",
        "MILLION_EMPTY_PARTS",
        "ENCODED_WORDS_250_KB",
        "TO_200_KB"
      })
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void hostile_message_is_stored_in_a_heap_of_64_mb(AttackMessages attack)
      throws IOException, InterruptedException {
    Path message = Files.write(folder.resolve("attack.eml"), attack.bytes());
    Path output = folder.resolve("output");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                DeliverFile.class.getName(),
                message.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(25, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(ended).isTrue();
    assertThat(Files.readString(output, UTF_8).strip()).endsWith("250 2.0.0 Message stored");
  }
}
