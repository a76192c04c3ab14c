package io.parallax.http.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds the descriptors of connections. Thread safe.
final class Descriptors {
  private static final Path OPEN = Path.of("/proc/self/fd");

  /// The quick search ends after this many free numbers in a row. The system assigns the lowest
  /// free number, so few descriptors are open beyond them.
  private static final int FREE_NUMBERS = 256;

  /// The search begins with this many numbers after the last one found. Connections that arrive
  /// together have consecutive numbers, and a new connection gets the number of one that has gone.
  private static final int NEAR = 8;

  private final SocketCalls calls;
  private final Cache<String, Descriptor> known;
  private volatile int last;

  /// @param connections the most connections whose descriptors are remembered
  Descriptors(SocketCalls calls, int connections) {
    this.calls = calls;
    this.known = Caffeine.newBuilder().maximumSize(connections).build();
  }

  /// Finds the descriptor of an open connection.
  ///
  /// @param connection a name that no other connection gets
  Optional<Descriptor> find(String connection, Peer peer) {
    try (Arena arena = Arena.ofConfined()) {
      SocketCalls.Room room = new SocketCalls.Room(arena);
      Descriptor remembered = known.getIfPresent(connection);
      if (remembered != null && isOpen(remembered, room)) {
        return Optional.of(remembered);
      }
      Optional<Descriptor> found = search(peer, room);
      found.ifPresent(descriptor -> known.put(connection, descriptor));
      return found;
    }
  }

  /// Whether this very socket is still open.
  boolean isOpen(Descriptor descriptor, SocketCalls.Room room) {
    OptionalLong cookie = calls.cookie(descriptor.number(), room);
    return cookie.isPresent() && cookie.getAsLong() == descriptor.cookie();
  }

  private Optional<Descriptor> search(Peer peer, SocketCalls.Room room) {
    int first = last;
    for (int number = first; number <= first + NEAR; number++) {
      OptionalInt port = calls.peerPort(number, room);
      if (port.isPresent() && isOf(peer, port.getAsInt(), number, room)) {
        last = number;
        return descriptor(number, room);
      }
    }
    return searchAll(peer, room);
  }

  private Optional<Descriptor> searchAll(Peer peer, SocketCalls.Room room) {
    int free = 0;
    for (int number = 0; free < FREE_NUMBERS; number++) {
      OptionalInt port = calls.peerPort(number, room);
      if (port.isPresent() && isOf(peer, port.getAsInt(), number, room)) {
        last = number;
        return descriptor(number, room);
      }
      free = port.isPresent() ? 0 : free + 1;
    }
    return numbers()
        .filter(
            number -> {
              OptionalInt port = calls.peerPort(number, room);
              return port.isPresent() && isOf(peer, port.getAsInt(), number, room);
            })
        .boxed()
        .flatMap(number -> descriptor(number, room).stream())
        .findFirst();
  }

  private boolean isOf(Peer peer, int port, int number, SocketCalls.Room room) {
    return port == peer.port()
        && peer.hasAddress(calls.address(room))
        && calls.localPort(number, room).equals(OptionalInt.of(peer.localPort()));
  }

  private Optional<Descriptor> descriptor(int number, SocketCalls.Room room) {
    OptionalLong cookie = calls.cookie(number, room);
    return cookie.isPresent()
        ? Optional.of(new Descriptor(number, cookie.getAsLong()))
        : Optional.empty();
  }

  /// Every descriptor that is open.
  private static IntStream numbers() {
    try (Stream<Path> open = Files.list(OPEN)) {
      return open
          .mapToInt(path -> Integer.parseInt(path.getFileName().toString()))
          .sorted()
          .boxed()
          .toList()
          .stream()
          .mapToInt(Integer::intValue);
    } catch (IOException none) {
      return IntStream.empty();
    }
  }
}
