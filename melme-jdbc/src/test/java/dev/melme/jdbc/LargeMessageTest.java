package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(180)
class LargeMessageTest {

  @ParameterizedTest
  @EnumSource(Databases.class)
  void a_message_of_100_mb_goes_in_and_out_in_a_heap_of_64_mb(Databases kind) throws Exception {
    Path folder = Folders.create("large");
    // all of its files are on the disk: an H2 in memory would need a heap of that size
    try (TestDatabase database = kind.createDurable();
        ChildJvm child =
            ChildJvm.start(
                LargeMessageChild.class,
                List.of("-Xmx64m", "-Djava.io.tmpdir=" + folder),
                List.of(database.url(), database.user(), database.password()),
                folder.resolve("log"))) {
      assertThat(child.await()).as(child::output).isZero();
    } finally {
      Folders.delete(folder);
    }
  }
}
