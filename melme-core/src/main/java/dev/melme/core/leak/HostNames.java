package dev.melme.core.leak;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of this machine. Asked for once, since a name server may be asked for them. */
public final class HostNames implements Supplier<Set<String>> {

  private static final String NUMBERS = "[0-9.]+|.*:.*";

  private volatile @Nullable Set<String> names;

  /** Creates the supplier; nothing is asked yet. */
  public HostNames() {}

  @Override
  public Set<String> get() {
    Set<String> known = names;
    if (known == null) {
      known = of(Stream.concat(local(), Stream.ofNullable(System.getenv("HOSTNAME"))));
      names = known;
    }
    return known;
  }

  private static Stream<String> local() {
    try {
      InetAddress here = InetAddress.getLocalHost();
      return Stream.of(here.getHostName(), here.getCanonicalHostName());
    } catch (UnknownHostException e) {
      return Stream.empty();
    }
  }

  /** The names, and what stands in front of their domains; numbers and localhost are no names. */
  static Set<String> of(Stream<String> given) {
    Set<String> names = new LinkedHashSet<>();
    given
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.matches(NUMBERS))
        .flatMap(name -> Stream.of(name, name.split("\\.", 2)[0]))
        .filter(name -> !name.isEmpty() && !name.startsWith("localhost"))
        .forEach(names::add);
    return names;
  }
}
