package dev.melme.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that answers as a test wants: by the line that it hears, else 250, and 354 to DATA.
 * It takes down what it hears, and the bytes of messages with their dots as they came.
 */
final class ScriptedServer implements AutoCloseable {

  /** An answer that is none: the server hangs up. */
  static final String HANG_UP = "";

  /** A 250 that is held back until the next command was heard. */
  static final String LATER = "\t";

  /** An answer that never comes. */
  static final String SILENCE = " ";

  private final ServerSocket listening;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** What it heard, each line after the number of its connection. */
  final List<String> heard = new CopyOnWriteArrayList<>();

  /** Messages as they came over the wire, up to the final dot. */
  final List<byte[]> wire = new CopyOnWriteArrayList<>();

  final AtomicInteger connections = new AtomicInteger();
  private final List<String> extensions = new CopyOnWriteArrayList<>();
  private @Nullable SSLContext tls;
  private boolean implicit;

  /** Hangs up after so many bytes of data; negative for never. */
  volatile long dataLimit = -1;

  /** Asks for data and does not read them. */
  volatile boolean deaf;

  /** Told of each line before it is answered. */
  volatile Consumer<String> onLine = line -> {};

  ScriptedServer() {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Offers these extensions (RFC 5321 §4.1.1.1). */
  ScriptedServer offering(String... offered) {
    extensions.addAll(List.of(offered));
    return this;
  }

  /** Can do TLS, after STARTTLS or at once. */
  ScriptedServer withTls(SSLContext context, boolean fromTheBeginning) {
    tls = context;
    implicit = fromTheBeginning;
    return this;
  }

  /** Answers so to lines that begin so; {@code CONNECT} is the greeting, a dot the end of data. */
  ScriptedServer answer(String begin, String answer) {
    answers.put(begin, answer);
    return this;
  }

  ScriptedServer start() {
    Thread thread = new Thread(this::acceptAll, "scripted server");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  int port() {
    return listening.getLocalPort();
  }

  /** What it heard that begins so, without connection numbers. */
  List<String> heard(String begin) {
    return heard.stream()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .filter(line -> line.startsWith(begin))
        .toList();
  }

  /** Hangs up on everybody. */
  void hangUp() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = listening.accept();
        int number = connections.incrementAndGet();
        Thread thread = new Thread(() -> serve(socket, number), "scripted session");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket, int number) {
    open.add(socket);
    try (socket) {
      Socket current = socket;
      if (implicit) {
        current = overTls(socket);
      }
      if (!say(current, answers.getOrDefault("CONNECT", "220 scripted"))) {
        return;
      }
      InputStream in = new BufferedInputStream(current.getInputStream());
      String owed = "";
      for (String line = line(in); line != null; line = line(in)) {
        heard.add(number + " " + line);
        onLine.accept(line);
        if (!say(current, owed + answer(line))) {
          return;
        }
        owed = answer(line).equals(LATER) ? "250 ok\r\n" : "";
        if (line.equals("STARTTLS") && tls != null) {
          current = overTls(socket);
          in = new BufferedInputStream(current.getInputStream());
        } else if (line.equals("DATA") && answer(line).startsWith("354")) {
          if (!data(in) || !say(current, answer("."))) {
            return;
          }
        } else if (line.equals("QUIT")) {
          return;
        }
      }
    } catch (IOException e) {
      heard.add(number + " (broken)");
    } finally {
      open.remove(socket);
    }
  }

  private Socket overTls(Socket socket) throws IOException {
    SSLContext context = tls;
    if (context == null) {
      throw new IOException("no TLS here");
    }
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(socket, "client", 0, false);
    secure.setUseClientMode(false);
    secure.startHandshake();
    return secure;
  }

  private String answer(String line) {
    return answers.entrySet().stream()
        .filter(each -> line.startsWith(each.getKey()))
        .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
        .map(Map.Entry::getValue)
        .orElseGet(() -> usualAnswer(line));
  }

  private String usualAnswer(String line) {
    if (line.equals("DATA")) {
      return "354 go ahead";
    }
    if (line.equals("STARTTLS")) {
      return "220 go ahead";
    }
    if (line.equals("QUIT")) {
      return "221 bye";
    }
    if (line.startsWith("AUTH")) {
      return "235 2.7.0 welcome";
    }
    if (!line.startsWith("EHLO")) {
      return "250 ok";
    }
    List<String> lines = new ArrayList<>(List.of("scripted"));
    lines.addAll(extensions);
    StringBuilder answer = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      answer.append(i == 0 ? "" : "\r\n").append(i == lines.size() - 1 ? "250 " : "250-");
      answer.append(lines.get(i));
    }
    return answer.toString();
  }

  /** False to hang up. */
  private static boolean say(Socket socket, String answer) throws IOException {
    if (answer.equals(SILENCE)) {
      socket.getInputStream().readAllBytes(); // until the client goes
      return false;
    }
    if (answer.equals(HANG_UP)) {
      return false;
    }
    if (answer.equals(LATER)) {
      return true;
    }
    OutputStream out = socket.getOutputStream();
    out.write((answer + "\r\n").getBytes(ISO_8859_1));
    out.flush();
    return true;
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return line.toString(UTF_8).stripTrailing();
      }
      line.write(b);
    }
    return null;
  }

  /** Reads to the final dot; false to hang up before. */
  private boolean data(InputStream in) throws IOException {
    if (deaf) {
      awaitClose();
      return false;
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    byte[] end = "\r\n.\r\n".getBytes(ISO_8859_1);
    int matched = 2; // an empty message is a dot alone
    for (int b = in.read(); b >= 0; b = in.read()) {
      data.write(b);
      if (dataLimit >= 0 && data.size() >= dataLimit) {
        return false;
      }
      matched = b == end[matched] ? matched + 1 : b == '\r' ? 1 : 0;
      if (matched == end.length) {
        byte[] all = data.toByteArray();
        wire.add(Arrays.copyOf(all, all.length - 3));
        return true;
      }
    }
    return false;
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listening.close();
    hangUp();
  }
}
