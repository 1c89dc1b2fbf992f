package dev.melme.testkit;

import dev.melme.spi.MessageContent;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A content that is not read to its end before something else is over. */
record HaltedContent(CountDownLatch begun, CountDownLatch over) implements MessageContent {

  private static final int PATIENCE_SECONDS = 10;

  @Override
  public long sizeBytes() {
    return 1;
  }

  @Override
  public InputStream openStream() {
    return new InputStream() {
      private boolean read;

      @Override
      public int read() {
        begun.countDown();
        await();
        boolean end = read;
        read = true;
        return end ? -1 : 'x';
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        if (length == 0) {
          return 0;
        }
        int next = read();
        if (next < 0) {
          return -1;
        }
        target[offset] = (byte) next;
        return 1;
      }
    };
  }

  /** When the others wait for this, something must give way: the rule fails by the time. */
  private void await() {
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(
            "Placing, marking and erasing wait for a delivery of another message");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The test was interrupted", e);
    }
  }

  @Override
  public Optional<byte[]> inMemory() {
    return Optional.empty();
  }
}
