package dev.melme.examples;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidAddressException;
import dev.melme.api.ReversePath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the arguments of the program. */
final class CommandLine {

  private static final List<String> COMMANDS = List.of("serve", "import", "help");
  private static final List<String> HELP_OPTIONS = List.of("--help", "-h");

  private static final String TO = "--to";
  private static final String FROM = "--from";
  private static final String EXPORT = "--export";
  private static final List<String> IMPORT_OPTIONS = List.of(TO, FROM, EXPORT, "--help");

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
      case "import" -> importing(rest);
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
    String name = nameOf(arguments.get(0));
    if (!name.startsWith("-")) {
      throw CommandException.usage(
          "serve takes no argument, but was given " + name + "; see my-mailbox help");
    }
    if (IMPORT_OPTIONS.contains(name)) {
      throw CommandException.usage(
          name + " is an option of import. Use my-mailbox import --to ADDRESS PATH...");
    }
    throw CommandException.usage(
        "Unknown option "
            + name
            + ". The nearest known one is "
            + NearestName.of(name, HELP_OPTIONS)
            + "; serve is set up by MELME_SMTP_PORT, MELME_SMTP_HOST and MELME_DEMO");
  }

  private static Command importing(List<String> arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    List<Path> paths = new ArrayList<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      if (argument.equals("--")) {
        rest.forEachRemaining(path -> paths.add(path(path)));
      } else if (argument.startsWith("-") && argument.length() > 1) {
        takeOption(argument, rest, options);
      } else {
        paths.add(path(argument));
      }
    }
    return importOf(options, paths);
  }

  private static void takeOption(
      String argument, Iterator<String> rest, Map<String, String> options) {
    String name = nameOf(argument);
    if (!IMPORT_OPTIONS.contains(name)) {
      throw CommandException.usage(
          "Unknown option "
              + name
              + ". The nearest known one is "
              + NearestName.of(name, IMPORT_OPTIONS)
              + "; a path that begins with a hyphen goes after --");
    }
    boolean joined = name.length() < argument.length();
    if (!joined && !rest.hasNext()) {
      throw CommandException.usage(name + " wants a value; see my-mailbox help");
    }
    String value = joined ? argument.substring(name.length() + 1) : rest.next();
    if (options.put(name, value) != null) {
      throw CommandException.usage(name + " is given twice. Give it once");
    }
  }

  /** The name in {@code --name} and {@code --name=value}. */
  private static String nameOf(String argument) {
    int equals = argument.indexOf('=');
    return equals > 0 && argument.startsWith("-") ? argument.substring(0, equals) : argument;
  }

  private static Command importOf(Map<String, String> options, List<Path> paths) {
    String to = options.get(TO);
    if (to == null) {
      throw CommandException.usage(
          "import wants a recipient. Add --to ADDRESS, as in --to support@acme.example");
    }
    if (paths.isEmpty()) {
      throw CommandException.usage(
          "import wants something to read. Add a message file, a folder or an mbox file");
    }
    return new Command.Import(
        recipient(to),
        reversePath(options.getOrDefault(FROM, "<>")),
        Optional.ofNullable(options.get(EXPORT)).map(CommandLine::path),
        paths);
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
