package io.parallax.http.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Requests sent at fixed times over kept connections, whether or not the answers to earlier ones
/// have come. A latency counts from the time at which the request was to be sent, so a service that
/// stalls is charged for every request that it kept from being sent.
public final class OpenLoop {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
  private static final int BUFFER_BYTES = 16 * 1024;

  private final int port;
  private final byte[] request;

  /// @param path takes POST
  public OpenLoop(int port, String path, String body) {
    this.port = port;
    String head =
        String.join(
            "\r\n",
            "POST " + path + " HTTP/1.1",
            "Host: x",
            "Content-Type: application/json",
            "Content-Length: " + body.length());
    this.request = (head + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// What came of it.
  ///
  /// @param latenciesNanos ascending, of answers with status 200
  /// @param refusalsNanos ascending, of answers with another status, from the moment of sending:
  ///   how cheap it is to say no
  /// @param failed requests that were not answered
  public record Outcome(
      List<Long> latenciesNanos, List<Long> refusalsNanos, int failed, Duration took) {
    /// The latency that a part of the answers did not exceed.
    ///
    /// @param part such as 0.99
    public Duration quantile(double part) {
      return quantile(latenciesNanos, part);
    }

    public int refused() {
      return refusalsNanos.size();
    }

    public double milliseconds(double part) {
      return quantile(part).toNanos() / 1e6;
    }

    private static Duration quantile(List<Long> sortedNanos, double part) {
      int at = (int) Math.min(sortedNanos.size() - 1.0, part * sortedNanos.size());
      return sortedNanos.isEmpty() ? Duration.ZERO : Duration.ofNanos(sortedNanos.get(at));
    }

    public double goodPerSecond() {
      return latenciesNanos.size() * 1e9 / took.toNanos();
    }

    @Override
    public String toString() {
      String good =
          "%d good (%.0f a second), %d refused, %d failed; p50 %.2f, p99 %.2f, most %.2f ms"
              .formatted(
                  latenciesNanos.size(),
                  goodPerSecond(),
                  refused(),
                  failed,
                  milliseconds(0.5),
                  milliseconds(0.99),
                  milliseconds(1));
      return refusalsNanos.isEmpty()
          ? good
          : good
              + "; refusals p50 %.2f, p99 %.2f ms"
                  .formatted(
                      quantile(refusalsNanos, 0.5).toNanos() / 1e6,
                      quantile(refusalsNanos, 0.99).toNanos() / 1e6);
    }
  }

  /// Sends that many requests at that rate.
  public Outcome run(int connections, double perSecond, int count) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    long[] refusals = new long[count];
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    long[] latencies = new long[count];
    AtomicInteger good = new AtomicInteger();
    long startNanos = System.nanoTime();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      clients.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Client client = new Client()) {
                      int number = next.getAndIncrement();
                      while (number < count) {
                        long intendedNanos = startNanos + (long) (number / perSecond * 1e9);
                        awaitTime(intendedNanos);
                        try {
                          long sentNanos = System.nanoTime();
                          if (client.exchange() == 200) {
                            latencies[good.getAndIncrement()] = System.nanoTime() - intendedNanos;
                          } else {
                            refusals[refused.getAndIncrement()] = System.nanoTime() - sentNanos;
                          }
                        } catch (IOException gone) {
                          failed.incrementAndGet();
                          client.disconnect();
                        }
                        number = next.getAndIncrement();
                      }
                    } catch (IOException closing) {
                      failed.incrementAndGet();
                    }
                  }));
    }
    for (Thread client : clients) {
      client.join();
    }
    return new Outcome(
        sorted(latencies, good.get()),
        sorted(refusals, refused.get()),
        failed.get(),
        Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private static List<Long> sorted(long[] nanos, int count) {
    return Arrays.stream(nanos).limit(count).sorted().boxed().toList();
  }

  private static void awaitTime(long nanos) {
    long leftNanos = nanos - System.nanoTime();
    while (leftNanos > 0) {
      LockSupport.parkNanos(leftNanos);
      leftNanos = nanos - System.nanoTime();
    }
  }

  /// A connection, opened anew after it was closed.
  private final class Client implements AutoCloseable {
    private Socket socket = new Socket();
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private int exchange() throws IOException {
      if (!socket.isConnected() || socket.isClosed()) {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
      }
      socket.getOutputStream().write(request);
      InputStream in = socket.getInputStream();
      int filled = 0;
      int bodyAt = -1;
      int length = 0;
      String head = "";
      while (bodyAt < 0 || filled < bodyAt + length) {
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
          throw new IOException("closed");
        }
        filled += count;
        if (bodyAt < 0) {
          head = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
          int end = head.indexOf("\r\n\r\n");
          if (end >= 0) {
            bodyAt = end + 4;
            Matcher matcher = LENGTH.matcher(head);
            length = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
          }
        }
      }
      if (head.toLowerCase(Locale.ROOT).contains("\r\nconnection: close")) {
        socket.close();
      }
      return Integer.parseInt(head.substring(9, 12));
    }

    private void disconnect() throws IOException {
      socket.close();
    }

    @Override
    public void close() throws IOException {
      disconnect();
    }
  }
}
