package dev.melme.jdbc;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a child is to do before it is killed.
 *
 * @param url the database
 * @param user who signs in
 * @param password with what
 * @param acks where it writes what it acknowledged
 * @param messages it delivers the messages from 0 up to this number that are not acknowledged
 * @param victims how many mailboxes it fills and erases meanwhile
 * @param setup what the store does about its tables
 * @param failPoint where it ends itself, or null
 */
record CrashJob(
    String url,
    String user,
    String password,
    Path acks,
    int messages,
    int victims,
    SchemaSetup setup,
    @Nullable FailPoint failPoint) {

  private static final String NONE = "-";

  List<String> arguments() {
    return List.of(
        url,
        user,
        password,
        acks.toString(),
        Integer.toString(messages),
        Integer.toString(victims),
        setup.toString(),
        failPoint == null ? NONE : failPoint.toString());
  }

  static CrashJob parse(String... arguments) {
    return new CrashJob(
        arguments[0],
        arguments[1],
        arguments[2],
        Path.of(arguments[3]),
        Integer.parseInt(arguments[4]),
        Integer.parseInt(arguments[5]),
        SchemaSetup.valueOf(arguments[6]),
        arguments[7].equals(NONE) ? null : FailPoint.parse(arguments[7]));
  }

  TestDatabase database() {
    return new TestDatabase(url, user, password, () -> {});
  }
}
