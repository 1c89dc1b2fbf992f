package dev.melme.core.wire;

import java.io.IOException;
import java.io.OutputStream;

/** Makes CRLF of every line end: LF, CRLF and CR alone. The target stays open. */
final class CrlfOutput extends OutputStream {

  private final OutputStream out;
  private boolean afterReturn;
  private boolean lineOpen;

  CrlfOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    if (b == '\r' || (b == '\n' && !afterReturn)) {
      out.write('\r');
      out.write('\n');
      lineOpen = false;
    } else if (b != '\n') {
      out.write(b);
      lineOpen = true;
    }
    afterReturn = b == '\r';
  }

  /** Ends a line that was not ended. */
  void end() throws IOException {
    if (lineOpen) {
      write('\r');
    }
  }
}
