package io.parallax.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorsTest {
  private static final int CONNECTIONS = 20;
  private static final int SOON_MILLIS = 10_000;

  private final SocketCalls calls = new SocketCalls();
  private final Descriptors descriptors = new Descriptors(calls, CONNECTIONS);

  /// Both ends of a connection within this process.
  private record Both(Socket client, Socket accepted) {
    static Both open(ServerSocket server) throws IOException {
      Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
      return new Both(client, server.accept());
    }

    Peer peer() {
      InetSocketAddress far = (InetSocketAddress) accepted.getRemoteSocketAddress();
      return Peer.of(far.getAddress().getHostAddress(), far.getPort(), accepted.getLocalPort())
          .orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void tellsForEachOfManyConnectionsWhetherItsClientHasLeft(String address) throws IOException {
    try (ServerSocket server = new ServerSocket(0, CONNECTIONS, InetAddress.ofLiteral(address))) {
      List<Both> connections = new ArrayList<>();
      List<Integer> numbers = new ArrayList<>();
      for (int at = 0; at < CONNECTIONS; at++) {
        Both both = Both.open(server);
        connections.add(both);
        numbers.add(find(both, String.valueOf(at)).orElseThrow().number());
      }
      assertThat(numbers).doesNotHaveDuplicates();
      assertThat(calls.poll(numbers, 0)).containsOnly(false);

      connections.get(3).client().close();
      connections.get(7).client().setSoLinger(true, 0);
      connections.get(7).client().close();
      connections.get(9).client().getOutputStream().write(new byte[100]);
      connections.get(9).client().shutdownOutput();

      boolean[] expected = new boolean[CONNECTIONS];
      for (int gone : List.of(3, 7, 9)) {
        expected[gone] = true;
        assertThat(calls.poll(List.of(numbers.get(gone)), SOON_MILLIS)).containsExactly(true);
      }
      assertThat(calls.poll(numbers, 0)).isEqualTo(expected);
      for (Both both : connections) {
        both.client().close();
        both.accepted().close();
      }
    }
  }

  @Test
  void neverTakesAnotherConnectionForOneWhoseNumberIsUsedAgain() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Arena arena = Arena.ofConfined()) {
      SocketCalls.Room room = new SocketCalls.Room(arena);
      Both first = Both.open(server);
      Descriptor old = find(first, "first").orElseThrow();
      assertThat(descriptors.isOpen(old, room)).isTrue();
      first.client().close();
      first.accepted().close();
      List<Both> others = new ArrayList<>();
      List<Integer> numbers = new ArrayList<>();
      while (!numbers.contains(old.number())) {
        Both other = Both.open(server);
        others.add(other);
        numbers.add(find(other, "other " + others.size()).orElseThrow().number());
        numbers.add(
            new Descriptors(calls, 1)
                .find(
                    "client",
                    new Peer(
                        other.client().getInetAddress(),
                        other.client().getPort(),
                        other.client().getLocalPort()))
                .orElseThrow()
                .number());
      }

      assertThat(descriptors.isOpen(old, room)).isFalse();
      assertThat(find(others.getLast(), "first")).isNotEqualTo(Optional.of(old));
      for (Both other : others) {
        other.client().close();
        other.accepted().close();
      }
    }
  }

  @Test
  void findsNothingForAConnectionThatIsNone() {
    assertThat(descriptors.find("none", Peer.of("192.0.2.1", 1, 1).orElseThrow())).isEmpty();
    assertThat(Peer.of("some.host", 1, 1)).isEmpty();
  }

  private Optional<Descriptor> find(Both both, String name) {
    return descriptors.find(name, both.peer());
  }
}
