package dev.melme.examples;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of one command: options with a value, {@code --name value} or {@code --name=value},
 * and paths. After {@code --} everything is a path.
 */
final class Arguments {

  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<String> paths = new ArrayList<>();

  private Arguments() {}

  /**
   * Sorts the arguments.
   *
   * @param known the options that the command takes
   * @throws CommandException when an option is not known, has no value or comes twice
   */
  static Arguments read(List<String> arguments, List<String> known) {
    Arguments read = new Arguments();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      if (argument.equals("--")) {
        rest.forEachRemaining(read.paths::add);
      } else if (argument.startsWith("-") && argument.length() > 1) {
        read.takeOption(argument, rest, known);
      } else {
        read.paths.add(argument);
      }
    }
    return read;
  }

  private void takeOption(String argument, Iterator<String> rest, List<String> known) {
    String name = nameOf(argument);
    if (!known.contains(name)) {
      throw CommandException.usage(
          "Unknown option "
              + name
              + ". The nearest known one is "
              + NearestName.of(name, known)
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
  static String nameOf(String argument) {
    int equals = argument.indexOf('=');
    return equals > 0 && argument.startsWith("-") ? argument.substring(0, equals) : argument;
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  List<String> paths() {
    return List.copyOf(paths);
  }
}
