package dev.melme.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Lists the files below the paths that a user names, always in the same order: the paths as given,
 * inside of a folder by name.
 *
 * <p>Links are followed, but each folder is read once, however many links lead to it: that ends
 * loops. What is neither a file nor a folder is left out, because reading a pipe may never end.
 */
final class MailFiles {

  private final BiConsumer<Path, IOException> trouble;
  private final Set<Path> foldersRead = new HashSet<>();
  private final List<Path> files = new ArrayList<>();

  private MailFiles(BiConsumer<Path, IOException> trouble) {
    this.trouble = trouble;
  }

  /**
   * Makes sure that everything named on the command line can be read.
   *
   * @throws CommandException for the first path that cannot
   */
  static void requireReadable(List<Path> paths) {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw CommandException.usage("There is no " + path + ". Check the path");
      }
      if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
        throw CommandException.usage(
            path + " is neither a file nor a folder. Save what it holds to a file first");
      }
      if (!Files.isReadable(path)) {
        throw CommandException.usage(path + " cannot be read. Check its permissions");
      }
    }
  }

  /**
   * Lists the files.
   *
   * @param paths files and folders
   * @param excluded a folder that is never read, because it is written to meanwhile
   * @param trouble told of each file or folder that cannot be read
   */
  static List<Path> list(
      List<Path> paths, Optional<Path> excluded, BiConsumer<Path, IOException> trouble) {
    MailFiles listing = new MailFiles(trouble);
    excluded.ifPresent(listing::exclude);
    paths.forEach(listing::add);
    return List.copyOf(listing.files);
  }

  private void exclude(Path folder) {
    try {
      foldersRead.add(folder.toRealPath());
    } catch (IOException gone) {
      // What is not there cannot be read either.
    }
  }

  private void add(Path path) {
    if (Files.isDirectory(path)) {
      addFolder(path);
    } else if (Files.isRegularFile(path)) {
      files.add(path);
    } else if (!Files.exists(path)) {
      trouble.accept(path, new IOException("it is gone, or a link that leads nowhere"));
    }
  }

  private void addFolder(Path folder) {
    try {
      if (foldersRead.add(folder.toRealPath())) {
        entries(folder).forEach(this::add);
      }
    } catch (IOException unreadable) {
      trouble.accept(folder, unreadable);
    }
  }

  /** By name, code unit by code unit, whatever the file system and the locale. */
  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException | UncheckedIOException failed) {
      throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed);
    }
    entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getFileName())));
    return entries;
  }
}
