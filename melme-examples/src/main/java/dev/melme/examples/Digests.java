package dev.melme.examples;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes digests that every Java has. */
final class Digests {

  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("Every Java platform has SHA-256", impossible);
    }
  }
}
