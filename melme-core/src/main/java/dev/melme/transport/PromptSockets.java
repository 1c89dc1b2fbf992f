package dev.melme.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/**
 * Makes sockets that send at once. Commands and the last piece of a message would else wait for the
 * acknowledgement of what went before (Nagle), which peers delay by 40 milliseconds.
 */
final class PromptSockets extends SocketFactory {

  private final Consumer<Socket> opened;

  PromptSockets(Consumer<Socket> opened) {
    this.opened = opened;
  }

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    opened.accept(socket);
    return socket;
  }

  /** Only unconnected ones are asked for: their connecting is timed. */
  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}
