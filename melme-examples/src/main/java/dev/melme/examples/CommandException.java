package dev.melme.examples;

/** Ends a command with one line for the user: what is wrong and what to do about it. */
final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a command ended, as an exit code. */
  enum Kind {
    /** It went wrong while at work. */
    FAILURE(1),
    /** It was not asked rightly: nothing was done. */
    USAGE(2);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }
  }

  private final Kind kind;

  private CommandException(Kind kind, String line) {
    super(line);
    this.kind = kind;
  }

  /** Wrong usage. Nothing was done yet. */
  static CommandException usage(String line) {
    return new CommandException(Kind.USAGE, line);
  }

  /** Trouble at run time. */
  static CommandException failure(String line) {
    return new CommandException(Kind.FAILURE, line);
  }

  int exitCode() {
    return kind.exitCode;
  }

  /** The line for the user; what strangers put into a file name cannot break it. */
  String line() {
    return OneLine.of(String.valueOf(getMessage()));
  }
}
