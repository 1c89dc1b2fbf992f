package dev.melme.core.bounce;

import java.util.Optional;

/** Base32 (RFC 4648 §6) in lower case and without padding, read in either case. */
final class Base32 {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 8 + BITS - 1) / BITS);
    int held = 0;
    int heldBits = 0;
    for (byte b : bytes) {
      held = held << 8 | b & 0xff;
      for (heldBits += 8; heldBits >= BITS; heldBits -= BITS) {
        text.append(ALPHABET.charAt(held >>> heldBits - BITS & 31));
      }
      held &= (1 << heldBits) - 1;
    }
    if (heldBits > 0) {
      text.append(ALPHABET.charAt(held << BITS - heldBits & 31));
    }
    return text.toString();
  }

  /**
   * The bytes; empty when a character is none of the alphabet, or bits are left over that are set.
   */
  static Optional<byte[]> decode(String text) {
    byte[] bytes = new byte[text.length() * BITS / 8];
    int length = 0;
    int held = 0;
    int heldBits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int value = ALPHABET.indexOf(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
      if (value < 0) {
        return Optional.empty();
      }
      held = held << BITS | value;
      heldBits += BITS;
      if (heldBits >= 8) {
        heldBits -= 8;
        bytes[length++] = (byte) (held >>> heldBits);
        held &= (1 << heldBits) - 1;
      }
    }
    return held == 0 ? Optional.of(bytes) : Optional.empty();
  }
}
