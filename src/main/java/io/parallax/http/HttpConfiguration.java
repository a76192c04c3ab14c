package io.parallax.http;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.parallax.http.problem.RequestId;
import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The settings of the edge.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HttpProperties.class, CorsProperties.class})
class HttpConfiguration {

  @Bean
  LimitSource httpRequestLimits(HttpProperties http) {
    return LimitSource.of(
        Subject.REQUEST,
        bytes("bodyBytes", http.body().toBytes(), "a request's body, as sent and decompressed"),
        bytes("headerBytes", http.headers().toBytes(), "a request's line and headers"),
        count("headers", http.headerCount(), "headers", "a request"),
        count(
            "requestIdLength", RequestId.LENGTH, "characters", "an X-Request-Id that is repeated"));
  }

  @Bean
  LimitSource httpTimeLimits(HttpProperties http) {
    return LimitSource.of(
        Subject.TIME,
        milliseconds("bodyTimeout", http.bodyTimeout(), "the arrival of a body"),
        milliseconds("headerTimeout", http.headerTimeout(), "the arrival of line and headers"),
        milliseconds("idleTimeout", http.idleTimeout(), "silence while reading or writing"),
        milliseconds("keepAliveTimeout", http.keepAlive(), "silence between two requests"),
        milliseconds("answerTimeout", http.answerTimeout(), "the writing of an answer"),
        milliseconds("drain", http.drain(), "serving after the service was told to stop"),
        milliseconds("finish", http.finish(), "requests in work when the service stops"));
  }

  @Bean
  LimitSource connectionLimits(HttpProperties http) {
    return LimitSource.of(
        Subject.SERVICE,
        count("connections", http.openConnections(), "connections", "the service"));
  }
}
