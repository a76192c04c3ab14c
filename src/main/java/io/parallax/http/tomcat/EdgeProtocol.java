package io.parallax.http.tomcat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// HTTP/1.1 with a deadline for a request's line and headers as a whole. Tomcat's own timeout
/// begins again with every byte. So a client that sends a byte a second could keep its connection
/// for ever, and a few thousand such clients could keep all connections.
///
/// While most connections are taken, the connections whose headers have been arriving the longest
/// are closed before their time. So there is always a connection for a probe.
public final class EdgeProtocol extends Http11NioProtocol {
  /// The number of connections that the system opens before the service accepts them, if the system
  /// allows this number. With a smaller number, clients that come all at once try again after
  /// seconds.
  public static final int QUEUED_CONNECTIONS = 4_096;

  private static final Duration PERIOD = Duration.ofMillis(250);

  /// The part of all connections beyond which connections with incomplete headers are closed early.
  private static final double CROWDED = 0.9;

  /// A request whose line and headers are not complete.
  private record Beginner(SocketWrapperBase<NioChannel> connection, long ageNanos) {}

  private volatile Duration headerTimeout = Duration.ofSeconds(10);

  public EdgeProtocol() {
    super(new EdgeEndpoint());
  }

  /// The longest a request's line and headers may take, from their first byte on.
  public void setHeaderTimeout(Duration headerTimeout) {
    this.headerTimeout = headerTimeout;
  }

  @Override
  public void start() throws Exception {
    super.start();
    ScheduledFuture<?> _ =
        getUtilityExecutor()
            .scheduleWithFixedDelay(
                this::sweep, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Closes late connections. Must not throw, because a sweep that throws would be the last one.
  private void sweep() {
    try {
      closeLate(System.nanoTime(), headerTimeout);
    } catch (RuntimeException defect) {
      getLog().error("Connections whose headers are late were not looked at", defect);
    }
  }

  /// Closes the connections whose headers take too long.
  ///
  /// @param nowNanos of [System#nanoTime]
  private void closeLate(long nowNanos, Duration limit) {
    List<Beginner> beginners = beginners(nowNanos);
    int spare = (int) (CROWDED * getMaxConnections());
    long excess = Math.max(0, getConnectionCount() - spare);
    beginners.sort(Comparator.comparingLong(Beginner::ageNanos).reversed());
    long closed = 0;
    for (Beginner beginner : beginners) {
      if (beginner.ageNanos() > limit.toNanos() || closed < excess) {
        beginner.connection().close();
        closed++;
      }
    }
  }

  private List<Beginner> beginners(long nowNanos) {
    List<Beginner> beginners = new ArrayList<>();
    for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
      long begunNanos = EdgeEndpoint.headersBegunNanos(connection);
      if (begunNanos >= 0) {
        beginners.add(new Beginner(connection, nowNanos - begunNanos));
      }
    }
    return beginners;
  }
}
