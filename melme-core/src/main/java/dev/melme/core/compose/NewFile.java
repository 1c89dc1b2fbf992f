package dev.melme.core.compose;

import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageSource;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.core.mime.FileNames;
import dev.melme.core.spool.SpoolException;
import dev.melme.core.spool.SpooledMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file on its way into a draft.
 *
 * @param name as it was given
 * @param type as it was given
 * @param contentId by which the HTML shows it
 * @param source its bytes; closed with this
 */
record NewFile(String name, String type, Optional<String> contentId, MessageSource source)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NewFile.class);

  /**
   * The file as the draft is to have it: folders are dropped from its name, parameters from its
   * type.
   *
   * @throws InvalidValueException when name or type are none, or hold a control character
   */
  DraftAttachment wanted() {
    requireClean(name);
    requireClean(type);
    String base = FileNames.clean(name);
    if (base.isEmpty()) {
      throw new InvalidValueException("A file needs a name, as in \"invoice.pdf\"");
    }
    String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return new DraftAttachment(0, base, bare, contentId, 0);
  }

  private static void requireClean(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new InvalidValueException("The name or the type of a file holds a control character");
    }
  }

  static DraftAttachment sized(DraftAttachment file, long sizeBytes) {
    return new DraftAttachment(
        file.number(), file.name(), file.contentType(), file.contentId(), sizeBytes);
  }

  /**
   * Reads the bytes and hands them over.
   *
   * @param room how many bytes the message may still take on the wire
   * @throws InvalidValueException when there are more
   */
  DraftAttachment spooled(
      long room, @Nullable Path directory, Function<SpooledMessage, DraftAttachment> taker) {
    try {
      Optional<SpooledMessage> read =
          SpooledMessage.read(source, Base64Size.bytesIn(room), directory);
      if (read.isEmpty()) {
        throw new InvalidValueException(
            "With this file the message would be too large. Send a link to it instead");
      }
      try (SpooledMessage spooled = read.get()) {
        return taker.apply(spooled);
      }
    } catch (IOException e) {
      throw spoolFailed(e);
    }
  }

  /** What to do when this machine has no room for a message in flight. */
  static StoreException spoolFailed(IOException e) {
    boolean full = e instanceof SpoolException spool && spool.full();
    return new StoreException(
        full ? Fault.FULL : Fault.UNAVAILABLE, "A message cannot be spooled. Try again later", e);
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Closing the source of a file failed; its bytes were read", e);
    }
  }
}
