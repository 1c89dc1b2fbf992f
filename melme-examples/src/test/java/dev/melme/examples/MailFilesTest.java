package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFilesTest {

  @TempDir private Path folder;

  private final List<Path> trouble = new ArrayList<>();

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    return Files.writeString(file, "A: 1\n");
  }

  private List<String> list(Path... paths) {
    return MailFiles.list(List.of(paths), Optional.empty(), (path, why) -> trouble.add(path))
        .stream()
        .map(path -> folder.relativize(path).toString())
        .toList();
  }

  @Test
  void paths_come_as_given_and_what_is_in_folders_by_name() throws IOException {
    file("d/b/2.eml");
    file("d/b/10.eml");
    file("d/a.eml");
    file("d/B.eml");
    Path first = file("z.eml");

    assertThat(list(first, folder.resolve("d")))
        .containsExactly("z.eml", "d/B.eml", "d/a.eml", "d/b/10.eml", "d/b/2.eml");
    assertThat(trouble).isEmpty();
  }

  @Test
  void links_are_followed_but_a_folder_is_read_once() throws IOException {
    file("d/1.eml");
    file("d/sub/2.eml");
    Files.createSymbolicLink(folder.resolve("d/loop"), folder.resolve("d"));
    Files.createSymbolicLink(folder.resolve("d/sub/up"), Path.of(".."));
    Files.createSymbolicLink(folder.resolve("d/x.eml"), Path.of("1.eml"));

    assertThat(list(folder.resolve("d"))).containsExactly("d/1.eml", "d/sub/2.eml", "d/x.eml");
    assertThat(trouble).isEmpty();
  }

  @Test
  void a_link_that_leads_nowhere_is_told_and_the_rest_goes_on() throws IOException {
    file("d/1.eml");
    Path broken = Files.createSymbolicLink(folder.resolve("d/0.eml"), Path.of("nowhere"));

    assertThat(list(folder.resolve("d"))).containsExactly("d/1.eml");
    assertThat(trouble).containsExactly(broken);
  }

  @Test
  void the_folder_that_is_written_to_is_not_read() throws IOException {
    file("d/1.eml");
    file("d/out/2.eml");

    List<Path> files =
        MailFiles.list(
            List.of(folder.resolve("d")),
            Optional.of(folder.resolve("d/../d/out")),
            (path, why) -> trouble.add(path));

    assertThat(files).containsExactlyElementsOf(List.of(folder.resolve("d/1.eml")));
  }

  @Test
  void everything_named_must_be_there() throws IOException {
    Path file = file("1.eml");

    assertThatCode(() -> MailFiles.requireReadable(List.of(file, folder)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> MailFiles.requireReadable(List.of(file, folder.resolve("2.eml"))))
        .isInstanceOfSatisfying(
            CommandException.class, wrong -> assertThat(wrong.exitCode()).isEqualTo(2))
        .hasMessageStartingWith("There is no ")
        .hasMessageEndingWith("2.eml. Check the path");
    assertThatThrownBy(() -> MailFiles.requireReadable(List.of(Path.of("/dev/null"))))
        .hasMessageContaining("neither a file nor a folder");
  }
}
