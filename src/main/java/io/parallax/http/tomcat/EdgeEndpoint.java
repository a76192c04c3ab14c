package io.parallax.http.tomcat;

import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// Connections whose events give way to others' while their requests have begun and not yet told
/// what they are: a client that sends its headers byte by byte costs others no waiting.
final class EdgeEndpoint extends NioEndpoint {
  @Override
  protected SocketProcessorBase<NioChannel> createSocketProcessor(
      SocketWrapperBase<NioChannel> connection, SocketEvent event) {
    return new ConnectionTask(connection, event);
  }

  /// The request whose line or headers are under way, as far as it is known.
  ///
  /// @return [System#nanoTime] of its first byte; negative when there is none
  static long headersBegunNanos(SocketWrapperBase<NioChannel> connection) {
    // A connection that is between requests has no processor; one that is served is busy with it.
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
