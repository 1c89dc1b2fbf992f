package dev.melme.examples;

import dev.melme.api.EmailAddress;
import dev.melme.api.ReversePath;
import dev.melme.api.Slug;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the user asked for on the command line. */
sealed interface Command permits Command.Serve, Command.Import, Command.Export, Command.Help {

  /** Take mail over SMTP until told to stop. */
  record Serve() implements Command {}

  /**
   * Take mail out of files.
   *
   * @param to the recipient of every message
   * @param from the envelope sender of every message
   * @param exportDirectory where stored messages are written to
   * @param paths files and folders, at least one, in the order given
   */
  record Import(EmailAddress to, ReversePath from, Optional<Path> exportDirectory, List<Path> paths)
      implements Command {

    /** Copies the paths. */
    public Import {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Write the messages of a mailbox to files.
   *
   * @param mailbox whose messages
   * @param directory where they are written to
   */
  record Export(Slug mailbox, Path directory) implements Command {}

  /** Say what can be asked for. */
  record Help() implements Command {}
}
