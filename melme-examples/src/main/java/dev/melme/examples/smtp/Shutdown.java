package dev.melme.examples.smtp;

/**
 * The two moments of shutting down: from the first on, no command is carried out; from the second
 * on, no message is waited for.
 */
final class Shutdown {

  private volatile boolean begun;
  private volatile boolean graceOver;

  void begin() {
    begun = true;
  }

  void endGrace() {
    begun = true;
    graceOver = true;
  }

  boolean begun() {
    return begun;
  }

  boolean graceOver() {
    return graceOver;
  }
}
