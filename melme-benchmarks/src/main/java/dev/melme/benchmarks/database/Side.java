package dev.melme.benchmarks.database;

import java.util.List;

/** Ours or the reference. */
interface Side {

  /** Something that is done over and over. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  /** One for each thread, always the same. */
  List<Task> tasks();

  /** Called before the threads start. */
  default void begin() {}

  /** Called when the threads have stopped: throws when what was done is not there. */
  default void end() {}

  /** A side for one thread that needs nothing before and nothing after. */
  static Side of(Task task) {
    return () -> List.of(task);
  }
}
