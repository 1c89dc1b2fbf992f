package dev.melme.mail;

import dev.melme.api.MelMeException;
import dev.melme.api.MessageSource;
import dev.melme.api.StoredContent;
import dev.melme.core.spool.SpoolBuffer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Turns jakarta.mail messages into what MelMe takes, and back. */
public final class MimeMessages {

  private MimeMessages() {}

  /**
   * Takes the bytes that a message writes, as {@link MimeMessage#writeTo} writes them.
   *
   * <p>They are spooled (in memory up to 256 KiB, then in a temporary file) when the source is
   * opened, so the message may be changed before that, not after. A message that jakarta.mail has
   * parsed does not always write the bytes that it was parsed from: leading blank lines are dropped
   * and some line ends change. Deliver the original bytes where you have them.
   *
   * @param message the message; not changed
   * @return the source
   */
  public static MessageSource source(MimeMessage message) {
    return new WrittenMessage(message, null);
  }

  /**
   * As {@link #source(MimeMessage)}, spooling large messages in a folder of the host's choice.
   *
   * @param message the message; not changed
   * @param spoolDirectory the folder; made when it does not exist
   * @return the source
   */
  public static MessageSource source(MimeMessage message, Path spoolDirectory) {
    return new WrittenMessage(message, spoolDirectory);
  }

  /**
   * Opens a stored message over its stored bytes: body parts are read from the store when they are
   * asked for, and no copy of the message is held.
   *
   * @param content the stored bytes
   * @param session the jakarta.mail session that the message is to belong to
   * @return a message for one thread, as jakarta.mail messages are
   * @throws IOException when the header cannot be read
   * @throws MelMeException when jakarta.mail cannot make a message of it
   */
  public static MimeMessage open(StoredContent content, Session session) throws IOException {
    try {
      return new MimeMessage(session, new SharedContentStream(content, 0, content.sizeBytes()));
    } catch (MessagingException e) {
      if (e.getNextException() instanceof IOException io) {
        throw io;
      }
      throw new MelMeException("jakarta.mail cannot read the header of this message", e);
    }
  }

  /** Spools what a message writes. */
  private static final class WrittenMessage implements MessageSource {

    private final MimeMessage message;
    private final SpoolBuffer spool;

    WrittenMessage(MimeMessage message, @Nullable Path spoolDirectory) {
      this.message = message;
      this.spool = new SpoolBuffer(spoolDirectory);
    }

    @Override
    public InputStream openStream() throws IOException {
      try {
        message.writeTo(spool);
      } catch (MessagingException e) {
        throw new IOException("jakarta.mail cannot write this message", e);
      }
      return spool.openStream();
    }

    @Override
    public void close() throws IOException {
      spool.close();
    }
  }
}
