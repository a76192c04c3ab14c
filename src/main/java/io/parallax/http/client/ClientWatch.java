package io.parallax.http.client;

import io.parallax.limit.Cancellation;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The thread that watches whether the clients of requests in work are still connected. Thread
/// safe.
final class ClientWatch implements AutoCloseable {
  private static final int PERIOD_MILLIS = 10;

  /// The number of periods without a connection after which the thread sleeps until there is one.
  /// Waking the thread costs more than looking.
  private static final int IDLE_PERIODS = 100;

  private final SocketCalls calls;
  private final Descriptors descriptors;
  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean asleep;
  private volatile boolean closed;

  ClientWatch(SocketCalls calls, Descriptors descriptors) {
    this.calls = calls;
    this.descriptors = descriptors;
    this.thread = Thread.ofPlatform().daemon().name("client-watch").start(this::run);
  }

  /// A connection whose request is in work.
  ///
  /// @param left called once when the client has gone
  record Watched(Descriptor descriptor, Cancellation cancellation, Runnable left) {}

  void add(Watched connection) {
    watched.add(connection);
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /// After this call the connection may be closed.
  void remove(Watched connection) {
    watched.remove(connection);
  }

  /// Makes reads from the connection find its end.
  ///
  /// @param bothWays whether writing to the connection is to fail, too
  void end(Watched connection, boolean bothWays) {
    try (Arena arena = Arena.ofConfined()) {
      if (watched.contains(connection)
          && descriptors.isOpen(connection.descriptor(), new SocketCalls.Room(arena))) {
        calls.end(connection.descriptor().number(), bothWays);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    int idle = 0;
    while (!closed) {
      List<Watched> connections = new ArrayList<>(watched);
      idle = connections.isEmpty() ? idle + 1 : 0;
      if (idle > IDLE_PERIODS) {
        sleep();
      } else {
        look(connections);
      }
    }
  }

  private void sleep() {
    asleep = true;
    if (watched.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    asleep = false;
  }

  private void look(List<Watched> connections) {
    boolean[] gone =
        calls.poll(
            connections.stream().map(each -> each.descriptor().number()).toList(), PERIOD_MILLIS);
    boolean any = false;
    for (int at = 0; at < gone.length; at++) {
      any |= gone[at];
      // A connection that is not watched any more may have been closed, and its number used again.
      if (gone[at] && watched.remove(connections.get(at))) {
        connections.get(at).left().run();
      }
    }
    // Connections that have gone and are still being removed would make the thread look without a
    // pause.
    if (any) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
