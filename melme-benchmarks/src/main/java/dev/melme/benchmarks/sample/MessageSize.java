package dev.melme.benchmarks.sample;

import java.util.Arrays;

/** The messages that are delivered. */
public enum MessageSize {
  /** Text and HTML of some lines. */
  SMALL("4KiB", 4 << 10, 2_000, "512m"),
  /** Text and HTML of many pages. */
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

  /** The size of a label. */
  public static MessageSize named(String label) {
    return Arrays.stream(values())
        .filter(size -> size.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No message is of " + label));
  }

  /** What keys of rows call it. */
  public String label() {
    return label;
  }

  /** How large a message is. */
  public int bytes() {
    return bytes;
  }

  /** How many are delivered before the host is emptied. */
  public int batch() {
    return batch;
  }

  /** A heap that holds a batch and what eight deliveries need, of either side. */
  public String heap() {
    return heap;
  }
}
