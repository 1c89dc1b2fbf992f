package dev.melme.core.mime;

import dev.melme.api.MessageIndex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mutations of a message that uses everything: nothing but an index within its bounds comes out.
 */
class FuzzTest {

  private static final int MUTANTS = 1_500;

  private static final String MESSAGE =
      """
      Received: from a.example by b.example; Mon, 1 Jun 2026 10:00:00 +0000
      From: =?utf-8?q?J=C3=BCrgen?= "M" (x) <j@example.org>, g: a@b.example;
      To: <@relay.example:a@b.example>, "c, d" <e@f.example>
      Subject: =?iso-2022-jp?B?GyRCMj0kMSRrGyhK?= =?utf-8?q?=C3?= =?utf-8?q?=A4?=
       folded
      Date: Mon, 1 Jun 2026 12:00:00 +0200 (CEST)
      References: <1@x> <2@x>
      Content-Type: multipart/mixed; boundary="out"

      preamble
      --out
      Content-Type: multipart/alternative; boundary=in

      --in
      Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes
      Content-Transfer-Encoding: quoted-printable

      Gr=C3=BC=C3=9Fe =
      und mehr\s
      > zitiert
      begin 644 file.txt
      #86)C
      `
      end
      --in
      Content-Type: text/html; charset=gb2312

      <p title="a>b">Hallo &amp; <b>Welt</b><script>x()</script>
      --in--
      --out
      Content-Type: image/png; name*0*=utf-8''a%20; name*1="b.png"
      Content-Disposition: inline; filename="=?utf-8?b?w6QucG5n?="
      Content-Transfer-Encoding: base64
      Content-ID: <i@x>

      iVBORw0KGgo=
      --out
      Content-Type: message/rfc822

      Subject: embedded

      text
      --out--
      """;

  private static final byte[][] PIECES = {
    "\r".getBytes(StandardCharsets.US_ASCII),
    "\n\n".getBytes(StandardCharsets.US_ASCII),
    "--in\n".getBytes(StandardCharsets.US_ASCII),
    "--out--\n".getBytes(StandardCharsets.US_ASCII),
    "=?utf-8?b?".getBytes(StandardCharsets.US_ASCII),
    "?=".getBytes(StandardCharsets.US_ASCII),
    "\"<(;,:@".getBytes(StandardCharsets.US_ASCII),
    {0, (byte) 0xff, (byte) 0xfe, (byte) 0xed, (byte) 0xa0, (byte) 0x80},
    "content-type: multipart/x\n".getBytes(StandardCharsets.US_ASCII),
    "charset=utf-16".getBytes(StandardCharsets.US_ASCII),
    "*1*=%00".getBytes(StandardCharsets.US_ASCII),
  };

  private final MessageIndexer indexer = new MessageIndexer();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void mutated_message_gives_an_index_within_its_bounds(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] message = MESSAGE.getBytes(StandardCharsets.UTF_8);

    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutate(message, random);

      var index = indexer.index(mutant, 0, mutant.length);

      IndexRules.check(index);
      Assertions.assertThat(indexer.index(trickle(mutant))).isEqualTo(index);
      HeaderScan.of(mutant, mutant.length, "MelMe-Trace");
      nothingBreaksInside(mutant);
    }
  }

  /** The indexer would hide it: a run without its safety net. */
  static void nothingBreaksInside(byte[] message) throws IOException {
    Scratch scratch = new Scratch();
    PartWalk walk = new PartWalk(new LineReader(message, 0, message.length), scratch);
    walk.run();
    MessageIndexer.assemble(walk, scratch, MessageIndex.Completeness.PARSED);
  }

  private static byte[] mutate(byte[] message, Random random) {
    byte[] mutant = message.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutant.length);
      if (random.nextInt(3) == 0) {
        mutant[at] = (byte) random.nextInt(256);
      } else if (random.nextInt(10) == 0) {
        mutant = Arrays.copyOf(mutant, Math.max(1, at));
      } else {
        byte[] piece = PIECES[random.nextInt(PIECES.length)];
        byte[] longer = new byte[mutant.length + piece.length];
        System.arraycopy(mutant, 0, longer, 0, at);
        System.arraycopy(piece, 0, longer, at, piece.length);
        System.arraycopy(mutant, at, longer, at + piece.length, mutant.length - at);
        mutant = longer;
      }
    }
    return mutant;
  }

  /** Gives one to seven bytes at a time, so that line ends fall on every edge. */
  private static InputStream trickle(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] b, int offset, int length) {
        return super.read(b, offset, Math.min(length, 1 + pos % 7));
      }
    };
  }
}
