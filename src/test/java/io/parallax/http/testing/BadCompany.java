package io.parallax.http.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Clients that others should not notice. They go on until they are closed; one that is cut off
/// comes back after a second.
public final class BadCompany implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long PAUSE_NANOS = 100_000_000;

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger begun = new AtomicInteger();
  private final List<Thread> clients = new ArrayList<>();

  /// What one of them does, once.
  private interface Deed {
    void run() throws IOException;
  }

  /// Bodies of which 32 KB come fast and the rest at 1 KB a second.
  public static BadCompany slowBodies(int port, int count) {
    return new BadCompany().start(count, company -> company.slowBody(port));
  }

  /// Headers that come at a byte a second.
  public static BadCompany slowHeaders(int port, int count) {
    return new BadCompany().start(count, company -> company.slowHeader(port));
  }

  /// Answers of many megabytes that are taken at 10 KB a second.
  public static BadCompany slowReaders(int port, int count, int elements) {
    return new BadCompany().start(count, company -> company.slowReader(port, elements));
  }

  /// Sums of large generated arrays, one after the other.
  public static BadCompany large(int port, int count, int elements) {
    return new BadCompany().start(count, company -> company.large(port, elements));
  }

  private BadCompany start(int count, Function<BadCompany, Deed> kind) {
    for (int i = 0; i < count; i++) {
      clients.add(Thread.ofVirtual().start(() -> goOn(kind.apply(this))));
    }
    return this;
  }

  /// How often one of them has begun.
  public int begun() {
    return begun.get();
  }

  private void goOn(Deed deed) {
    while (!over.get()) {
      try {
        begun.incrementAndGet();
        deed.run();
      } catch (IOException cutOff) {
        rest();
      }
    }
  }

  private void rest() {
    for (int part = 0; part < 10 && !over.get(); part++) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private Deed slowBody(int port) {
    return () -> {
      try (RawConnection connection = new RawConnection(port)) {
        connection.send(RawRequest.head("/v1/evaluate", 1 << 20)).send(" ".repeat(32 * 1024));
        while (!over.get() && !connection.hasSomethingWithin(SECOND)) {
          connection.send(" ".repeat(1_000));
        }
      }
      rest();
    };
  }

  private Deed slowHeader(int port) {
    return () -> {
      try (RawConnection connection = new RawConnection(port)) {
        connection.send("GET /v1/limits HTTP/1.1\r\nX-Long: ");
        while (!over.get() && !connection.hasSomethingWithin(SECOND)) {
          connection.send("x");
        }
      }
      rest();
    };
  }

  private Deed slowReader(int port, int elements) {
    return () -> {
      String body =
          """
          {"expression": "x / 3", "inputs": {"x": {"range": {"stop": %d}}},
           "output": {"values": "all"}}\
          """
              .formatted(elements);
      try (RawConnection connection = new RawConnection(port)) {
        connection.send(RawRequest.head("/v1/evaluate", body.length()) + body);
        while (!over.get() && connection.takes(1_000)) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
      rest();
    };
  }

  private Deed large(int port, int elements) {
    return () -> {
      String body =
          """
          {"expression": "sum(sin(x))", "inputs": {"x": {"range": {"stop": %d}}}}\
          """
              .formatted(elements);
      try (RawConnection connection = new RawConnection(port)) {
        connection.send(RawRequest.head("/v1/evaluate", body.length()) + body).answer();
      }
    };
  }

  @Override
  public void close() {
    over.set(true);
    try {
      for (Thread client : clients) {
        client.join();
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
