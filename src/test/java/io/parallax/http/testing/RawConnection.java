package io.parallax.http.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection on which a client may break every rule.
public final class RawConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Socket socket;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  public RawConnection(int port) throws IOException {
    socket = new Socket("localhost", port);
    socket.setTcpNoDelay(true);
  }

  public RawConnection send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException closedByTheService) {
      // Whoever is refused while sending may find the connection closed.
    }
    return this;
  }

  public RawConnection send(String text) throws IOException {
    return send(text.getBytes(UTF_8));
  }

  /// Ends the connection as a crash would (RST).
  public void reset() throws IOException {
    if (!socket.isClosed()) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  /// Ends the sending half.
  public RawConnection endSending() {
    try {
      socket.shutdownOutput();
    } catch (IOException closedByTheService) {
      // Nothing is left to end.
    }
    return this;
  }

  /// Whether the service sends something, or ends the connection, within that time.
  public boolean hasSomethingWithin(Duration time) throws IOException {
    socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    try {
      int value = socket.getInputStream().read();
      if (value >= 0) {
        received.write(value);
      }
      return true;
    } catch (SocketTimeoutException nothingYet) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /// Takes up to so many bytes of what the service sends.
  ///
  /// @return whether there were any; false at the end
  public boolean takes(int bytes) throws IOException {
    return socket.getInputStream().read(new byte[bytes]) > 0;
  }

  /// Everything the service sends until it ends the connection, which it must within ten seconds.
  public RawAnswer answer() throws IOException {
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    try {
      socket.getInputStream().transferTo(received);
    } catch (SocketTimeoutException stillOpen) {
      throw new AssertionError("the connection stays open after: " + received, stillOpen);
    } catch (IOException reset) {
      // As good as an end.
    }
    return new RawAnswer(received.toString(ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
