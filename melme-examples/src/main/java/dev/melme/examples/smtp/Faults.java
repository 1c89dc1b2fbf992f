package dev.melme.examples.smtp;

/** Describes an exception for a log. */
final class Faults {

  private static final int MAX_CAUSES = 5;

  private Faults() {}

  /**
   * Names the class of an exception and of its causes, and where each was thrown. Messages are left
   * out: those of other libraries may quote mail.
   */
  static String describe(Throwable fault) {
    StringBuilder text = new StringBuilder();
    Throwable current = fault;
    for (int i = 0; current != null && i < MAX_CAUSES; i++) {
      StackTraceElement[] trace = current.getStackTrace();
      text.append(i == 0 ? "" : ", caused by ")
          .append(current.getClass().getName())
          .append(trace.length == 0 ? "" : " at " + trace[0]);
      current = current.getCause();
    }
    return text.toString();
  }
}
