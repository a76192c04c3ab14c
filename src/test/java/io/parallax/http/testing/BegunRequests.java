package io.parallax.http.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Connections on each of which the beginning of a request has been sent.
public final class BegunRequests implements AutoCloseable {
  private static final int CONNECT_MILLIS = 300;
  private static final byte[] BEGINNING =
      (RawRequest.head("/v1/evaluate", 100_000) + "{\"expression\":\"1")
          .getBytes(StandardCharsets.US_ASCII);

  private final int port;
  private final List<Socket> sockets = new ArrayList<>();

  public BegunRequests(int port) {
    this.port = port;
  }

  public int count() {
    return sockets.size();
  }

  /// Begins another one; false when the service takes no more connections.
  public boolean begin() {
    Socket socket = new Socket();
    sockets.add(socket);
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.getOutputStream().write(BEGINNING);
      return true;
    } catch (IOException full) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
