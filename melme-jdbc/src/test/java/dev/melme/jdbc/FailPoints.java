package dev.melme.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Ends this JVM at a fail point, without a line of it in the store: the data source that the store
 * gets hands out connections that count what is done by them.
 */
final class FailPoints {

  /** What the process ends with, as if killed by SIGKILL. */
  static final int EXIT_CODE = 137;

  private final @Nullable FailPoint point;
  private final AtomicInteger left;
  private static final ThreadLocal<FailPoint.@Nullable Activity> ACTIVITY = new ThreadLocal<>();

  FailPoints(@Nullable FailPoint point) {
    this.point = point;
    this.left = new AtomicInteger(point == null ? 0 : point.skip());
  }

  /** Does something that fail points of the activity are in. */
  <T> T during(FailPoint.Activity theActivity, Callable<T> work) throws Exception {
    FailPoint.Activity outer = ACTIVITY.get();
    ACTIVITY.set(theActivity);
    try {
      return work.call();
    } finally {
      ACTIVITY.set(outer);
    }
  }

  /** The same data source, watched. */
  DataSource watch(DataSource real) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Object result = call(real, method, arguments);
          return result instanceof Connection connection ? watch(connection) : result;
        });
  }

  private Connection watch(Connection real) {
    AtomicInteger statements = new AtomicInteger();
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          boolean commit = method.getName().equals("commit");
          if (commit) {
            meet(FailPoint.Moment.BEFORE_COMMIT, statements.get());
          }
          Object result = call(real, method, arguments);
          if (commit) {
            meet(FailPoint.Moment.AFTER_COMMIT, statements.get());
          }
          if (commit || method.getName().equals("rollback")) {
            statements.set(0);
          }
          return result instanceof Statement statement
              ? watch(statement, method.getReturnType(), statements)
              : result;
        });
  }

  private Object watch(Statement real, Class<?> type, AtomicInteger statements) {
    Class<?> shown = type == Connection.class ? Statement.class : type;
    if (shown != PreparedStatement.class && shown != CallableStatement.class) {
      shown = Statement.class;
    }
    return proxy(
        shown,
        (proxy, method, arguments) -> {
          // A batch is sent when it is full, so that its parts are moments as well.
          boolean counts =
              method.getName().startsWith("execute") || method.getName().equals("addBatch");
          if (!counts) {
            return call(real, method, arguments);
          }
          int number = statements.incrementAndGet();
          meet(FailPoint.Moment.BEFORE_STATEMENT, number);
          Object result = call(real, method, arguments);
          meet(FailPoint.Moment.AFTER_STATEMENT, number);
          return result;
        });
  }

  private void meet(FailPoint.Moment moment, int statement) {
    FailPoint armed = point;
    if (armed == null || armed.activity() != ACTIVITY.get() || armed.moment() != moment) {
      return;
    }
    boolean commit =
        moment == FailPoint.Moment.BEFORE_COMMIT || moment == FailPoint.Moment.AFTER_COMMIT;
    boolean here = commit ? statement >= armed.statement() : statement == armed.statement();
    if (here && left.getAndDecrement() <= 0) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  @SuppressWarnings("NullAway") // what a driver returns may be null, and so may its arguments
  private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
