package dev.melme.jdbc;

import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.jdbc.kit.SqlFailure;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a message without its index when the database takes it in no other way.
 *
 * <p>The bytes are the truth and what was derived from them may be missing: a value that the
 * database does not take must not keep the message out, or its sender would try for days.
 */
final class IndexFallback {

  private static final Logger LOG = LoggerFactory.getLogger(IndexFallback.class);

  private IndexFallback() {}

  /**
   * Stores a message.
   *
   * @param id names it in errors
   * @param index what was derived from its bytes
   * @param store stores it with an index, once or twice
   * @param <T> what comes of it
   */
  static <T> T store(MessageId id, MessageIndex index, Function<MessageIndex, T> store) {
    try {
      return store.apply(index);
    } catch (SqlFailure e) {
      if (e.kind() != SqlFailure.Kind.DATA) {
        throw e;
      }
      LOG.error("Message {} is stored without its index, please report this", id, e);
      return withoutIndex(id, store, e);
    }
  }

  private static <T> T withoutIndex(
      MessageId id, Function<MessageIndex, T> store, SqlFailure refused) {
    try {
      return store.apply(MessageIndex.nothing());
    } catch (SqlFailure e) {
      e.addSuppressed(refused);
      if (e.kind() == SqlFailure.Kind.DATA) {
        throw new StoreException(
            Fault.UNSTORABLE,
            "Message " + id + " is not taken by the database, not even without its index",
            e);
      }
      throw e;
    }
  }
}
