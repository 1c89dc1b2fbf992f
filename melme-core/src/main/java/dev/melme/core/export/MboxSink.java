package dev.melme.core.export;

import dev.melme.api.Reception;
import dev.melme.api.StoredMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An mbox file, in the form that {@code ExportFormat.MBOX} describes. */
final class MboxSink implements MessageSink {

  private static final String NOBODY = "MAILER-DAEMON";

  /** As asctime() in C: the day of the month has two places, the first may be a space. */
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC);

  private final OutputStream out;

  MboxSink(OutputStream out) {
    this.out = new BufferedOutputStream(out, 64 * 1024);
  }

  @Override
  public void write(StoredMessage message, InputStream bytes) throws IOException {
    out.write(fromLine(message.reception()).getBytes(StandardCharsets.UTF_8));
    MboxrdQuoting quoting = new MboxrdQuoting(out);
    bytes.transferTo(quoting);
    quoting.finish();
    // the CR tells that the LF before it is not a byte of the message
    out.write(quoting.atLineStart() ? new byte[] {'\n'} : new byte[] {'\n', '\r', '\n'});
  }

  private static String fromLine(Reception reception) {
    String sender =
        reception.reversePath().address().map(Object::toString).orElse(NOBODY).replace(' ', '_');
    return "From " + sender + " " + ASCTIME.format(reception.receivedAt()) + "\n";
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
