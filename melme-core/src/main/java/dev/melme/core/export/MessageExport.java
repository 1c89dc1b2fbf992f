package dev.melme.core.export;

import dev.melme.api.MessageId;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.workspace.ExportFormat;
import dev.melme.api.workspace.Exported;
import dev.melme.api.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * One export of a mailbox. It asks the workspace for each message, so a session that ends meanwhile
 * ends the export. Used once, by one thread.
 */
public final class MessageExport {

  private static final int PAGE = 200;

  private final Workspace workspace;
  private final MessageSink sink;
  private long messages;
  private long bytes;

  /**
   * Prepares an export.
   *
   * @param workspace the mailbox
   * @param format how messages are put into one stream
   * @param out where to
   */
  public MessageExport(Workspace workspace, ExportFormat format, OutputStream out) {
    this.workspace = workspace;
    this.sink =
        switch (format) {
          case MBOX -> new MboxSink(out);
          case ZIP -> new ZipSink(out);
        };
  }

  /**
   * Exports all messages, the newest first.
   *
   * @return what was written
   * @throws IOException when a byte cannot be read or written
   */
  public Exported all() throws IOException {
    PageRequest first = PageRequest.first(PAGE);
    Optional<PageRequest> request = Optional.of(first);
    while (request.isPresent()) {
      Page<MessageEntry> page = workspace.messages(EntryFilter.everything(), request.get());
      for (MessageEntry summary : page.items()) {
        export(summary.id());
      }
      request = page.next().map(first::after);
    }
    return finish();
  }

  /**
   * Exports some messages.
   *
   * @param selection which, and in which order
   * @return what was written
   * @throws IOException when a byte cannot be read or written
   */
  public Exported these(List<MessageId> selection) throws IOException {
    for (MessageId id : new LinkedHashSet<>(selection)) {
      export(id);
    }
    return finish();
  }

  /** One that is erased before its turn is left out. */
  private void export(MessageId id) throws IOException {
    Optional<StoredMessage> message = workspace.message(id);
    Optional<StoredContent> content = workspace.original(id);
    if (message.isEmpty() || content.isEmpty()) {
      return;
    }
    try (InputStream in = content.get().openStream()) {
      sink.write(message.get(), in);
    }
    messages++;
    bytes += content.get().sizeBytes();
  }

  private Exported finish() throws IOException {
    sink.finish();
    return new Exported(messages, bytes);
  }
}
