package dev.melme.core.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Thrown when the spool fails, as opposed to the source that is spooled. */
public final class SpoolException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Below this a folder counts as full: what the system says about it depends on its language. */
  private static final long ROOM_BYTES = 1024 * 1024;

  private final boolean full;

  SpoolException(Path folder, IOException cause) {
    super("The spool in " + folder + " failed", cause);
    this.full = saysFull(cause) || hasNoRoom(folder);
  }

  /**
   * Tells whether there is no room left.
   *
   * @return true when the disk or the user's share of it is full
   */
  public boolean full() {
    return full;
  }

  static boolean saysFull(IOException cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota exceeded");
  }

  private static boolean hasNoRoom(Path folder) {
    return folder.toFile().isDirectory() && folder.toFile().getUsableSpace() < ROOM_BYTES;
  }
}
