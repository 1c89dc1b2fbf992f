package dev.melme.core.signin;

import dev.melme.api.MelMeException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Password4j, called by reflection: its jar has no module name that a {@code module-info} could
 * rely on. It is looked for when a password is first hashed: a host that has its own sign-on never
 * does. Safe for use by many threads.
 */
final class Argon2Library {

  /** The methods that are called. */
  private record Methods(Method instance, Method variant, Method hash, Method bytes) {

    static Methods find() throws ReflectiveOperationException {
      ClassLoader loader = Argon2Library.class.getClassLoader();
      Class<?> function = Class.forName("com.password4j.Argon2Function", true, loader);
      Class<?> variant = Class.forName("com.password4j.types.Argon2", true, loader);
      return new Methods(
          function.getMethod("getInstance", int.class, int.class, int.class, int.class, variant),
          variant.getMethod("valueOf", String.class),
          function.getMethod("hash", byte[].class, byte[].class),
          Class.forName("com.password4j.Hash", true, loader).getMethod("getBytes"));
    }
  }

  private volatile @Nullable Methods found;

  /** The raw hash, as RFC 9106 says. */
  byte[] hash(
      byte[] password,
      byte[] salt,
      int memoryKib,
      int passes,
      int lanes,
      int bytes,
      String variant) {
    Methods methods = methods();
    try {
      Object function =
          methods
              .instance()
              .invoke(
                  null, memoryKib, passes, lanes, bytes, methods.variant().invoke(null, variant));
      Object hash = methods.hash().invoke(function, password, salt);
      return (byte[]) methods.bytes().invoke(hash);
    } catch (InvocationTargetException e) {
      throw new MelMeException("A password could not be hashed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new MelMeException("A password could not be hashed", e);
    }
  }

  private Methods methods() {
    Methods methods = found;
    if (methods == null) {
      try {
        methods = Methods.find();
      } catch (ReflectiveOperationException e) {
        throw new MelMeException(
            "Password4j is not there to hash passwords. Put com.password4j:password4j on the class"
                + " path, or on the module path with --add-modules password4j, or give the builder"
                + " a passwordHasher of your own",
            e);
      }
      found = methods;
    }
    return methods;
  }
}
