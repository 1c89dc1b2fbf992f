package dev.melme.benchmarks;

import org.jspecify.annotations.Nullable;

/** A measurement has no result; its row fails. */
final class MeasurementException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MeasurementException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
