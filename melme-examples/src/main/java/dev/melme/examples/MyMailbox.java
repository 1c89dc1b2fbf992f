package dev.melme.examples;

import dev.melme.MelMe;
import dev.melme.api.StoreException;
import dev.melme.inmemory.InMemoryStore;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * The program: takes mail over SMTP and keeps it ({@code serve}), writes it to files ({@code
 * export}), or tries out what becomes of mail in files ({@code import}). See {@code my-mailbox
 * help}.
 *
 * <p>Whatever goes wrong is one line on the error stream, with what to do about it; never a stack
 * trace.
 */
public final class MyMailbox {

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * Prepares a run.
   *
   * @param environment the environment variables
   * @param out where results go
   * @param err where progress and errors go
   */
  MyMailbox(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.settings = new Settings(environment);
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the program and ends the Java machine.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(new MyMailbox(System.getenv(), System.out, System.err).run(List.of(arguments)));
  }

  /**
   * Runs the program.
   *
   * @return the exit code: 0, 1 for failures at run time, 2 for wrong usage
   */
  int run(List<String> arguments) {
    try {
      Command command = CommandLine.parse(arguments);
      if (command instanceof Command.Serve) {
        return new ServeCommand(settings, out).run();
      }
      if (command instanceof Command.Export exporting) {
        return exportMail(exporting);
      }
      if (command instanceof Command.Import importing) {
        return importMail(importing);
      }
      out.print(HelpText.TEXT);
      return 0;
    } catch (CommandException stop) {
      return stop(stop.line(), stop.exitCode());
    } catch (StoreException failed) {
      return stop(OneLine.of("The store failed: " + failed.getMessage()), 1);
    } catch (OutOfMemoryError full) {
      return stop("Out of memory. Give it more, as in java -Xmx2g -jar ...", 1);
    } catch (RuntimeException failed) {
      return stop(OneLine.of("Failed, please report it: " + failed), 1);
    }
  }

  private int stop(String line, int exitCode) {
    err.println("my-mailbox: " + line);
    return exitCode;
  }

  /** A trial, in memory: it says what becomes of each message, and keeps none. */
  private int importMail(Command.Import command) {
    boolean demo = settings.demo();
    try (MelMe melme = MelMe.builder().store(InMemoryStore.create()).build()) {
      if (demo) {
        DemoData.seed(melme.admin());
      }
      return new ImportCommand(melme.router(), melme.admin(), out, err, System::nanoTime)
          .run(command);
    }
  }

  private int exportMail(Command.Export command) {
    try (MailStore store = MailStore.openExisting(settings.mailPlace())) {
      return new ExportCommand(store.melme().admin(), out).run(command);
    }
  }
}
