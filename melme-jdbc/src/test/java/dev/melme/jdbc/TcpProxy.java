package dev.melme.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a pool and a database server, and cuts the connection at the next COMMIT when
 * told. What passes is not understood: no other text that is sent may hold the word in capitals,
 * but for COMMITTED.
 */
final class TcpProxy implements AutoCloseable {

  private static final byte[] COMMIT = "COMMIT".getBytes(StandardCharsets.US_ASCII);

  /** Where the connection breaks. */
  enum Cut {
    /** The server never hears of the commit. */
    BEFORE_COMMIT,
    /** The server commits; its answer is lost. */
    AFTER_COMMIT
  }

  private final ServerSocket listener;
  private final int serverPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger armed = new AtomicInteger();
  private volatile Cut cut = Cut.BEFORE_COMMIT;

  /** Begins to listen. */
  TcpProxy(int serverPort) {
    this.serverPort = serverPort;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** The address of a database, seen through the proxy. */
  static TcpProxy before(TestDatabase database) {
    return new TcpProxy(portOf(database.url()));
  }

  /** The same URL, leading through the proxy. */
  String through(TestDatabase database) {
    String direct = ":" + portOf(database.url()) + "/";
    return database.url().replace(direct, ":" + listener.getLocalPort() + "/");
  }

  private static int portOf(String url) {
    String afterHost = url.substring(url.indexOf("//") + 2);
    return Integer.parseInt(
        afterHost.substring(afterHost.indexOf(':') + 1, afterHost.indexOf('/')));
  }

  /** Cuts the next commits that pass. */
  void cutNext(Cut newCut, int commits) {
    cut = newCut;
    armed.set(commits);
  }

  /** How many commits are still to be cut. */
  int left() {
    return armed.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        open.add(server);
        new Pipe(client, server).start();
      } catch (IOException e) {
        // closed, or the server is down: the client's connection ends with the next call of close()
      }
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** Cuts everything at once. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private final class Pipe {

    private final Socket client;
    private final Socket server;
    private volatile boolean swallowing;

    Pipe(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void start() {
      TcpProxy.start(() -> pump(client, server, true));
      TcpProxy.start(() -> pump(server, client, false));
    }

    private void pump(Socket from, Socket to, boolean requests) {
      byte[] buffer = new byte[64 * 1024];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
          if (requests ? !mayPass(buffer, count) : swallowing) {
            break;
          }
          out.write(buffer, 0, count);
        }
      } catch (IOException e) {
        // the other side ended, or was cut
      } finally {
        end();
      }
    }

    private boolean mayPass(byte[] buffer, int count) {
      if (!holdsCommit(buffer, count) || armed.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
        return true;
      }
      swallowing = true;
      return cut == Cut.AFTER_COMMIT;
    }

    private static boolean holdsCommit(byte[] buffer, int count) {
      for (int start = 0; start + COMMIT.length <= count; start++) {
        int matched = 0;
        while (matched < COMMIT.length && buffer[start + matched] == COMMIT[matched]) {
          matched++;
        }
        int after = start + COMMIT.length;
        // READ COMMITTED is said at the beginning of a transaction
        if (matched == COMMIT.length && (after == count || buffer[after] != 'T')) {
          return true;
        }
      }
      return false;
    }

    private void end() {
      for (Socket socket : new Socket[] {client, server}) {
        open.remove(socket);
        try {
          socket.close();
        } catch (IOException e) {
          // closed as well as can be
        }
      }
    }
  }
}
