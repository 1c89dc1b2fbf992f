package dev.melme.spi;

/**
 * Turns passwords into hashes and compares them. Slow and hungry for memory on purpose; core never
 * runs more of it at once than the machine has processors. Safe for use by many threads.
 */
public interface PasswordHasher {

  /**
   * Hashes a password with a salt of its own.
   *
   * @param password the password, normalised
   * @return the hash in PHC string format, at most 500 ASCII characters
   */
  String hash(String password);

  /**
   * Compares.
   *
   * @param password the password, normalised
   * @param hash what {@link #hash} made, now or earlier
   * @return true when it is the hash of that password; false also when the hash cannot be read
   */
  boolean matches(String password, String hash);

  /**
   * Tells whether a hash was made with other parameters than {@link #hash} uses now.
   *
   * @param hash the hash
   * @return true when the password should be hashed anew
   */
  boolean outdated(String hash);
}
