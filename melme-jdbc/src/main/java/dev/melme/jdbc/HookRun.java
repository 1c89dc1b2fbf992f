package dev.melme.jdbc;

import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.StoredMessage;
import dev.melme.jdbc.kit.Session;
import dev.melme.jdbc.kit.SqlFailure;
import dev.melme.jdbc.kit.SqlFaults;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Runs the hooks of the host in our transaction. */
final class HookRun {

  /** What would end the transaction, or change how it ends. */
  private static final Set<String> REFUSED =
      Set.of(
          "commit",
          "close",
          "abort",
          "setAutoCommit",
          "setTransactionIsolation",
          "setReadOnly",
          "setCatalog",
          "setSchema");

  private final Dialect dialect;
  private final List<DeliveryHook> hooks;

  HookRun(Dialect dialect, List<DeliveryHook> hooks) {
    this.dialect = dialect;
    this.hooks = hooks;
  }

  void run(Session session, Supplier<StoredMessage> stored) throws SQLException {
    if (hooks.isEmpty()) {
      return;
    }
    StoredMessage message = stored.get();
    Connection guarded = guarded(session.connection());
    for (DeliveryHook hook : hooks) {
      call(hook, guarded, message);
    }
    dialect.requireUsable(session);
  }

  /** A conflict that the host's statement met is tried again as one of ours would be. */
  private static void call(DeliveryHook hook, Connection connection, StoredMessage message)
      throws SQLException {
    try {
      hook.onDelivery(connection, message);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof SQLException sql && SqlFaults.kind(sql) == SqlFailure.Kind.CONFLICT) {
        throw sql;
      }
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new StoreException(
          Fault.UNAVAILABLE, "The onDelivery hook threw; message " + message.id() + " waits", e);
    }
  }

  private static Connection guarded(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            HookRun.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              boolean wholeRollback =
                  method.getName().equals("rollback") && method.getParameterCount() == 0;
              if (wholeRollback || REFUSED.contains(method.getName())) {
                throw new UnsupportedOperationException(
                    method.getName()
                        + " is not for a hook: the transaction is MelMe's. Throw to roll it back");
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
  }
}
