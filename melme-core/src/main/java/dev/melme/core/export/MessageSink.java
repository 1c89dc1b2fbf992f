package dev.melme.core.export;

import dev.melme.api.StoredMessage;
import java.io.IOException;
import java.io.InputStream;

/** Where exported messages go, one after the other. Used by one thread. */
interface MessageSink {

  /** Writes a message to its end; the caller closes the bytes. */
  void write(StoredMessage message, InputStream bytes) throws IOException;

  /** Writes what comes after the last message. */
  void finish() throws IOException;
}
