package dev.melme.core.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.EmailAddress;
import dev.melme.spi.MailTransport;
import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A transport that takes down what it is given, and answers as a test wants. */
final class FakeTransport implements MailTransport {

  private static final TransportReply OK = TransportReply.accepted("250 2.0.0 Ok: queued");

  /** What was handed over. */
  record Handed(TransportMessage message, String bytes) {

    List<String> recipients() {
      return message.recipients().stream().map(EmailAddress::toString).toList();
    }
  }

  final List<Handed> handed = new CopyOnWriteArrayList<>();
  private final Map<String, TransportReply> answers = new ConcurrentHashMap<>();

  /** Called with each message before it is answered; may throw. */
  volatile Consumer<TransportMessage> before = message -> {};

  volatile boolean closed;

  /** From now on this recipient is answered so. */
  FakeTransport answer(String recipient, TransportReply reply) {
    answers.put(recipient, reply);
    return this;
  }

  @Override
  public List<TransportReply> send(TransportMessage message) {
    try (InputStream in = message.content().openStream()) {
      handed.add(new Handed(message, new String(in.readAllBytes(), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    before.accept(message);
    List<TransportReply> replies = new ArrayList<>();
    for (EmailAddress recipient : message.recipients()) {
      replies.add(answers.getOrDefault(recipient.toString(), OK));
    }
    return replies;
  }

  @Override
  public void close() {
    closed = true;
  }
}
