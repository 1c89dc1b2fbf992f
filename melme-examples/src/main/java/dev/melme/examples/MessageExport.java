package dev.melme.examples;

import dev.melme.api.Correspondent;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.NotFoundException;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import dev.melme.api.workspace.Workspace;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes what an import stored to a folder, read back from the store: {@code <message id>.eml} with
 * the bytes, and a row in {@code index.tsv}. Rows stand in the order in which messages were stored
 * and are on disk as soon as they are written. Not thread-safe.
 */
final class MessageExport implements Closeable {

  private static final String INDEX = "index.tsv";
  private static final List<String> COLUMNS =
      List.of("id", "mailbox", "source", "sha256", "subject", "from", "attachments");

  private static final String FOR_WHAT = " for --export";

  private final MessageFolder folder;
  private final Writer index;
  private long exported;
  private long different;

  private MessageExport(MessageFolder folder, Writer index) {
    this.folder = folder;
    this.index = index;
  }

  /**
   * Makes the folder ready.
   *
   * @throws CommandException when it cannot be, or holds an export already
   */
  static MessageExport to(Path directory) {
    MessageFolder folder = MessageFolder.at(directory, FOR_WHAT);
    try {
      Writer index =
          Files.newBufferedWriter(directory.resolve(INDEX), StandardOpenOption.CREATE_NEW);
      MessageExport export = new MessageExport(folder, index);
      export.writeRow(COLUMNS);
      return export;
    } catch (FileAlreadyExistsException present) {
      throw CommandException.usage(
          directory.resolve(INDEX) + " is there already. Move it away or name another folder");
    } catch (IOException failed) {
      throw MessageFolder.unwritable(directory, failed, FOR_WHAT);
    }
  }

  /** Says that a started export cannot go on. */
  static CommandException stopped(IOException problem) {
    return CommandException.failure(
        "The export stopped: "
            + OneLine.reason(problem)
            + ". Make room or name another folder, then import again");
  }

  /**
   * Writes one message.
   *
   * @param workspace the mailbox that it was stored in
   * @param source where it came from
   * @param sourceDigest SHA-256 of the bytes that came in
   * @return false when other bytes came out
   */
  boolean add(Workspace workspace, MessageId id, String source, byte[] sourceDigest)
      throws IOException {
    StoredMessage message = workspace.message(id).orElseThrow(() -> erased(id));
    StoredContent content = workspace.original(id).orElseThrow(() -> erased(id));
    byte[] digest = folder.write(id, content);
    writeRow(
        List.of(
            id.toString(),
            workspace.mailbox().slug().value(),
            source,
            HexFormat.of().formatHex(digest),
            message.index().subject(),
            from(message.index()),
            Integer.toString(message.index().attachments().size())));
    exported++;
    boolean same = MessageDigest.isEqual(digest, sourceDigest);
    if (!same) {
      different++;
    }
    return same;
  }

  private static NotFoundException erased(MessageId id) {
    return new NotFoundException("Message " + id + " was erased before it could be exported");
  }

  private static String from(MessageIndex index) {
    return index.from().stream()
        .map(MessageExport::readable)
        .filter(entry -> !entry.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String readable(Correspondent entry) {
    return entry.address().isEmpty() ? entry.name() : entry.toString();
  }

  private void writeRow(List<String> values) throws IOException {
    index.write(values.stream().map(OneLine::of).collect(Collectors.joining("\t", "", "\n")));
    index.flush();
  }

  /** What was exported, in words. */
  String summary() {
    return "Exported "
        + Figures.count(exported, "message")
        + " to "
        + folder.path()
        + ": "
        + (different == 0
            ? "read back from the store, all byte-identical"
            : Figures.count(different) + " NOT byte-identical");
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
