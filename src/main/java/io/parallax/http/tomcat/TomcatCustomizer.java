package io.parallax.http.tomcat;

import io.parallax.http.HttpProperties;
import io.parallax.http.TemporaryFolder;
import io.parallax.http.problem.ProblemWriter;
import org.apache.catalina.Pipeline;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http2.Http2Protocol;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Configures the container: which threads it uses, how long it waits for a connection, and how it
/// answers failures. Runs last, so that its error report comes before Spring Boot's.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class TomcatCustomizer
    implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
  /// Sends "100 Continue" when the body is about to be read. A body that is refused by its headers
  /// therefore never causes it.
  private static final String CONTINUE_ON_READ = "onRead";

  /// Characters that a query may have although RFC 3986 wants them percent-encoded: expressions and
  /// JSON have them, and clients such as curl send them as they are.
  private static final String QUERY_CHARACTERS = "\"<>[\\]^`{|}";

  /// The most requests at a time on a connection with HTTP/2. The protocol's authors advise clients
  /// to expect no fewer.
  static final int STREAMS = 100;

  private final HttpProperties limits;
  private final ProblemWriter problems;
  private final TemporaryFolder temporary;
  private final EdgeThreads threads;

  TomcatCustomizer(
      HttpProperties limits,
      ProblemWriter problems,
      TemporaryFolder temporary,
      EdgeThreads threads) {
    this.limits = limits;
    this.temporary = temporary;
    this.problems = problems;
    this.threads = threads;
  }

  /// Gives HTTP/2, if it is enabled, the limits that HTTP/1.1 has.
  private void limit(Http2Protocol http2) {
    long idleMillis = limits.idleTimeout().toMillis();
    http2.setMaxConcurrentStreams(STREAMS);
    http2.setMaxHeaderCount(limits.headerCount());
    http2.setReadTimeout(idleMillis);
    http2.setWriteTimeout(idleMillis);
    http2.setStreamReadTimeout(idleMillis);
    http2.setStreamWriteTimeout(idleMillis);
    http2.setKeepAliveTimeout(limits.keepAlive().toMillis());
  }

  @Override
  public void customize(ConfigurableTomcatWebServerFactory tomcat) {
    tomcat.setBaseDirectory(temporary.folder("base").toFile());
    if (tomcat instanceof TomcatServletWebServerFactory servlets) {
      servlets.setDocumentRoot(temporary.folder("documents").toFile());
      servlets.setProtocol(EdgeProtocol.class.getName());
    }
    tomcat.addConnectorCustomizers(
        connector -> {
          connector.addLifecycleListener(new ServerOptions());
          connector.setAllowTrace(
              true); // refused by TraceFilter, which knows each address's methods
          if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            if (http instanceof EdgeProtocol edge) {
              edge.setHeaderTimeout(limits.headerTimeout());
            }
            http.setExecutor(threads);
            http.setAcceptCount(EdgeProtocol.QUEUED_CONNECTIONS);
            http.setMaxConnections(limits.openConnections());
            http.setMaxHttpRequestHeaderSize(Math.toIntExact(limits.headers().toBytes()));
            http.setRelaxedQueryChars(QUERY_CHARACTERS);
            http.setMaxHeaderCount(limits.headerCount());
            http.setConnectionTimeout(Math.toIntExact(limits.idleTimeout().toMillis()));
            http.setKeepAliveTimeout(Math.toIntExact(limits.keepAlive().toMillis()));
            http.setMaxSwallowSize(
                0); // what was worth reading has been read before a problem is sent
            http.setContinueResponseTiming(CONTINUE_ON_READ);
          }
          for (UpgradeProtocol upgrade : connector.findUpgradeProtocols()) {
            if (upgrade instanceof Http2Protocol http2) {
              limit(http2);
            }
          }
        });
    tomcat.addContextCustomizers(
        context -> {
          Pipeline pipeline = context.getParent().getPipeline();
          pipeline.addValve(new ProblemReportValve(problems));
          pipeline.addValve(new PeerValve());
          pipeline.addValve(new BodyValve());
        });
  }
}
