package dev.melme.core.notice;

import dev.melme.api.StoredContent;
import dev.melme.spi.MailTransport;
import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps what it is given, and answers as told. */
final class RecordingTransport implements MailTransport {

  final List<TransportMessage> messages = new CopyOnWriteArrayList<>();
  volatile Function<TransportMessage, List<TransportReply>> answer =
      message -> List.of(TransportReply.accepted("250 ok"));
  volatile boolean closed;

  @Override
  public List<TransportReply> send(TransportMessage message) {
    messages.add(message);
    return answer.apply(message);
  }

  @Override
  public void close() {
    closed = true;
  }

  static byte[] bytes(TransportMessage message) {
    StoredContent content = message.content();
    try (InputStream in = content.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
