package dev.melme.examples;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidAddressException;
import dev.melme.api.InvalidValueException;
import dev.melme.api.ReversePath;
import dev.melme.api.Slug;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads the arguments of the program. */
final class CommandLine {

  private static final List<String> COMMANDS = List.of("serve", "import", "export", "help");
  private static final List<String> HELP_OPTIONS = List.of("--help", "-h");

  private static final String TO = "--to";
  private static final String FROM = "--from";
  private static final String EXPORT = "--export";
  private static final String MAILBOX = "--mailbox";
  private static final List<String> IMPORT_OPTIONS = List.of(TO, FROM, EXPORT, "--help");
  private static final List<String> EXPORT_OPTIONS = List.of(MAILBOX, "--help");

  private CommandLine() {}

  /**
   * Tells what the user asks for; {@code --help} anywhere before {@code --} asks for help.
   *
   * @throws CommandException on wrong usage
   */
  static Command parse(List<String> arguments) {
    List<String> options = beforeDoubleDash(arguments);
    if (options.stream().anyMatch(HELP_OPTIONS::contains)) {
      return new Command.Help();
    }
    String first = arguments.isEmpty() ? "serve" : arguments.get(0);
    if (first.startsWith("-")) {
      return serve(arguments);
    }
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    return switch (first) {
      case "serve" -> serve(rest);
      case "import" -> importing(Arguments.read(rest, IMPORT_OPTIONS));
      case "export" -> exporting(Arguments.read(rest, EXPORT_OPTIONS));
      case "help" -> new Command.Help();
      default ->
          throw CommandException.usage(
              "Unknown command "
                  + first
                  + ". The nearest known one is "
                  + NearestName.of(first, COMMANDS)
                  + "; see my-mailbox help");
    };
  }

  private static List<String> beforeDoubleDash(List<String> arguments) {
    int end = arguments.indexOf("--");
    return end < 0 ? arguments : arguments.subList(0, end);
  }

  private static Command serve(List<String> arguments) {
    if (arguments.isEmpty()) {
      return new Command.Serve();
    }
    String name = Arguments.nameOf(arguments.get(0));
    if (!name.startsWith("-")) {
      throw CommandException.usage(
          "serve takes no argument, but was given " + name + "; see my-mailbox help");
    }
    if (IMPORT_OPTIONS.contains(name)) {
      throw CommandException.usage(
          name + " is an option of import. Use my-mailbox import --to ADDRESS PATH...");
    }
    if (name.equals(MAILBOX)) {
      throw CommandException.usage(
          name + " is an option of export. Use my-mailbox export --mailbox SLUG DIR");
    }
    throw CommandException.usage(
        "Unknown option "
            + name
            + ". The nearest known one is "
            + NearestName.of(name, HELP_OPTIONS)
            + "; serve is set up by MELME_SMTP_PORT, MELME_SMTP_HOST and other variables, see"
            + " my-mailbox help");
  }

  private static Command importing(Arguments arguments) {
    String to =
        arguments
            .option(TO)
            .orElseThrow(
                () ->
                    CommandException.usage(
                        "import wants a recipient. Add --to ADDRESS, as in --to"
                            + " support@acme.example"));
    if (arguments.paths().isEmpty()) {
      throw CommandException.usage(
          "import wants something to read. Add a message file, a folder or an mbox file");
    }
    return new Command.Import(
        recipient(to),
        reversePath(arguments.option(FROM).orElse("<>")),
        arguments.option(EXPORT).map(CommandLine::path),
        arguments.paths().stream().map(CommandLine::path).toList());
  }

  private static Command exporting(Arguments arguments) {
    String slug =
        arguments
            .option(MAILBOX)
            .orElseThrow(
                () ->
                    CommandException.usage(
                        "export wants a mailbox. Add --mailbox SLUG, as in --mailbox"
                            + " support-inbox"));
    if (arguments.paths().size() != 1) {
      throw CommandException.usage(
          "export wants one folder to write to, and was given "
              + arguments.paths().size()
              + ". Use my-mailbox export --mailbox SLUG DIR");
    }
    return new Command.Export(slug(slug), path(arguments.paths().get(0)));
  }

  private static Slug slug(String text) {
    try {
      return Slug.of(text);
    } catch (InvalidValueException invalid) {
      throw CommandException.usage(MAILBOX + ": " + invalid.getMessage());
    }
  }

  private static EmailAddress recipient(String text) {
    try {
      return EmailAddress.parse(text);
    } catch (InvalidAddressException invalid) {
      throw CommandException.usage(
          TO + ": " + invalid.getMessage() + ". Give one address, as in support@acme.example");
    }
  }

  private static ReversePath reversePath(String text) {
    try {
      return ReversePath.parse(text);
    } catch (InvalidAddressException invalid) {
      throw CommandException.usage(
          FROM
              + ": "
              + invalid.getMessage()
              + ". Give one address, or leave the option out for the null reverse path");
    }
  }

  private static Path path(String text) {
    if (text.isEmpty()) {
      throw CommandException.usage("A path is empty. Give the name of a file or folder");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw CommandException.usage(
          "The path "
              + invalid.getInput()
              + " cannot be named here. Check its letters; under the C locale set LC_ALL=C.UTF-8");
    }
  }
}
