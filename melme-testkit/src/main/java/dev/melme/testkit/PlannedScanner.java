package dev.melme.testkit;

import dev.melme.api.workspace.AttachmentContent;
import dev.melme.spi.AttachmentScanner;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A scanner for tests: it refuses the file names that it is told to, can be down, and can be slow.
 * Safe for use by many threads.
 */
public final class PlannedScanner implements AttachmentScanner {

  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile boolean down;
  private volatile Runnable meanwhile = () -> {};

  /** Creates a scanner that finds everything clean. */
  public PlannedScanner() {}

  /**
   * Says no to a file from now on.
   *
   * @param fileName the name that the sender gave it
   * @return this scanner
   */
  public PlannedScanner refuse(String fileName) {
    refused.add(fileName);
    return this;
  }

  /**
   * Fails from now on, as a scanner that cannot be reached.
   *
   * @return this scanner
   */
  public PlannedScanner breakDown() {
    down = true;
    return this;
  }

  /**
   * Works again.
   *
   * @return this scanner
   */
  public PlannedScanner recover() {
    down = false;
    return this;
  }

  /**
   * Takes its time: does something in the middle of each scan, such as waiting, or moving the
   * clock.
   *
   * @param action what to do
   * @return this scanner
   */
  public PlannedScanner slowly(Runnable action) {
    meanwhile = action;
    return this;
  }

  /**
   * The names of the files that it has seen.
   *
   * @return a copy, in the order it saw them
   */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  @Override
  public Opinion scan(AttachmentContent attachment) throws IOException {
    meanwhile.run();
    if (down) {
      throw new IOException("The scanner of this test is down");
    }
    String name = attachment.attachment().name();
    seen.add(name);
    return refused.contains(name) ? Opinion.REFUSED : Opinion.CLEAN;
  }
}
