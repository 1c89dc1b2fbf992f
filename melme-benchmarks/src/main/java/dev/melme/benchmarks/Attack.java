package dev.melme.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;

/** Messages that were made to cost whoever reads them time and memory. */
enum Attack {
  /** Twenty megabytes within a hundred multiparts. */
  DEPTH_100("depth.100x20MB") {
    @Override
    void writeRest(OutputStream out) throws IOException {
      nest(out, 100, 20_000_000);
    }
  },
  /** A short text within ten thousand multiparts. */
  DEPTH_10K("depth.10k") {
    @Override
    void writeRest(OutputStream out) throws IOException {
      nest(out, 10_000, 1_000);
    }
  },
  /** A million empty parts. */
  PARTS_1M("parts.1M") {
    @Override
    void writeRest(OutputStream out) throws IOException {
      print(out, "Subject: parts\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
      for (int i = 0; i < 1_000_000; i++) {
        print(out, "--b\r\n\r\n\r\n");
      }
      print(out, "--b--\r\n");
    }
  },
  /** A subject of encoded-words, as large as a header may be with the other fields. */
  ENCODED_WORDS("encodedwords.250KB") {
    @Override
    void writeRest(OutputStream out) throws IOException {
      print(out, "Subject:");
      for (int written = 0; written < 250_000; written += 2 * 25) {
        print(out, " =?utf-8?Q?=C3=A9=65x?=\r\n =?utf-8?B?w6nDqcOp?=  \r\n");
      }
      print(out, "\r\nText\r\n");
    }
  },
  /** As many recipients in one field. */
  TO_FIELD("to.200KB") {
    @Override
    void writeRest(OutputStream out) throws IOException {
      print(out, "Subject: all of you\r\nTo:");
      for (int written = 0; written < 200_000; written += 45) {
        print(
            out, String.format(" \"Person, No. %05d\" <p%05d@all.example>,\r\n", written, written));
      }
      print(out, " last@all.example\r\n\r\nText\r\n");
    }
  };

  private final String label;

  Attack(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Writes the message to a stream that is left open. */
  void write(OutputStream out) throws IOException {
    print(
        out,
        """
        Message-ID: <attack@sender.example>\r
        Date: Tue, 13 Jan 2026 10:14:05 +0100\r
        From: attacker@sender.example\r
        MIME-Version: 1.0\r
        """);
    writeRest(out);
  }

  abstract void writeRest(OutputStream out) throws IOException;

  private static void nest(OutputStream out, int depth, int textBytes) throws IOException {
    print(out, "Subject: deep\r\n");
    for (int level = 0; level < depth; level++) {
      print(out, "Content-Type: multipart/mixed; boundary=level" + level + "\r\n\r\n");
      print(out, "--level" + level + "\r\n");
    }
    print(out, "Content-Type: text/plain\r\n\r\n");
    String line = "All work and no play makes for lines that look all the same, all work and\r\n";
    for (int written = 0; written < textBytes; written += line.length()) {
      print(out, line);
    }
    for (int level = depth - 1; level >= 0; level--) {
      print(out, "--level" + level + "--\r\n");
    }
  }

  private static void print(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
  }
}
