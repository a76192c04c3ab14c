package io.parallax.http.service;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.parallax.http.HttpProperties;
import io.parallax.http.compute.Answering;
import io.parallax.http.compute.Reception;
import io.parallax.http.tomcat.EdgeProtocol;
import io.parallax.http.tomcat.EdgeThreads;
import io.parallax.limit.Limit;
import java.util.List;
import org.springframework.stereotype.Component;

/// What keeps slow clients from costing others.
@Component
final class EdgeLimits {
  private final HttpProperties http;
  private final Reception reception;
  private final Answering answering;

  EdgeLimits(HttpProperties http, Reception reception, Answering answering) {
    this.http = http;
    this.reception = reception;
    this.answering = answering;
  }

  List<Limit> limits() {
    return List.of(
        count(
            "queuedConnections",
            EdgeProtocol.QUEUED_CONNECTIONS,
            "connections",
            "connections the system opens before the service takes them"),
        count("receivedRequests", http.receiving(), "requests", "bodies waited for at a time"),
        bytes("receivedBytes", reception.memoryBytes(), "long bodies that are not yet read"),
        count("answeredRequests", http.answering(), "requests", "long answers being written"),
        bytes(
            "answeredBytes",
            answering.memoryBytes(),
            "results being written, before clients must take them faster"),
        bytes("slowestRate", http.slowest().toBytes(), "a second: a client's least rate"),
        milliseconds("grace", http.grace(), "waiting for a client before its rate counts"),
        count("edgeThreads", EdgeThreads.MOST, "threads", "requests handled, waited for or not"));
  }
}
