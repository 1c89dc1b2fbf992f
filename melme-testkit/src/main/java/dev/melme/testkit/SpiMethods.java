package dev.melme.testkit;

import dev.melme.spi.MelMeStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of the SPI, by reflection: a method that is added later is tested without a word. */
final class SpiMethods {

  private SpiMethods() {}

  /** A method and the store or repository it is called on. */
  record Bound(Object target, Method method) {

    @Nullable Object call(@Nullable Object... arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }

    @Override
    public String toString() {
      return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
  }

  /** The methods of the store that give its repositories. */
  static List<Method> accessors() {
    return sorted(MelMeStore.class).stream().filter(SpiMethods::isAccessor).toList();
  }

  /** All that can be asked of a store and its repositories, but to close it. */
  static List<Bound> of(MelMeStore store) {
    List<Bound> methods = new ArrayList<>();
    for (Method method : sorted(MelMeStore.class)) {
      if (isAccessor(method)) {
        Object repository = call(method, store);
        for (Method call : sorted(method.getReturnType())) {
          methods.add(new Bound(repository, call));
        }
      } else if (!method.getName().equals("close")) {
        methods.add(new Bound(store, method));
      }
    }
    return methods;
  }

  static Object call(Method accessor, MelMeStore store) {
    try {
      return accessor.invoke(store);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(accessor.getName() + "() of the store failed", e);
    }
  }

  private static boolean isAccessor(Method method) {
    Class<?> type = method.getReturnType();
    return method.getParameterCount() == 0
        && type.isInterface()
        && type.getPackageName().equals(MelMeStore.class.getPackageName());
  }

  private static List<Method> sorted(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .sorted(Comparator.comparing(Method::toGenericString))
        .toList();
  }
}
