package dev.melme.core.signin;

import dev.melme.spi.PasswordHasher;
import java.util.concurrent.atomic.AtomicInteger;

/** A hasher that hides nothing and counts, for tests that are about something else. */
final class PlainHasher implements PasswordHasher {

  final AtomicInteger compared = new AtomicInteger();
  volatile String scheme = "$plain$";

  @Override
  public String hash(String password) {
    return scheme + password;
  }

  @Override
  public boolean matches(String password, String hash) {
    compared.incrementAndGet();
    return hash.substring(hash.lastIndexOf('$') + 1).equals(password);
  }

  @Override
  public boolean outdated(String hash) {
    return !hash.startsWith(scheme);
  }
}
