package dev.melme.benchmarks.database;

import java.nio.file.Path;

/** H2 in files, opened by the JVM that measures; every commit reaches them before it returns. */
public final class H2Folder implements DatabaseServer {

  private final Path folder;

  private H2Folder(Path folder) {
    this.folder = folder;
  }

  /** Uses a folder; what is in it goes. */
  public static H2Folder in(Path folder) {
    return new H2Folder(Folders.fresh(folder));
  }

  @Override
  public JdbcAddress empty(String name) {
    Folders.delete(folder.resolve(name));
    return existing(name);
  }

  @Override
  public JdbcAddress existing(String name) {
    String url =
        "jdbc:h2:file:"
            + folder.resolve(name).resolve("melme")
            + ";WRITE_DELAY=0;RETENTION_TIME=3600000";
    return new JdbcAddress(url, "sa", "");
  }

  @Override
  public void close() {
    Folders.delete(folder);
  }
}
