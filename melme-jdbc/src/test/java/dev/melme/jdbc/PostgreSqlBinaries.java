package dev.melme.jdbc;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL from the jar on the class path, once per checkout. */
final class PostgreSqlBinaries {

  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  private PostgreSqlBinaries() {}

  /** The folder that holds {@code bin} and {@code lib}. */
  static Path unpack() throws IOException {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!machine.toLowerCase(Locale.ROOT).equals("linux amd64")) {
      throw new IOException(
          "The PostgreSQL of the tests is for Linux on amd64, this is " + machine);
    }
    try (InputStream archive = PostgreSqlBinaries.class.getResourceAsStream(ARCHIVE)) {
      if (archive == null) {
        throw new IOException("No " + ARCHIVE + " on the class path");
      }
      // The size tells versions apart well enough: another version is another archive.
      Path home = Folders.root().resolve("postgresql-" + archive.available());
      return Files.isDirectory(home) ? home : unpack(archive, home);
    }
  }

  private static Path unpack(InputStream archive, Path home) throws IOException {
    Path part = Folders.create("unpacking");
    try (InputStream buffered = new BufferedInputStream(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(buffered))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, part.resolve(entry.getName()).normalize());
      }
    }
    return publish(part, home);
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true)) {
        throw new IOException("Cannot make " + target + " executable");
      }
    }
  }

  /** Several JVMs may unpack at once; one of the results is kept. */
  private static Path publish(Path part, Path home) throws IOException {
    try {
      Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException
        | DirectoryNotEmptyException
        | AtomicMoveNotSupportedException e) {
      Folders.delete(part);
    }
    return home;
  }
}
