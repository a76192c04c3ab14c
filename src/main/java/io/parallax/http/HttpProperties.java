package io.parallax.http;

import io.parallax.limit.Limit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What a connection may take of the service.
///
/// @param body the most bytes of a body
/// @param headers the most bytes of a request's line and headers together
/// @param headerCount the most headers a request may have
/// @param connections the most connections open at a time; more wait in the operating system's
///   queue; null for as many as a quarter of the heap has room for, and at most 8 192
/// @param headerTimeout the longest a request's line and headers may take to arrive, from their
///   first byte on
/// @param bodyTimeout the longest a body may take to arrive, from its first read on
/// @param idleTimeout the longest silence while a request is read or an answer written
/// @param keepAlive the longest silence between two requests of a connection
/// @param answerTimeout the longest a client may take to receive an answer
/// @param slowest the least rate in bytes a second, both for a client that sends a body and for a
///   client that receives an answer; the service does not wait for a slower client
/// @param grace how long the service waits for a client before it looks at the client's rate
/// @param receiving the most requests whose bodies are waited for at a time
/// @param answering the most answers that are written at a time, short ones not counted
/// @param compressFrom the most bytes of an answer in text that is not compressed although its
///   client accepts a coding; at most 1 GB
/// @param drain how long requests are served after the service has been told to stop
/// @param finish how long requests in work may take after `drain` is over
@ConfigurationProperties("parallax.http")
public record HttpProperties(
    @DefaultValue("256MB") DataSize body,
    @DefaultValue("8KB") DataSize headers,
    @DefaultValue("100") int headerCount,
    @Nullable Integer connections,
    @DefaultValue("10s") Duration headerTimeout,
    @DefaultValue("30s") Duration bodyTimeout,
    @DefaultValue("10s") Duration idleTimeout,
    @DefaultValue("75s") Duration keepAlive,
    @DefaultValue("5m") Duration answerTimeout,
    @DefaultValue("16KB") DataSize slowest,
    @DefaultValue("3s") Duration grace,
    @DefaultValue("256") int receiving,
    @DefaultValue("256") int answering,
    @DefaultValue("32KB") DataSize compressFrom,
    @DefaultValue("10s") Duration drain,
    @DefaultValue("15s") Duration finish) {
  private static final int MOST_CONNECTIONS = 8_192;
  private static final long MOST_COMPRESS_FROM = 1 << 30;

  /// The heap that a connection takes while a request is received on it: buffers of Tomcat and of
  /// the service, and a body's first 64 KiB (measured with 200 connections: 211 KB).
  private static final long CONNECTION_BYTES = 216 * 1024;

  private static final int PART_OF_THE_HEAP = 4;

  public HttpProperties {
    Limit.requirePositive("parallax.http.body", body.toBytes());
    Limit.requirePositive("parallax.http.headers", headers.toBytes());
    Limit.requirePositive("parallax.http.header-count", headerCount);
    if (connections != null) {
      Limit.requirePositive("parallax.http.connections", connections);
    }
    Limit.requirePositive("parallax.http.header-timeout", headerTimeout.toMillis());
    Limit.requirePositive("parallax.http.body-timeout", bodyTimeout.toMillis());
    Limit.requirePositive("parallax.http.idle-timeout", idleTimeout.toMillis());
    Limit.requirePositive("parallax.http.keep-alive", keepAlive.toMillis());
    Limit.requirePositive("parallax.http.answer-timeout", answerTimeout.toMillis());
    Limit.requirePositive("parallax.http.slowest", slowest.toBytes());
    Limit.requirePositive("parallax.http.grace", grace.toMillis());
    Limit.requirePositive("parallax.http.receiving", receiving);
    Limit.requirePositive("parallax.http.answering", answering);
    if (compressFrom.isNegative() || compressFrom.toBytes() > MOST_COMPRESS_FROM) {
      throw new IllegalArgumentException("parallax.http.compress-from is below 0 or above 1 GB");
    }
    if (drain.isNegative() || finish.isNegative()) {
      throw new IllegalArgumentException("parallax.http.drain or finish is negative");
    }
  }

  /// The same settings with other bounds for bodies.
  public HttpProperties withBodies(DataSize most, Duration arrival) {
    return new HttpProperties(
        most,
        headers,
        headerCount,
        connections,
        headerTimeout,
        arrival,
        idleTimeout,
        keepAlive,
        answerTimeout,
        slowest,
        grace,
        receiving,
        answering,
        compressFrom,
        drain,
        finish);
  }

  /// The most connections open at a time.
  public int openConnections() {
    return connections == null ? connectionsOf(Runtime.getRuntime().maxMemory()) : connections;
  }

  /// The most connections with a heap of this size.
  static int connectionsOf(long heapBytes) {
    return Math.clamp(heapBytes / PART_OF_THE_HEAP / CONNECTION_BYTES, 1, MOST_CONNECTIONS);
  }
}
