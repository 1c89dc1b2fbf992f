package dev.melme.core.compose;

import java.security.SecureRandom;
import java.util.HexFormat;

/** 128 random bits as text, for ids and boundaries that tell nothing and meet nowhere. */
final class RandomText {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private RandomText() {}

  /** Another text of 32 digits each time. */
  static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
