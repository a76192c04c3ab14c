package io.parallax.http.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parallax.limit.Cancellation;
import jakarta.servlet.http.HttpServletRequest;
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

/// The requests in work, and whether their clients still want them. Thread safe.
@Component
public final class Clients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
  private static final String ATTRIBUTE = Visit.class.getName();
  private static final String LINUX = "Linux";

  /// The protocol that has several requests on a connection at a time.
  private static final String MULTIPLEXED = "HTTP/2.0";

  /// The most connections whose descriptors are remembered; the descriptor of any other is searched
  /// again.
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

  /// The visit of a request that has begun here and has not been answered.
  ///
  /// @throws IllegalStateException for any other request
  public static Visit visit(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Visit known) {
      return known;
    }
    throw new IllegalStateException("not a request that computes");
  }

  /// Whether nothing more can be read from the request's connection because the request was given
  /// up while its body was awaited.
  public static boolean isCut(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Visit known && known.isCut();
  }

  /// Registers a request.
  ///
  /// @param id by which the request can be given up
  /// @return to be closed when the request has been answered
  public Visit begin(HttpServletRequest request, String id) {
    Cancellation cancellation = new Cancellation();
    boolean shared = MULTIPLEXED.equals(request.getProtocol());
    Visit visit = new Visit(id, cancellation, watched(request, cancellation), shared);
    request.setAttribute(ATTRIBUTE, visit);
    requests.merge(id, Set.of(visit), Clients::union);
    return visit;
  }

  /// Gives up every request with this id.
  ///
  /// @return whether there was such a request
  public boolean cancel(String id) {
    Set<Visit> found = requests.getOrDefault(id, Set.of());
    found.forEach(Visit::cancel);
    return !found.isEmpty();
  }

  @Override
  public void close() {
    eyes.ifPresent(open -> open.watch().close());
  }

  private ClientWatch.@Nullable Watched watched(
      HttpServletRequest request, Cancellation cancellation) {
    Optional<Peer> peer = Peer.of(request);
    if (eyes.isEmpty() || peer.isEmpty()) {
      return null;
    }
    Eyes open = eyes.get();
    String connection = request.getServletConnection().getConnectionId();
    return open.descriptors()
        .find(connection, peer.get())
        .map(
            descriptor -> {
              ClientWatch.Watched watched =
                  new ClientWatch.Watched(descriptor, cancellation, () -> left(cancellation));
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

  /// What a request does with its connection.
  public enum Stage {
    /// The request reads its body from the connection.
    RECEIVING,
    /// The request does not use the connection: it waits, computes or has a short answer, which is
    /// written at once.
    COMPUTING,
    /// The request writes a long answer to the connection.
    ANSWERING
  }

  /// A request in work.
  public final class Visit implements AutoCloseable {
    private final String id;
    private final Cancellation cancellation;
    private final ClientWatch.@Nullable Watched watched;
    private Stage stage = Stage.RECEIVING;
    private final boolean shared;
    private boolean cut;
    private boolean closed;

    /// @param shared whether the connection may have other requests at the same time
    private Visit(
        String id,
        Cancellation cancellation,
        ClientWatch.@Nullable Watched watched,
        boolean shared) {
      this.id = id;
      this.cancellation = cancellation;
      this.watched = watched;
      this.shared = shared;
    }

    /// The switch that gives the request up.
    public Cancellation cancellation() {
      return cancellation;
    }

    /// Moves the request to another stage.
    ///
    /// @throws io.parallax.error.ComputeException CANCELLED when the request has been given up
    public synchronized void enter(Stage next) {
      cancellation.check();
      stage = next;
    }

    private synchronized boolean isCut() {
      return cut && stage == Stage.RECEIVING;
    }

    /// Ends the direction of the connection that the request may be blocked on. If the request
    /// reads its body, it finds the end, unless other requests share the connection. If it writes a
    /// long answer, nothing more is sent, so that the client learns from the end of the connection
    /// that the answer is incomplete. A request that has been answered, and the next one on its
    /// connection, notice nothing.
    private synchronized void cancel() {
      if (closed) {
        return;
      }
      if (cancellation.cancel("the request was given up by DELETE /v1/requests/{id}")) {
        cancelled.increment();
        if (watched != null && !shared && stage != Stage.COMPUTING) {
          cut = true;
          eyes.ifPresent(open -> open.watch().end(watched, stage == Stage.ANSWERING));
        }
      }
    }

    @Override
    public void close() {
      synchronized (this) {
        closed = true;
      }
      if (watched != null) {
        eyes.ifPresent(open -> open.watch().remove(watched));
      }
      requests.computeIfPresent(id, (_, all) -> without(all, this));
    }
  }

  /// The objects needed to see clients leave.
  private record Eyes(Descriptors descriptors, ClientWatch watch) {
    private static final int TRY_MILLIS = 1_000;

    /// Empty where leaving clients cannot be noticed.
    static Optional<Eyes> open() {
      if (!System.getProperty("os.name").equals(LINUX)) {
        return blind("there is no way to know on this system");
      }
      try {
        SocketCalls calls = new SocketCalls();
        Descriptors descriptors = new Descriptors(calls, REMEMBERED);
        return seesOneLeave(calls, descriptors)
            ? Optional.of(new Eyes(descriptors, new ClientWatch(calls, descriptors)))
            : blind("a try did not work");
      } catch (Exception failure) {
        return blind(failure.toString());
      }
    }

    private static Optional<Eyes> blind(String reason) {
      LOG.warn("Clients that leave will not be noticed: {}", reason);
      return Optional.empty();
    }

    /// Whether leaving clients are noticed on this system. Tried on a connection to this process
    /// itself.
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
