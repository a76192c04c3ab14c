package io.parallax.http.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parallax.executor.Cancellation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The requests in work and whether they are still wanted. Thread safe.
@Component
public final class Clients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
  private static final String ATTRIBUTE = Cancellation.class.getName();
  private static final String LINUX = "Linux";

  /// Connections whose descriptors are remembered; of others it is looked for again.
  static final int REMEMBERED = 16_384;

  private final Map<String, Set<Visit>> requests = new ConcurrentHashMap<>();
  private final Optional<Eyes> eyes;
  private final Counter left;
  private final Counter cancelled;

  Clients(MeterRegistry registry) {
    this.eyes = Eyes.open();
    this.left =
        Counter.builder("parallax.requests.left")
            .description("Requests whose client left while they were in work")
            .register(registry);
    this.cancelled =
        Counter.builder("parallax.requests.cancelled")
            .description("Requests given up by DELETE")
            .register(registry);
  }

  /// What a request is given up by. Of a request that has not begun here, one that nobody uses.
  public static Cancellation cancellation(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Cancellation known
        ? known
        : new Cancellation();
  }

  /// A request begins.
  ///
  /// @param id by which it can be given up
  /// @return to be closed when it has been answered
  public Visit begin(HttpServletRequest request, HttpServletResponse response, String id) {
    Cancellation cancellation = new Cancellation();
    request.setAttribute(ATTRIBUTE, cancellation);
    Visit visit = new Visit(id, cancellation, response, watched(request, cancellation));
    requests.merge(id, Set.of(visit), Clients::union);
    return visit;
  }

  /// Gives up every request of that id.
  ///
  /// @return whether there was one
  public boolean cancel(String id) {
    Set<Visit> found = requests.getOrDefault(id, Set.of());
    found.forEach(Visit::cancel);
    return !found.isEmpty();
  }

  @Override
  public void close() {
    eyes.ifPresent(open -> open.watch().close());
  }

  private Watch.@Nullable Watched watched(HttpServletRequest request, Cancellation cancellation) {
    if (eyes.isEmpty() || !(request.getAttribute(PeerValve.attribute()) instanceof Peer peer)) {
      return null;
    }
    Eyes open = eyes.get();
    String connection = request.getServletConnection().getConnectionId();
    return open.descriptors()
        .find(connection, peer)
        .map(
            descriptor -> {
              Watch.Watched watched =
                  new Watch.Watched(descriptor, cancellation, () -> left(cancellation));
              open.watch().add(watched);
              return watched;
            })
        .orElse(null);
  }

  private void left(Cancellation cancellation) {
    if (cancellation.cancel("the client ended its half of the connection")) {
      left.increment();
    }
  }

  private static Set<Visit> union(Set<Visit> some, Set<Visit> more) {
    Set<Visit> all = new HashSet<>(some);
    all.addAll(more);
    return Set.copyOf(all);
  }

  private static @Nullable Set<Visit> without(Set<Visit> all, Visit one) {
    Set<Visit> rest = new HashSet<>(all);
    rest.remove(one);
    return rest.isEmpty() ? null : Set.copyOf(rest);
  }

  /// A request in work.
  public final class Visit implements AutoCloseable {
    private final String id;
    private final Cancellation cancellation;
    private final HttpServletResponse response;
    private final Watch.@Nullable Watched watched;

    private Visit(
        String id,
        Cancellation cancellation,
        HttpServletResponse response,
        Watch.@Nullable Watched watched) {
      this.id = id;
      this.cancellation = cancellation;
      this.response = response;
      this.watched = watched;
    }

    /// Whoever still reads the request finds its end. Of an answer that has begun nothing more is
    /// sent: the client learns by the end of its connection that the answer is not whole.
    private void cancel() {
      if (cancellation.cancel("the request was given up by DELETE /v1/requests/{id}")) {
        cancelled.increment();
        if (watched != null) {
          eyes.ifPresent(open -> open.watch().end(watched, response.isCommitted()));
        }
      }
    }

    @Override
    public void close() {
      if (watched != null) {
        eyes.ifPresent(open -> open.watch().remove(watched));
      }
      requests.computeIfPresent(id, (_, all) -> without(all, this));
    }
  }

  /// What is needed to see clients leave.
  private record Eyes(Descriptors descriptors, Watch watch) {
    private static final int TRY_MILLIS = 1_000;

    /// Empty where it does not work.
    static Optional<Eyes> open() {
      if (!System.getProperty("os.name").equals(LINUX)) {
        return blind("there is no way to know on this system");
      }
      try {
        SocketCalls calls = new SocketCalls();
        Descriptors descriptors = new Descriptors(calls, REMEMBERED);
        return seesOneLeave(calls, descriptors)
            ? Optional.of(new Eyes(descriptors, new Watch(calls, descriptors)))
            : blind("a try did not work");
      } catch (Exception failure) {
        return blind(failure.toString());
      }
    }

    private static Optional<Eyes> blind(String reason) {
      LOG.warn("Clients that leave will not be noticed: {}", reason);
      return Optional.empty();
    }

    /// Whether it works here, tried on a connection to this process itself.
    private static boolean seesOneLeave(SocketCalls calls, Descriptors descriptors)
        throws Exception {
      InetAddress here = InetAddress.getLoopbackAddress();
      try (ServerSocket server = new ServerSocket(0, 1, here);
          Socket client = new Socket(here, server.getLocalPort());
          Socket accepted = server.accept()) {
        InetSocketAddress far = (InetSocketAddress) accepted.getRemoteSocketAddress();
        Peer peer = new Peer(far.getAddress(), far.getPort(), accepted.getLocalPort());
        Optional<Descriptor> found = descriptors.find("the try", peer);
        if (found.isEmpty() || calls.poll(numbers(found.get()), 0)[0]) {
          return false;
        }
        client.shutdownOutput();
        return calls.poll(numbers(found.get()), TRY_MILLIS)[0];
      }
    }

    private static List<Integer> numbers(Descriptor descriptor) {
      return List.of(descriptor.number());
    }
  }
}
