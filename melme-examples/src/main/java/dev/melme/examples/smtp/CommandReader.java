package dev.melme.examples.smtp;

import dev.melme.examples.smtp.CommandLine.Form;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads command lines. Used by one thread. */
final class CommandReader {

  /** RFC 5321 §4.5.3.1.4 wants 512 octets, extensions of MAIL some more each; CR LF included. */
  static final int MAX_LINE = 2_000;

  private static final int MAX_DRAINED = 256 * 1024;
  private static final int DEL = 0x7F;

  private final WireInput in;
  private final byte[] line = new byte[MAX_LINE];

  CommandReader(WireInput in) {
    this.in = in;
  }

  CommandLine read() throws IOException {
    int length = 0;
    boolean afterReturn = false;
    while (in.await()) {
      byte[] octets = in.array();
      if (length == 0 && binary(octets[in.position()])) {
        return CommandLine.of(Form.NOT_TEXT); // a TLS hello has no line end to wait for
      }
      for (int i = in.position(); i < in.limit(); i++) {
        byte octet = octets[i];
        if (length < MAX_LINE) {
          line[length] = octet;
        }
        length++;
        if (octet == '\n') {
          in.skip(i + 1 - in.position());
          return afterReturn ? checked(length) : CommandLine.of(Form.BARE_LINE_FEED);
        }
        afterReturn = octet == '\r';
      }
      in.skip(in.limit() - in.position());
      if (length > MAX_DRAINED) {
        return CommandLine.of(Form.ENDLESS);
      }
    }
    return CommandLine.of(Form.END); // RFC 5321 §4.1.1.10: half a command is never carried out
  }

  private CommandLine checked(int length) {
    if (length > MAX_LINE) {
      return CommandLine.of(Form.TOO_LONG);
    }
    int end = length - 2;
    for (int i = 0; i < end; i++) {
      if (binary(line[i]) || line[i] == '\r') {
        return CommandLine.of(Form.NOT_TEXT);
      }
    }
    try {
      // Also without SMTPUTF8: only what was understood can be answered with 553 5.6.7
      return new CommandLine(
          Form.LINE,
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, end)).toString());
    } catch (CharacterCodingException malformed) {
      return CommandLine.of(Form.NOT_UTF8);
    }
  }

  private static boolean binary(byte octet) {
    boolean whiteSpace = octet == '\t' || octet == '\r' || octet == '\n';
    return octet == DEL || (octet >= 0 && octet < ' ' && !whiteSpace);
  }
}
