package dev.melme.benchmarks.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes UTF-8 text in quoted-printable (RFC 2045 §6.7), for sample messages. */
final class QuotedPrintableText {

  private static final int LINE = 75;

  private QuotedPrintableText() {}

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() * 9 / 8);
    int column = 0;
    byte[] bytes = text.getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        encoded.append('\n');
        column = 0;
        continue;
      }
      boolean lineEnds = i + 1 == bytes.length || bytes[i + 1] == '\n';
      String next = encode(bytes[i], lineEnds);
      if (column + next.length() > LINE) {
        encoded.append("=\n");
        column = 0;
      }
      encoded.append(next);
      column += next.length();
    }
    return encoded.toString();
  }

  private static String encode(byte octet, boolean lineEnds) {
    boolean literal = octet > ' ' && octet <= '~' && octet != '=' || octet == ' ' && !lineEnds;
    return literal ? String.valueOf((char) octet) : String.format("=%02X", octet & 0xFF);
  }
}
