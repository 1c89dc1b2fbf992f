package dev.melme.examples;

import dev.melme.api.Mailbox;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Slug;
import dev.melme.api.StoredContent;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.workspace.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Writes the messages of one mailbox to a folder, one page after the other, each as a stream. */
final class ExportCommand {

  private final MelMeAdmin admin;
  private final PrintStream out;

  private long messages;
  private long bytes;

  /** Made for one run. */
  ExportCommand(MelMeAdmin admin, PrintStream out) {
    this.admin = admin;
    this.out = out;
  }

  /**
   * Exports all messages that are there when it begins.
   *
   * @return 0
   * @throws CommandException when there is no such mailbox, or the folder cannot be written to
   */
  int run(Command.Export command) {
    Mailbox mailbox = mailbox(command.mailbox());
    MessageFolder folder = MessageFolder.at(command.directory(), "");
    export(admin.workspace(mailbox.id(), "export"), folder);
    out.println(
        "Exported "
            + Figures.count(messages, "message")
            + " ("
            + Figures.bytes(bytes)
            + ") of "
            + mailbox.slug()
            + " to "
            + OneLine.of(folder.path().toString()));
    return 0;
  }

  private Mailbox mailbox(Slug slug) {
    return admin
        .mailbox(slug)
        .orElseThrow(
            () -> CommandException.usage("There is no mailbox " + slug + ". " + nearest(slug)));
  }

  private String nearest(Slug slug) {
    List<String> slugs =
        admin.mailboxes(PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
            .map(mailbox -> mailbox.slug().value())
            .toList();
    return slugs.isEmpty()
        ? "There is none at all: check " + Settings.DATA + " or " + Settings.JDBC_URL
        : "The nearest known one is " + NearestName.of(slug.value(), slugs);
  }

  private void export(Workspace workspace, MessageFolder folder) {
    PageRequest first = PageRequest.first(PageRequest.MAX_LIMIT);
    Optional<PageRequest> request = Optional.of(first);
    while (request.isPresent()) {
      Page<MessageEntry> page = workspace.messages(EntryFilter.everything(), request.get());
      for (MessageEntry message : page.items()) {
        export(workspace, message, folder);
      }
      request = page.next().map(first::after);
    }
  }

  private void export(Workspace workspace, MessageEntry message, MessageFolder folder) {
    Optional<StoredContent> content = workspace.original(message.id());
    if (content.isEmpty()) {
      return; // erased since the page was read, by somebody who works on the same database
    }
    try {
      folder.write(message.id(), content.get());
    } catch (IOException failed) {
      throw stopped(failed);
    }
    messages++;
    bytes += content.get().sizeBytes();
  }

  private CommandException stopped(IOException problem) {
    return CommandException.failure(
        "The export stopped after "
            + Figures.count(messages, "message")
            + ": "
            + OneLine.reason(problem)
            + ". Make room or name another folder, then export again");
  }
}
