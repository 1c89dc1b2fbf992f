package dev.melme.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.MessageSource;
import dev.melme.api.MessageSourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpooledMessageTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 262_143, 262_144, 262_145, 1_000_000})
  void bytes_size_and_hash_are_those_of_the_source(int size) throws Exception {
    byte[] bytes = random(size);

    try (SpooledMessage message =
        SpooledMessage.read(
                MessageSource.of(new ByteArrayInputStream(bytes)), Long.MAX_VALUE, folder)
            .orElseThrow()) {

      assertThat(message.sizeBytes()).isEqualTo(size);
      assertThat(message.openStream().readAllBytes()).isEqualTo(bytes);
      assertThat(message.openStream().readAllBytes()).isEqualTo(bytes);
      assertThat(message.inMemory().isPresent()).isEqualTo(size <= SpoolBuffer.MEMORY_BYTES);
      assertThat(message.takeSha256())
          .isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
  }

  @Test
  void a_message_over_the_limit_is_given_up_and_leaves_no_file() throws IOException {
    MessageSource source = MessageSource.of(new ByteArrayInputStream(random(600_000)));

    assertThat(SpooledMessage.read(source, 599_999, folder)).isEmpty();
    assertThat(filesIn(folder)).isZero();
  }

  @Test
  void a_message_of_exactly_the_limit_is_taken() throws IOException {
    MessageSource source = MessageSource.of(new ByteArrayInputStream(random(600_000)));

    assertThat(SpooledMessage.read(source, 600_000, folder)).isPresent();
  }

  @Test
  void a_source_that_breaks_off_is_told_apart_from_a_spool_that_fails() throws IOException {
    InputStream broken =
        new InputStream() {
          private int left = 500_000;

          @Override
          public int read() throws IOException {
            if (left-- <= 0) {
              throw new IOException("connection reset");
            }
            return 'x';
          }
        };

    assertThatThrownBy(() -> SpooledMessage.read(MessageSource.of(broken), Long.MAX_VALUE, folder))
        .isInstanceOf(MessageSourceException.class)
        .hasRootCauseMessage("connection reset");
    assertThat(filesIn(folder)).isZero();
  }

  @Test
  void a_large_message_can_be_read_from_a_folder_that_does_not_exist_yet() throws IOException {
    byte[] bytes = random(300_000);

    try (SpooledMessage message =
        SpooledMessage.read(
                MessageSource.of(new ByteArrayInputStream(bytes)),
                Long.MAX_VALUE,
                folder.resolve("spool/in"))
            .orElseThrow()) {
      assertThat(message.first(262_146)).hasSize(262_146);
      assertThat(message.openStream().readAllBytes()).isEqualTo(bytes);
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static long filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
