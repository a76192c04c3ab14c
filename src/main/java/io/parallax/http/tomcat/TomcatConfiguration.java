package io.parallax.http.tomcat;

import static io.parallax.limit.Limit.count;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits of connections and threads.
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

  @Bean
  LimitSource tomcatLimits() {
    return LimitSource.of(
        Subject.EDGE,
        count(
            "queuedConnections",
            EdgeProtocol.QUEUED_CONNECTIONS,
            "connections",
            "connections the system opens before the service takes them"),
        count(
            "streams",
            TomcatCustomizer.STREAMS,
            "requests",
            "requests at a time on a connection with HTTP/2"),
        count("edgeThreads", EdgeThreads.MOST, "threads", "requests handled, waited for or not"));
  }
}
