package io.parallax.http.tomcat;

import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// Connections whose events are deferred while their request's line and headers are arriving. A
/// client that sends its headers byte by byte does not make other clients wait.
final class EdgeEndpoint extends NioEndpoint {
  @Override
  protected SocketProcessorBase<NioChannel> createSocketProcessor(
      SocketWrapperBase<NioChannel> connection, SocketEvent event) {
    return new ConnectionTask(connection, event);
  }

  /// The time at which the request began whose line or headers are arriving, if it is known.
  ///
  /// @return [System#nanoTime] of its first byte; negative when there is no such request
  static long headersBegunNanos(SocketWrapperBase<NioChannel> connection) {
    // A connection between requests has no processor; the processor of a served connection is busy.
    if (connection.getCurrentProcessor() instanceof Processor processor && !processor.isAsync()) {
      Request request = processor.getRequest();
      return request == null ? -1 : request.getStartTimeNanos();
    }
    return -1;
  }

  private final class ConnectionTask extends SocketProcessor implements EdgeThreads.Deferrable {
    private ConnectionTask(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
      super(connection, event);
    }

    @Override
    public boolean givesWay() {
      SocketWrapperBase<NioChannel> connection = socketWrapper;
      return connection != null && headersBegunNanos(connection) >= 0;
    }
  }
}
