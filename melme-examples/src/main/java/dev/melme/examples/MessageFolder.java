package dev.melme.examples;

import dev.melme.api.MessageId;
import dev.melme.api.StoredContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * A folder that messages are written to as {@code <message id>.eml}, as streams. A file is there
 * whole or not at all; one of the same name is replaced, all others are left alone.
 */
final class MessageFolder {

  private final Path directory;

  private MessageFolder(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes the folder when it is missing.
   *
   * @param forWhat ends the remedy when it cannot be: empty, or {@code " for --option"}
   * @throws CommandException when it cannot be
   */
  static MessageFolder at(Path directory, String forWhat) {
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException file) {
      throw CommandException.usage(directory + " is no folder. Name a folder" + forWhat);
    } catch (IOException failed) {
      throw unwritable(directory, failed, forWhat);
    }
    return new MessageFolder(directory);
  }

  /** Says that nothing can be written to a folder. */
  static CommandException unwritable(Path directory, IOException problem, String forWhat) {
    return CommandException.usage(
        "Cannot write to "
            + directory
            + ": "
            + OneLine.reason(problem)
            + ". Name another folder"
            + forWhat);
  }

  /**
   * Writes one message.
   *
   * @return SHA-256 of the bytes that came out of the store
   * @throws IOException when it cannot be read or written; then no file is left over
   */
  byte[] write(MessageId id, StoredContent content) throws IOException {
    Path part = directory.resolve(id + ".eml.part");
    Files.deleteIfExists(part);
    try {
      byte[] digest = copy(content, part);
      Files.move(
          part,
          directory.resolve(id + ".eml"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return digest;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static byte[] copy(StoredContent content, Path file) throws IOException {
    MessageDigest digest = Digests.sha256();
    long copied;
    try (InputStream in = content.openStream();
        OutputStream out =
            new DigestOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), digest)) {
      copied = in.transferTo(out);
    }
    if (copied != content.sizeBytes()) {
      throw new IOException(
          file.getFileName() + " has " + copied + " bytes, not " + content.sizeBytes());
    }
    return digest.digest();
  }

  Path path() {
    return directory;
  }
}
