package dev.melme.api.workspace;

import dev.melme.api.InvalidValueException;

/**
 * What an export wrote.
 *
 * @param messages how many messages
 * @param bytes how many bytes these have, without what stands between them
 */
public record Exported(long messages, long bytes) {

  /**
   * Checks the numbers.
   *
   * @throws InvalidValueException when one is negative
   */
  public Exported {
    if (messages < 0 || bytes < 0) {
      throw new InvalidValueException("messages and bytes must not be negative");
    }
  }
}
