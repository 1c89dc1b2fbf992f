package dev.melme.core.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolExceptionTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No space left on device",
        "There is not enough space on the disk",
        "Disk quota exceeded"
      })
  void a_system_that_says_so_is_full(String message) {
    assertThat(new SpoolException(folder, new IOException(message)).full()).isTrue();
  }

  @Test
  void any_other_trouble_in_a_folder_with_room_is_not() {
    assertThat(new SpoolException(folder, new IOException("Permission denied")).full()).isFalse();
    assertThat(new SpoolException(folder, new IOException((String) null)).full()).isFalse();
  }
}
