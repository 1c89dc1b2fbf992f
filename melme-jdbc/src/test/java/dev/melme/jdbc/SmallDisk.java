package dev.melme.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** A small file system in memory that a test can fill up. Needs the right to mount. */
final class SmallDisk implements AutoCloseable {

  private final Path folder;
  private final Path filler;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  /** Mounts it, or skips the test where that is not permitted. */
  static SmallDisk mount(int megabytes) throws IOException, InterruptedException {
    Path folder = Folders.create("disk");
    int exitCode =
        new ProcessBuilder(
                "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder + "")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (exitCode != 0) {
      Folders.delete(folder);
      throw new TestAbortedException("A small disk cannot be mounted here: that needs root");
    }
    SmallDisk disk = new SmallDisk(folder);
    Runtime.getRuntime().addShutdownHook(new Thread(disk::unmount));
    return disk;
  }

  /** Where it is mounted. */
  Path folder() {
    return folder;
  }

  /** Takes all room but some. */
  void fillUpTo(long bytesLeft) throws IOException {
    try (var out = Files.newOutputStream(filler)) {
      byte[] block = new byte[64 * 1024];
      while (Files.getFileStore(folder).getUsableSpace() >= bytesLeft + block.length) {
        out.write(block);
      }
    }
  }

  /** Gives the room back. */
  void makeRoom() throws IOException {
    Files.delete(filler);
  }

  private void unmount() {
    try {
      if (Files.isDirectory(folder)) {
        // lazily: a server that is being killed may still have files open
        new ProcessBuilder("umount", "-l", folder.toString()).start().waitFor();
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    unmount();
  }
}
