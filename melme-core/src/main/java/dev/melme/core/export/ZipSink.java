package dev.melme.core.export;

import dev.melme.api.StoredMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP archive: a file per message, named by its id, dated by its reception in UTC. */
final class ZipSink implements MessageSink {

  private final ZipOutputStream zip;

  ZipSink(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  @Override
  public void write(StoredMessage message, InputStream bytes) throws IOException {
    ZipEntry entry = new ZipEntry(message.id() + ".eml");
    // local, for the field has no zone: the host's must not show
    entry.setTimeLocal(LocalDateTime.ofInstant(message.reception().receivedAt(), ZoneOffset.UTC));
    zip.putNextEntry(entry);
    bytes.transferTo(zip);
    zip.closeEntry();
  }

  /** Not closed: that would close the stream of the caller. */
  @Override
  public void finish() throws IOException {
    zip.finish();
    zip.flush();
  }
}
