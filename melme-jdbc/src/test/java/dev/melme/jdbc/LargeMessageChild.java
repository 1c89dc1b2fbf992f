package dev.melme.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageSource;
import dev.melme.api.PageRequest;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.SmtpReply;
import dev.melme.api.workspace.Workspace;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Takes one message of 100 MB and reads it again, in a heap that has no room for it. */
final class LargeMessageChild {

  private static final int BYTES = 100_000_000;

  private LargeMessageChild() {}

  /**
   * Ends with 0 when the bytes that came out are those that went in.
   *
   * @param arguments URL, user and password of an empty database
   */
  public static void main(String[] arguments) throws Exception {
    ChildJvm.endWithParent();
    TestDatabase database = new TestDatabase(arguments[0], arguments[1], arguments[2], () -> {});
    try (HikariDataSource pool = database.pool(2);
        MelMe melme =
            MelMe.builder()
                .store(JdbcStore.create(pool))
                .limits(DeliveryLimits.DEFAULT.withMessageBytes(2L * BYTES))
                .build()) {
      var mailbox = melme.admin().createMailbox(NewMailbox.of("large-box", "Large"));
      melme.admin().createAlias("large@acme.example", Route.toMailbox("large-box"));

      SmtpReply reply =
          melme
              .router()
              .deliver(
                  MailHost.envelope().to(EmailAddress.parse("large@acme.example")),
                  MessageSource.of(message()))
              .smtpReply();
      require(reply.code() == 250, reply.toString());

      Workspace workspace = melme.admin().workspace(mailbox.id(), "test");
      List<MessageEntry> list = workspace.messages(PageRequest.first(10)).items();
      require(list.size() == 1, list.size() + " messages");
      try (InputStream in = workspace.original(list.get(0).id()).orElseThrow().openStream()) {
        require(sha256(in).equals(sha256(message())), "other bytes came out than went in");
      }
    }
  }

  private static void require(boolean so, String otherwise) {
    if (!so) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static InputStream message() {
    byte[] header =
        "Date: Thu, 1 Jan 2026 00:00:00 +0000\r\nContent-Type: application/zip\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    return new SequenceInputStream(
        Collections.enumeration(
            List.of(new java.io.ByteArrayInputStream(header), new RandomStream())));
  }

  private static String sha256(InputStream in) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (DigestInputStream digesting = new DigestInputStream(in, digest)) {
      digesting.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The same random bytes each time. */
  private static final class RandomStream extends InputStream {

    private final SplittableRandom random = new SplittableRandom(7);
    private final byte[] block = new byte[8192];
    private int left = BYTES;
    private int position = block.length;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      if (position == block.length) {
        random.nextBytes(block);
        position = 0;
      }
      int count = Math.min(Math.min(length, left), block.length - position);
      System.arraycopy(block, position, target, offset, count);
      position += count;
      left -= count;
      return count;
    }
  }
}
