package dev.melme.examples;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/** Reads what the environment sets; an empty value counts as none. */
final class Settings {

  static final String PORT = "MELME_SMTP_PORT";
  static final String HOST = "MELME_SMTP_HOST";
  static final String DEMO = "MELME_DEMO";

  private static final int DEFAULT_PORT = 2525;

  private final Map<String, String> environment;

  Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The port to listen on, 0 for any free one.
   *
   * @throws CommandException when the value is no port
   */
  int port() {
    Optional<String> value = value(PORT);
    if (value.isEmpty()) {
      return DEFAULT_PORT;
    }
    try {
      int port = Integer.parseInt(value.get());
      if (port >= 0 && port <= 0xFFFF) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // answered below, together with numbers out of range
    }
    throw CommandException.usage(
        PORT + "=" + value.get() + " is no port. Use 0 to 65535, where 0 takes any free one");
  }

  /**
   * The address to listen on: loopback unless told otherwise.
   *
   * @throws CommandException when the value names no host
   */
  InetAddress host() {
    Optional<String> value = value(HOST);
    if (value.isEmpty()) {
      return InetAddress.getLoopbackAddress();
    }
    try {
      return InetAddress.getByName(value.get());
    } catch (UnknownHostException unknown) {
      throw CommandException.usage(
          HOST
              + "="
              + value.get()
              + " is no known host. Use an address of this machine, as in 127.0.0.1 or 0.0.0.0");
    }
  }

  /**
   * Whether demo mailboxes and aliases are wanted: yes unless told otherwise.
   *
   * @throws CommandException when the value is neither true nor false
   */
  boolean demo() {
    String value = value(DEMO).orElse("true");
    if (value.equalsIgnoreCase("true")) {
      return true;
    }
    if (value.equalsIgnoreCase("false")) {
      return false;
    }
    throw CommandException.usage(DEMO + "=" + value + " is neither. Use true or false");
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
