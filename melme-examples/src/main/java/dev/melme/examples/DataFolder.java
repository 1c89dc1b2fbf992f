package dev.melme.examples;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;

/** The H2 database in a folder of its own, used by one program at a time. */
final class DataFolder implements MailPlace {

  /** H2 2.5, {@code ErrorCode.DATABASE_ALREADY_OPEN_1}. */
  private static final int LOCKED = 90020;

  /** H2 appends its own ending. */
  private static final String DATABASE = "mail";

  private final Path folder;

  private DataFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Names a folder; it need not be there.
   *
   * @throws CommandException when H2 cannot be told of it
   */
  static DataFolder at(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (absolute.toString().contains(";")) {
      throw CommandException.usage(
          "The data folder "
              + absolute
              + " has a semicolon in its name, which H2 takes for a setting. Set "
              + Settings.DATA
              + " to another");
    }
    return new DataFolder(absolute);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Without {@code WRITE_DELAY=0} H2 loses committed mail on kill -9, and without a long {@code
   * RETENTION_TIME} when it is killed several times in a row. It must not close itself at the end
   * of the process: we do, when the last message is in. Its trace file would quote SQL, and values
   * with it.
   */
  @Override
  public String url() {
    return "jdbc:h2:file:"
        + folder.resolve(DATABASE)
        + ";WRITE_DELAY=0;RETENTION_TIME=3600000;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
  }

  @Override
  public String user() {
    return "sa";
  }

  @Override
  public String password() {
    return "";
  }

  @Override
  public void prepare() {
    try {
      Files.createDirectories(folder, forOwnerOnly(folder.getFileSystem()));
    } catch (FileAlreadyExistsException file) {
      throw unusable("it is no folder");
    } catch (IOException failed) {
      throw unusable(OneLine.reason(failed));
    }
    if (!Files.isWritable(folder)) {
      throw unusable("access denied");
    }
  }

  private static FileAttribute<?>[] forOwnerOnly(FileSystem files) {
    return files.supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private CommandException unusable(String why) {
    return CommandException.failure(
        "Cannot keep mail in "
            + folder
            + ": "
            + why
            + ". Make it a folder that this user may write to, or set "
            + Settings.DATA
            + " to another");
  }

  @Override
  public void requireThere() {
    if (!Files.isRegularFile(folder.resolve(DATABASE + ".mv.db"))) {
      throw CommandException.usage(
          "There is no mail in "
              + folder
              + ". Set "
              + Settings.DATA
              + " to the folder that serve keeps its mail in");
    }
  }

  @Override
  public CommandException explain(SQLException failed) {
    if (failed.getErrorCode() == LOCKED) {
      return CommandException.failure(
          "The mail in "
              + folder
              + " is used by another process. Stop serve first, then try again");
    }
    return CommandException.failure(
        "The mail in "
            + folder
            + " cannot be opened (H2 error "
            + failed.getErrorCode()
            + "). Check the disk and the rights on the folder, or put a copy of it back");
  }

  @Override
  public String inWords() {
    return "in " + folder;
  }
}
