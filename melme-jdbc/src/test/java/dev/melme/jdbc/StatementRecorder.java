package dev.melme.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that remembers each statement that is prepared, with the parameters it got. */
final class StatementRecorder {

  /** A parameter as it was set. */
  private record Parameter(Method method, List<@Nullable Object> arguments) {}

  private final DataSource real;
  private final Map<String, List<Parameter>> recorded = new LinkedHashMap<>();
  private int executions;

  StatementRecorder(DataSource real) {
    this.real = real;
  }

  DataSource dataSource() {
    return proxy(
        DataSource.class,
        real,
        (method, result) -> result instanceof Connection c ? connection(c) : result);
  }

  /** The texts of all statements, each once. */
  List<String> statements() {
    return List.copyOf(recorded.keySet());
  }

  /** How many statements were executed since the last call. */
  int takeExecutions() {
    int taken = executions;
    executions = 0;
    return taken;
  }

  /** Prepares a statement with something before it, and with the parameters it had. */
  PreparedStatement prepare(Connection connection, String before, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(before + sql);
    for (Parameter parameter : recorded.getOrDefault(sql, List.of())) {
      try {
        parameter.method().invoke(statement, parameter.arguments().toArray());
      } catch (ReflectiveOperationException e) {
        throw new SQLException("A parameter cannot be set again", e);
      }
    }
    return statement;
  }

  private Connection connection(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              Object result = call(connection, method, arguments);
              return result instanceof PreparedStatement statement
                  ? statement((String) arguments[0], statement)
                  : result;
            });
  }

  private PreparedStatement statement(String sql, PreparedStatement statement) {
    List<Parameter> parameters = new ArrayList<>();
    return (PreparedStatement)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("set") && arguments != null) {
                parameters.add(new Parameter(method, Arrays.asList(arguments)));
              } else if (method.getName().startsWith("execute")) {
                executions++;
                recorded.putIfAbsent(sql, List.copyOf(parameters));
              }
              return call(statement, method, arguments);
            });
  }

  private interface Wrapping {
    @Nullable Object wrap(Method method, @Nullable Object result);
  }

  private static <T> T proxy(Class<T> type, T real, Wrapping wrapping) {
    return type.cast(
        Proxy.newProxyInstance(
            StatementRecorder.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> wrapping.wrap(method, call(real, method, arguments))));
  }

  private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
