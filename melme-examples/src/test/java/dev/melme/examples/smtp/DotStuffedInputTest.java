package dev.melme.examples.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class DotStuffedInputTest {

  private static final char[] ALPHABET = {'\r', '\n', '.', 'x'};
  private static final String END = "\r\n.\r\n";

  @Test
  void every_text_of_up_to_seven_octets_ends_where_rfc_5321_says() throws IOException {
    for (int length = 0; length <= 7; length++) {
      for (int number = 0; number < 1 << (2 * length); number++) {
        String wire = text(number, length) + END;
        int block = 1 + number % 5;

        Outcome outcome = read(wire, block, 1 + number % 3);

        assertThat(outcome.message).as("message of %s", shown(wire)).isEqualTo(message(wire));
        assertThat(outcome.rest).as("what follows %s", shown(wire)).isEqualTo(rest(wire));
      }
    }
  }

  @Test
  void random_texts_in_random_blocks_end_where_rfc_5321_says() throws IOException {
    Random random = new Random(5321);
    for (int round = 0; round < 100; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(100_000); i > 0; i--) {
        text.append(random.nextInt(3) == 0 ? ALPHABET[random.nextInt(4)] : 'x');
      }
      String wire = text + END + "QUIT\r\n";

      Outcome outcome = read(wire, 1 + random.nextInt(50_000), 1 + random.nextInt(20_000));

      assertThat(outcome.message.equals(message(wire))).as("round %s", round).isTrue();
      assertThat(outcome.rest.equals(rest(wire))).as("round %s", round).isTrue();
    }
  }

  @Test
  void a_message_that_breaks_off_never_looks_complete() {
    for (String wire :
        new String[] {"", "x", "x\r\n", "x\r\n.", "x\r\n.\r", ".", ".\r", "x\n.\n"}) {
      assertThatThrownBy(() -> read(wire, 100, 100)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void a_broken_message_stays_broken() throws IOException {
    DotStuffedInput data = new DotStuffedInput(wire("x".getBytes(ISO_8859_1), 10), 100);

    assertThat(data.read()).isEqualTo('x');
    assertThatThrownBy(data::read).isInstanceOf(EOFException.class);
    assertThatThrownBy(data::read).isInstanceOf(EOFException.class);
    assertThatThrownBy(data::drain).isInstanceOf(EOFException.class);
    assertThat(data.broken()).isTrue();
  }

  @Test
  void a_message_beyond_all_patience_ends_the_session() {
    DotStuffedInput data = new DotStuffedInput(wire(("xxxx" + END).getBytes(ISO_8859_1), 10), 3);

    assertThatThrownBy(data::drain)
        .isInstanceOfSatisfying(
            SessionEnd.class, end -> assertThat(end.lastReply()).isEqualTo(Replies.TOO_MUCH_DATA));
  }

  private record Outcome(String message, String rest) {}

  private static Outcome read(String wire, int block, int arrival) throws IOException {
    WireInput in = wire(wire.getBytes(ISO_8859_1), arrival);
    DotStuffedInput data = new DotStuffedInput(in, Long.MAX_VALUE);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    byte[] target = new byte[block];
    int read;
    while ((read = data.read(target, 0, block)) >= 0) {
      message.write(target, 0, read);
    }
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    while (in.await()) {
      rest.write(in.array(), in.position(), in.limit() - in.position());
      in.skip(in.limit() - in.position());
    }
    return new Outcome(message.toString(ISO_8859_1), rest.toString(ISO_8859_1));
  }

  /** A connection on which some octets arrive at a time. */
  private static WireInput wire(byte[] octets, int arrival) {
    InputStream all = new ByteArrayInputStream(octets);
    InputStream slow =
        new InputStream() {
          @Override
          public int read() throws IOException {
            return all.read();
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return all.read(target, offset, Math.min(length, arrival));
          }
        };
    WireInput in = new WireInput(slow, () -> {});
    in.expect(Duration.ofMinutes(1), Duration.ofMinutes(1), () -> false);
    return in;
  }

  /** The rule, written down a second time: the DATA command's own CR LF begins the first line. */
  private static String message(String wire) {
    String lines = "\r\n" + wire;
    String message = lines.substring(0, lines.indexOf(END) + 2);
    return message.replace("\r\n.", "\r\n").substring(2);
  }

  private static String rest(String wire) {
    String lines = "\r\n" + wire;
    return lines.substring(lines.indexOf(END) + END.length());
  }

  private static String text(int number, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET[(number >> (2 * i)) & 3]);
    }
    return text.toString();
  }

  private static String shown(String text) {
    return text.replace("\r", "CR ").replace("\n", "LF ");
  }
}
