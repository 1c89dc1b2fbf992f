package dev.melme.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.EmailAddress;
import dev.melme.spi.MailTransport;
import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Writes messages into a folder instead of sending them, for development and tests. Safe for use by
 * many threads.
 *
 * <p>A message becomes {@code ID.eml}, its bytes unchanged, and {@code ID.envelope} beside it,
 * lines as SMTP says them:
 *
 * <pre>
 * MAIL FROM:&lt;support@acme.example&gt;
 * RCPT TO:&lt;joe@example.org&gt;
 * </pre>
 *
 * <p>Both appear whole, the {@code .eml} last, so whoever waits for one finds the other. A message
 * that comes again, for other recipients or because it is sent again, becomes {@code ID-2.eml} and
 * so on. All recipients are accepted; when a file cannot be written, all are deferred.
 */
public final class FolderTransport implements MailTransport {

  private final Path folder;

  private FolderTransport(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes a transport.
   *
   * @param folder where messages go; made when it does not exist
   * @return the transport
   */
  public static FolderTransport in(Path folder) {
    return new FolderTransport(folder);
  }

  @Override
  public List<TransportReply> send(TransportMessage message) {
    TransportReply reply;
    try {
      reply = TransportReply.accepted("250 2.0.0 Written to " + write(message));
    } catch (IOException e) {
      // its message may name the folder, which is no business of the team
      reply = TransportReply.deferred("452 4.3.1 Not written: " + e.getClass().getSimpleName());
    }
    TransportReply same = reply;
    return message.recipients().stream().map(recipient -> same).toList();
  }

  private String write(TransportMessage message) throws IOException {
    Files.createDirectories(folder);
    Path content = Files.createTempFile(folder, "." + message.id() + "-", ".part");
    Path envelope = Files.createTempFile(folder, "." + message.id() + "-", ".part");
    try {
      try (InputStream in = message.content().openStream()) {
        Files.copy(in, content, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.writeString(envelope, envelope(message), UTF_8);
      return place(message, content, envelope);
    } finally {
      Files.deleteIfExists(content);
      Files.deleteIfExists(envelope);
    }
  }

  /** One at a time finds a name that is free. */
  private synchronized String place(TransportMessage message, Path content, Path envelope)
      throws IOException {
    String name = message.id().toString();
    for (int number = 2; Files.exists(folder.resolve(name + ".eml")); number++) {
      name = message.id() + "-" + number;
    }
    Files.move(envelope, folder.resolve(name + ".envelope"), StandardCopyOption.ATOMIC_MOVE);
    Files.move(content, folder.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
    return name + ".eml";
  }

  private static String envelope(TransportMessage message) {
    StringBuilder lines = new StringBuilder("MAIL FROM:<" + message.reversePath() + ">\n");
    for (EmailAddress recipient : message.recipients()) {
      lines.append("RCPT TO:<").append(recipient).append(">\n");
    }
    return lines.toString();
  }

  /** Nothing is held between messages. */
  @Override
  public void close() {}
}
