package dev.melme.benchmarks;

import java.util.Arrays;

/** The messages that are delivered. */
enum MessageSize {
  SMALL("4KiB", 4 << 10, 2_000, "512m"),
  MEDIUM("100KiB", 100 << 10, 200, "512m"),
  /** With an attachment. */
  LARGE("5MiB", 5 << 20, 16, "2g");

  private final String label;
  private final int bytes;
  private final int batch;
  private final String heap;

  MessageSize(String label, int bytes, int batch, String heap) {
    this.label = label;
    this.bytes = bytes;
    this.batch = batch;
    this.heap = heap;
  }

  static MessageSize named(String label) {
    return Arrays.stream(values())
        .filter(size -> size.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No message is of " + label));
  }

  String label() {
    return label;
  }

  int bytes() {
    return bytes;
  }

  /** How many are delivered before the host is emptied. */
  int batch() {
    return batch;
  }

  /** A heap that holds a batch and what eight deliveries need, of either side. */
  String heap() {
    return heap;
  }
}
