package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoredContent;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.workspace.Workspace;
import dev.melme.benchmarks.sample.MessageSize;
import dev.melme.benchmarks.sample.SampleMessage;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a message are read, again and again of another one. For one thread. */
final class ReadContest {

  private final Workspace workspace;
  private final ReferenceMessages table;
  private final MailboxId mailboxId;
  private final List<MessageId> messages;
  private final int bytes;
  private final byte[] buffer = new byte[16 * 1024];
  private int turn;

  private ReadContest(
      Workspace workspace,
      ReferenceMessages table,
      MailboxId mailboxId,
      List<MessageId> messages,
      int bytes) {
    this.workspace = workspace;
    this.table = table;
    this.mailboxId = mailboxId;
    this.messages = messages;
    this.bytes = bytes;
  }

  /** Stores messages, then reads them. */
  static Contest of(Ground ground, MessageSize size, int count) throws SQLException {
    MelMeOnJdbc melme = MelMeOnJdbc.open(ground.address(), 1);
    MailboxId mailboxId = melme.mailbox(0);
    RoutingDecision decision = melme.decision(0);
    SampleMessage message = SampleMessage.unrelated(size);
    List<MessageId> messages = new ArrayList<>();
    messages.add(melme.deliver(decision, message.numbered(0)));
    ReferenceMessages table = ReferenceMessages.create(ground.kind(), melme.pool(), size.bytes());
    table.insert(mailboxId, messages.get(0).value(), message.numbered(0));
    for (int number = 1; number < count; number++) {
      messages.add(melme.deliver(decision, message.numbered(number)));
      table.insert(mailboxId, messages.get(number).value(), message.numbered(number));
    }
    Sql.execute(
        melme.pool(), ground.kind().analyze("melme_message", "melme_content", "reference_message"));
    LiveCatchUp.once(melme);
    Workspace workspace = melme.melme().admin().workspace(mailboxId, "benchmark");
    ReadContest contest = new ReadContest(workspace, table, mailboxId, messages, size.bytes());
    return Contest.of(Side.of(contest::ours), Side.of(contest::reference), melme);
  }

  private void ours() throws IOException {
    StoredContent original = workspace.original(next()).orElseThrow();
    long read = 0;
    try (InputStream in = original.openStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        read += count;
      }
    }
    requireAll(read);
  }

  private void reference() throws SQLException {
    requireAll(table.content(mailboxId, next()).length);
  }

  private MessageId next() {
    turn = (turn + 1) % messages.size();
    return messages.get(turn);
  }

  private void requireAll(long read) {
    if (read != bytes) {
      throw new IllegalStateException("Read " + read + " bytes of " + bytes);
    }
  }
}
