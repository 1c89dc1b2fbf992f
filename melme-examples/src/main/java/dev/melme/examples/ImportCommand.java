package dev.melme.examples;

import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.Reason;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Takes mail out of files, through the same router as SMTP.
 *
 * <p>One message after the other, in one thread: of two equal messages the first one is stored,
 * whoever runs it again. What goes wrong with one file or message is one line on the error stream,
 * and the rest goes on.
 */
final class ImportCommand {

  private final AliasRouter router;
  private final MelMeAdmin admin;
  private final PrintStream out;
  private final PrintStream err;
  private final LongSupplier nanoTime;
  private final ImportTally tally = new ImportTally();

  /** Made for one run. */
  ImportCommand(
      AliasRouter router,
      MelMeAdmin admin,
      PrintStream out,
      PrintStream err,
      LongSupplier nanoTime) {
    this.router = router;
    this.admin = admin;
    this.out = out;
    this.err = err;
    this.nanoTime = nanoTime;
  }

  /** What became of the messages. */
  ImportTally tally() {
    return tally;
  }

  /**
   * Imports all that the paths hold.
   *
   * @return 0, or 1 when a message was deferred, or something could not be read or judged
   * @throws CommandException on wrong usage, before anything was taken; and when an export fails
   */
  int run(Command.Import command) {
    MailFiles.requireReadable(command.paths());
    if (command.exportDirectory().isEmpty()) {
      return run(command, Optional.empty());
    }
    try (MessageExport export = MessageExport.to(command.exportDirectory().get())) {
      return run(command, Optional.of(export));
    } catch (IOException failed) {
      throw MessageExport.stopped(failed);
    }
  }

  private int run(Command.Import command, Optional<MessageExport> export) {
    List<Path> files =
        MailFiles.list(command.paths(), command.exportDirectory(), this::reportUnreadable);
    err.println("Importing " + Figures.count(files.size(), "file") + " for " + command.to());
    ImportProgress progress = new ImportProgress(err, nanoTime, files.size());
    MessageImporter importer =
        new MessageImporter(
            router, admin, command.to(), command.from(), export, tally, err, nanoTime);
    for (Path file : files) {
      progress.beginFile();
      importFile(file, importer, progress);
    }
    report(files.size(), progress.elapsedNanos());
    export.map(MessageExport::summary).ifPresent(out::println);
    return tally.failed() == 0 && tally.count(Reason.Outcome.DEFERRED) == 0 ? 0 : 1;
  }

  private void importFile(Path file, MessageImporter importer, ImportProgress progress) {
    try (MailPieces pieces = MailPieces.of(file)) {
      for (Optional<MailPiece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
        importer.take(piece.get());
        progress.at(tally.messages());
      }
    } catch (IOException unreadable) {
      reportUnreadable(file, unreadable);
    }
  }

  private void reportUnreadable(Path path, IOException problem) {
    tally.addFailed();
    err.println(
        OneLine.of(path.toString()) + ": left out, it cannot be read: " + OneLine.reason(problem));
  }

  private void report(int files, long elapsedNanos) {
    out.println(
        Figures.count(tally.messages(), "message")
            + " ("
            + Figures.bytes(tally.bytes())
            + ") in "
            + Figures.count(files, "file")
            + ", "
            + Figures.seconds(elapsedNanos)
            + ": "
            + Figures.count(Figures.perSecond(tally.messages(), elapsedNanos))
            + " messages/s, "
            + Figures.bytes(Figures.perSecond(tally.bytes(), elapsedNanos))
            + "/s");
    out.println(OneLine.of(tally.times()));
    out.println();
    tally.table().forEach(out::println);
  }
}
