package io.parallax.http.client;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.parallax.memory.CLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The system calls on sockets that Java has no interface for, with Linux's numbers. Thread safe.
final class SocketCalls {
  private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int SOL_SOCKET = 1;
  private static final int SO_COOKIE = 57;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SHUT_RD = 0;
  private static final int SHUT_RDWR = 2;
  private static final short POLLERR = 0x8;
  private static final short POLLHUP = 0x10;
  private static final short POLLNVAL = 0x20;
  private static final short POLLRDHUP = 0x2000;
  private static final int ADDRESS_BYTES = 28;
  private static final long PORT_AT = 2;
  private static final long IPV4_AT = 4;
  private static final long IPV6_AT = 8;
  private static final long POLLED_BYTES = 8;
  private static final long WANTED_AT = 4;
  private static final long SEEN_AT = 6;

  private static final MethodHandle GETPEERNAME = name("getpeername");
  private static final MethodHandle GETSOCKNAME = name("getsockname");
  private static final MethodHandle GETSOCKOPT =
      CLibrary.function("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SHUTDOWN =
      CLibrary.function("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle POLL =
      CLibrary.function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

  private static MethodHandle name(String function) {
    return CLibrary.function(function, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  }

  /// Memory for the calls of one thread.
  static final class Room {
    private final MemorySegment address;
    private final MemorySegment length;
    private final MemorySegment cookie;

    Room(Arena arena) {
      address = arena.allocate(ADDRESS_BYTES, Long.BYTES);
      length = arena.allocate(JAVA_INT);
      cookie = arena.allocate(JAVA_LONG);
    }
  }

  /// The port of the other end of a connection; empty if the descriptor has no port. After the
  /// call, the address is stored in the room.
  OptionalInt peerPort(int descriptor, Room room) {
    room.length.set(JAVA_INT, 0, ADDRESS_BYTES);
    int failed =
        CLibrary.call(() -> (int) GETPEERNAME.invokeExact(descriptor, room.address, room.length));
    return port(failed, room);
  }

  /// The port of the near end of a connection.
  OptionalInt localPort(int descriptor, Room room) {
    room.length.set(JAVA_INT, 0, ADDRESS_BYTES);
    int failed =
        CLibrary.call(() -> (int) GETSOCKNAME.invokeExact(descriptor, room.address, room.length));
    return port(failed, room);
  }

  /// The address that the last call for a port has found, as an IPv6 address.
  byte[] address(Room room) {
    return room.address.get(JAVA_SHORT, 0) == AF_INET
        ? Peer.mapped(room.address.asSlice(IPV4_AT, 4).toArray(JAVA_BYTE))
        : room.address.asSlice(IPV6_AT, 16).toArray(JAVA_BYTE);
  }

  private static OptionalInt port(int failed, Room room) {
    int family = room.address.get(JAVA_SHORT, 0);
    return failed == 0 && (family == AF_INET || family == AF_INET6)
        ? OptionalInt.of(Short.toUnsignedInt(room.address.get(PORT, PORT_AT)))
        : OptionalInt.empty();
  }

  /// The kernel's number for the socket that is open under a descriptor; empty if none is open.
  OptionalLong cookie(int descriptor, Room room) {
    room.length.set(JAVA_INT, 0, Long.BYTES);
    int failed =
        CLibrary.call(
            () ->
                (int)
                    GETSOCKOPT.invokeExact(
                        descriptor, SOL_SOCKET, SO_COOKIE, room.cookie, room.length));
    return failed == 0
        ? OptionalLong.of(room.cookie.get(JAVA_LONG_UNALIGNED, 0))
        : OptionalLong.empty();
  }

  /// Makes reads from the socket find its end.
  ///
  /// @param bothWays whether writing to the socket is to fail, too
  void end(int descriptor, boolean bothWays) {
    int how = bothWays ? SHUT_RDWR : SHUT_RD;
    int _ = CLibrary.call(() -> (int) SHUTDOWN.invokeExact(descriptor, how));
  }

  /// Waits until the other end of one of these connections has gone, or the connection is closed.
  ///
  /// @return for each connection whether its other end has gone
  boolean[] poll(List<Integer> descriptors, int timeoutMillis) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment polled = arena.allocate(POLLED_BYTES * Math.max(1, descriptors.size()), 8);
      for (int at = 0; at < descriptors.size(); at++) {
        polled.set(JAVA_INT, at * POLLED_BYTES, descriptors.get(at));
        polled.set(JAVA_SHORT, at * POLLED_BYTES + WANTED_AT, POLLRDHUP);
      }
      int _ =
          CLibrary.call(
              () -> (int) POLL.invokeExact(polled, (long) descriptors.size(), timeoutMillis));
      boolean[] gone = new boolean[descriptors.size()];
      for (int at = 0; at < gone.length; at++) {
        short seen = polled.get(JAVA_SHORT, at * POLLED_BYTES + SEEN_AT);
        gone[at] = (seen & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL)) != 0;
      }
      return gone;
    }
  }
}
