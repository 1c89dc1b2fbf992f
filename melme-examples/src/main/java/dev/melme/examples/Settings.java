package dev.melme.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;

/** Reads what the environment sets; an empty value counts as none. */
final class Settings {

  static final String PORT = "MELME_SMTP_PORT";
  static final String HOST = "MELME_SMTP_HOST";
  static final String DEMO = "MELME_DEMO";
  static final String DEMO_PASSWORD = "MELME_DEMO_PASSWORD";
  static final String DATA = "MELME_DATA";
  static final String JDBC_URL = "MELME_JDBC_URL";
  static final String JDBC_USER = "MELME_JDBC_USER";
  static final String JDBC_PASSWORD = "MELME_JDBC_PASSWORD";

  private static final int DEFAULT_PORT = 2525;
  private static final String DEFAULT_DATA = "melme-data";
  private static final int MIN_PASSWORD_BYTES = 15;
  private static final int MAX_PASSWORD_BYTES = 1024;

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

  /**
   * The password of the demo mailboxes, or empty when one is to be made. Its value is shown
   * nowhere.
   *
   * @throws CommandException when it is too short or too long
   */
  Optional<String> demoPassword() {
    // A password may well begin or end with a space.
    String password = environment.getOrDefault(DEMO_PASSWORD, "");
    if (password.isEmpty()) {
      return Optional.empty();
    }
    // Counted in the form that MelMe hashes.
    int bytes = Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(UTF_8).length;
    if (bytes < MIN_PASSWORD_BYTES || bytes > MAX_PASSWORD_BYTES) {
      throw CommandException.usage(
          DEMO_PASSWORD
              + " is too "
              + (bytes < MIN_PASSWORD_BYTES ? "short" : "long")
              + ". Use 15 to 1,024 bytes, as in four words, or leave it out to be given one");
    }
    return Optional.of(password);
  }

  /**
   * Where mail is kept: in the database that is named, else in the data folder.
   *
   * @throws CommandException when the values make no sense
   */
  MailPlace mailPlace() {
    Optional<String> url = value(JDBC_URL);
    // A password may well begin or end with a space.
    String password = environment.getOrDefault(JDBC_PASSWORD, "");
    if (url.isPresent()) {
      return new NamedDatabase(url.get(), value(JDBC_USER).orElse(""), password);
    }
    if (value(JDBC_USER).isPresent() || !password.isEmpty()) {
      throw CommandException.usage(
          JDBC_USER
              + " and "
              + JDBC_PASSWORD
              + " belong to a database that "
              + JDBC_URL
              + " names. Set it too, or none of them to keep mail in a folder");
    }
    return DataFolder.at(dataFolder(value(DATA).orElse(DEFAULT_DATA)));
  }

  private static Path dataFolder(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException invalid) {
      throw CommandException.usage(
          DATA
              + "="
              + name
              + " cannot be the name of a folder here. Check its letters; under the C locale set"
              + " LC_ALL=C.UTF-8");
    }
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
